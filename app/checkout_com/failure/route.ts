import { answerReturn, returnParameters } from "@/lib/actions/return-answer";
import { parts } from "@/lib/parts";

/** Where Checkout.com sends a shopper after a failed or cancelled 3DS. A hint: the payment itself is asked. Needs no cookie. */
async function handle(request: Request): Promise<Response> {
  const parameters = await returnParameters(request);
  return answerReturn(await parts(), {
    provider: "checkout_com",
    returnToken: parameters.get("payment"),
    sessionId: parameters.get("cko-session-id"),
  });
}

export { handle as GET, handle as POST };
