/** Capture, cancel, and the authorization that nobody captured. */
import type Stripe from "stripe";
import { seconds } from "../../core/context";
import { registerTask } from "../../core/tasks";
import { openAccount, type Work } from "../account";
import { record, settleCapture } from "../charge-card";
import { checkGrain } from "../currencies";
import type { Call } from "../endpoint";
import { invalidParameter, StripeError } from "../errors";
import { emit } from "../events";
import {
  boolean,
  ignored,
  integer,
  mergeMetadata,
  metadata,
  oneOf,
  parseParams,
  text,
  unmodelled,
} from "../params";
import { testCardOf } from "../payment-methods";
import { checkStatus, dropChallenge, findIntent } from "./find";

const CAPTURE = {
  amount_details: ignored,
  amount_to_capture: integer(1),
  application_fee_amount: integer(0),
  final_capture: boolean,
  hooks: unmodelled,
  metadata,
  payment_details: ignored,
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_data: unmodelled,
};

/** POST …/capture. The whole hold by default; a smaller amount releases the rest. */
export function captureIntent(call: Call): object {
  const before = findIntent(call, call.id);
  const given = parseParams(CAPTURE, call.form);
  checkStatus(before, "captured", ["requires_capture"]);
  const amountMinor = given.amount_to_capture ?? before.amount_capturable;
  if (amountMinor > before.amount_capturable) {
    const message = [
      `The amount_to_capture (${amountMinor}) is greater than the capturable`,
      `amount (${before.amount_capturable}).`,
    ].join(" ");
    throw invalidParameter("amount_to_capture", message, "amount_too_large");
  }
  checkGrain(amountMinor, before.currency, "amount_to_capture");
  if (given.final_capture === false) {
    const message = "This PaymentIntent is not eligible for multiple captures.";
    throw invalidParameter("final_capture", message);
  }
  if (call.fault?.kind === "decline") throw refusedCapture(before);
  const charge = chargeOf(call, before);
  stopExpiry(call, before.id);
  const extra = call.fault?.kind === "wrong_amount" && amountMinor > 1 ? 1 : 0;
  return settleCapture(call, {
    intent: {
      ...before,
      metadata: mergeMetadata(before.metadata, given.metadata),
      ...(given.statement_descriptor == null
        ? {}
        : { statement_descriptor: given.statement_descriptor }),
    },
    charge,
    amountMinor: amountMinor - extra,
    card: testCardOf(call, String(before.payment_method)),
  });
}

function refusedCapture(intent: Stripe.PaymentIntent): StripeError {
  const message = "The bank refused to capture this charge.";
  const body = { type: "card_error", code: "card_declined", message } as const;
  return new StripeError(
    402,
    { ...body, decline_code: "generic_decline", payment_intent: intent },
    true,
  );
}

const CANCEL = {
  cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"),
};

/** POST …/cancel. Releases what was held. */
export function cancelIntent(call: Call): object {
  const before = findIntent(call, call.id);
  const given = parseParams(CANCEL, call.form);
  checkStatus(before, "canceled", [
    "requires_payment_method",
    "requires_capture",
    "requires_confirmation",
    "requires_action",
  ]);
  return close(call, before, given.cancellation_reason ?? null);
}

function close(
  work: Work,
  before: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent["cancellation_reason"],
): Stripe.PaymentIntent {
  dropChallenge(work, before.id);
  stopExpiry(work, before.id);
  if (before.status === "requires_capture") {
    record(work, before, chargeOf(work, before), "void", before.amount_capturable);
  }
  const intent: Stripe.PaymentIntent = {
    ...before,
    status: "canceled",
    amount_capturable: 0,
    canceled_at: seconds(work.context.now()),
    cancellation_reason: reason,
    next_action: null,
  };
  work.account.intents.put(intent.id, intent);
  emit(work, "payment_intent.canceled", intent);
  return intent;
}

registerTask("stripe.authorization_expires", ({ account = "", intent: id = "" }, context) => {
  const work: Work = { context, account: openAccount(context, account), request: null };
  const intent = work.account.intents.get(id);
  if (intent?.status !== "requires_capture") return;
  const charge = chargeOf(work, intent);
  close(work, intent, "automatic");
  emit(work, "charge.expired", charge);
});

function chargeOf({ account }: Work, intent: Stripe.PaymentIntent): Stripe.Charge {
  const charge = account.charges.get(String(intent.latest_charge));
  if (charge === undefined) throw new Error(`the charge of ${intent.id} is missing`);
  return charge;
}

function stopExpiry({ account, context }: Work, intentId: string): void {
  const task = account.secrets.get(intentId)?.expiryTaskId;
  if (task !== undefined && task !== null) context.tasks.cancel(task);
}
