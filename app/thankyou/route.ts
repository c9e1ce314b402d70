import { answerReturn, returnParameters } from "@/lib/actions/return-answer";
import { parts } from "@/lib/parts";

/** Stripe's documented return_url. `redirect_status` is a display hint only: the intent itself is asked. Needs no cookie. */
async function handle(request: Request): Promise<Response> {
  const parameters = await returnParameters(request);
  return answerReturn(await parts(), {
    provider: "stripe",
    returnToken: parameters.get("payment"),
    paymentIntent: parameters.get("payment_intent"),
    clientSecret: parameters.get("payment_intent_client_secret"),
  });
}

export { handle as GET, handle as POST };
