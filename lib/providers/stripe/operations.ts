/** Capture, void, refund and cancel. What was done already counts as done. */
import { err, ok } from "../../result";
import type { OperationInput, ProviderAnswer, ProviderCall } from "../provider";
import { findIntent } from "./authorize";
import { callStripe, type StripeProblem } from "./client";
import type { StripeConfig } from "./config";
import { declineOf } from "./declines";
import { answerOfProblem, errorOf } from "./errors";
import { refundOutcome } from "./refunds";
import { captureParams, EXPAND, refundParams } from "./requests";
import { chargeIdOf, factsOf, type Intent, NO_FACTS, readIntent } from "./responses";

type Call = ProviderCall<StripeConfig>;

/** Captures once; what it leaves of the authorization is released. */
export async function capture(call: Call, input: OperationInput): Promise<ProviderAnswer> {
  const done = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.capture(input.payment, captureParams(input), options),
  );
  if (!done.ok) {
    return await resolveState(call, input, done.error, (intent) =>
      intent.fields.status === "succeeded" ? capturedOutcome(intent) : null,
    );
  }
  const intent = readIntent(done.value);
  return intent.ok ? ok(capturedOutcome(intent.value)) : intent;
}

/** Lets an authorization go: the intent is canceled. */
export const voidAuthorization = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
  end(call, input);

/**
 * Ends an intent that waits for its shopper. Should it just have been approved, it is let go with
 * it.
 */
export const cancel = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
  end(call, input);

async function end(call: Call, input: OperationInput): Promise<ProviderAnswer> {
  const done = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.cancel(input.payment, { expand: EXPAND }, options),
  );
  if (!done.ok) {
    return await resolveState(call, input, done.error, (intent) =>
      intent.fields.status === "canceled" ? endedOutcome(intent, input) : null,
    );
  }
  const intent = readIntent(done.value);
  return intent.ok ? ok(endedOutcome(intent.value, input)) : intent;
}

/** Several partial refunds are possible; some end later (`pending`). */
export async function refund(call: Call, input: OperationInput): Promise<ProviderAnswer> {
  const done = await callStripe(call, (stripe, options) =>
    stripe.refunds.create(refundParams(input), options),
  );
  if (done.ok) return refundOutcome(done.value, input);
  const { error } = done;
  if (error.kind === "error" && error.error.code === "charge_already_refunded") {
    // Somebody else's refund (the dashboard's): this one did not happen.
    return ok(refusedOutcome(input, error.error.code));
  }
  return answerOfProblem(error);
}

/**
 * When Stripe says that the state does not allow it, the state decides: reached already is a
 * success, closed for ever is a decline. Any other refusal stays an error.
 */
async function resolveState(
  call: Call,
  input: OperationInput,
  problem: StripeProblem,
  whenReached: (intent: Intent) => ReturnType<typeof capturedOutcome> | null,
): Promise<ProviderAnswer> {
  if (problem.kind === "no_answer") return answerOfProblem(problem);
  const { code, paymentIntent } = problem.error;
  if (code === null || !STATE_CODES.has(code)) return answerOfProblem(problem);
  const told = readIntent(paymentIntent);
  const found = told.ok ? told : await findIntent(call, input.payment);
  if (!found.ok) return found;
  if (found.value === null) return err(errorOf(problem));
  const reached = whenReached(found.value);
  return ok(reached ?? refusedOutcome(input, code));
}

const STATE_CODES = new Set([
  "payment_intent_unexpected_state",
  "intent_invalid_state",
  "charge_already_captured",
  "charge_expired_for_capture",
  "capture_charge_authorization_expired",
]);

const capturedOutcome = (intent: Intent) =>
  ({
    kind: "succeeded",
    reference: intent.reference,
    transactionReference: chargeIdOf(intent),
    amount: { ...intent.money, amountMinor: intent.receivedMinor },
    capturedMinor: intent.receivedMinor,
    facts: factsOf(intent),
  }) as const;

const endedOutcome = (intent: Intent, input: OperationInput) =>
  ({
    kind: "succeeded",
    reference: intent.reference,
    transactionReference: null,
    amount: input.amount,
    capturedMinor: 0,
    facts: factsOf(intent),
  }) as const;

const refusedOutcome = (input: OperationInput, raw: string) =>
  ({
    kind: "declined",
    reference: input.payment,
    decline: declineOf({ code: raw }),
    facts: NO_FACTS,
  }) as const;
