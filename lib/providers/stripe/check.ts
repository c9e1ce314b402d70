/** Whether a key, and the account it acts for, may do what payments need. */
import { err, ok, type Result } from "../../result";
import type { ProviderError } from "../provider";
import { callStripe, type StripeCall } from "./client";
import { errorOf } from "./errors";

/** The newest intent, if any: a key that may not see intents cannot take payments. */
export async function check(call: StripeCall): Promise<Result<null, ProviderError>> {
  const listed = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.list({ limit: 1 }, options),
  );
  return listed.ok ? ok(null) : err(errorOf(listed.error));
}
