/** Another amount for an intent that its shopper has not confirmed. */
import { isSameMoney } from "../../money/money";
import { err, ok, type Result } from "../../result";
import type { AmountChange, AmountChangeInput } from "../amount-change";
import type { ProviderCall, ProviderError } from "../provider";
import { findIntent } from "./authorize";
import { callStripe } from "./client";
import type { StripeConfig } from "./config";
import { errorOf } from "./errors";
import { amountParams } from "./requests";
import { outcomeOf, readIntent } from "./responses";

/** Stripe allows it until something is paid; a bank's page that was open is asked for anew when it is confirmed. */
export async function changeAmount(
  call: ProviderCall<StripeConfig>,
  { payment, amount }: AmountChangeInput,
): Promise<Result<AmountChange, ProviderError>> {
  const done = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.update(payment, amountParams(amount), options),
  );
  if (!done.ok) {
    const { error } = done;
    const isClosed = error.kind === "error" && error.error.code === CLOSED;
    if (!isClosed) return err(errorOf(error));
    const told = readIntent(error.error.paymentIntent);
    const found = told.ok ? told : await findIntent(call, payment);
    if (!found.ok) return found;
    if (found.value === null) return err(errorOf(error));
    return ok({ isChanged: false, outcome: outcomeOf(found.value) });
  }
  const intent = readIntent(done.value);
  if (!intent.ok) return intent;
  const isChanged = isSameMoney(intent.value.money, amount);
  return ok({ isChanged, outcome: outcomeOf(intent.value) });
}

const CLOSED = "payment_intent_unexpected_state";
