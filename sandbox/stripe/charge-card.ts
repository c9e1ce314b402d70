/** What a card's bank does when an intent is charged: the one place where money moves. */
import type Stripe from "stripe";
import { registerTask } from "../core/tasks";
import { openAccount, type Work } from "./account";
import { type Decline, declineMessage, type TestCard } from "./cards";
import { openDispute } from "./disputes";
import { StripeError, type StripeErrorBody } from "./errors";
import { emit } from "./events";
import { buildBalanceTransaction } from "./objects/balance-transaction";
import { buildCharge } from "./objects/charge";

const EXPIRES_AFTER_MS = 7 * 24 * 60 * 60 * 1000;
const BALANCE_AFTER_MS = 1_000;

export interface Attempt {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  card: TestCard;
  /** Instead of what the card would do, or null. */
  decline: Decline | null;
  authenticated: boolean;
}

/** Authorizes, and captures unless capture is manual. Gives the intent as it is afterwards. */
export function chargeCard(work: Work, attempt: Attempt): Stripe.PaymentIntent {
  const decline = attempt.decline ?? attempt.card.decline;
  const charge = buildCharge(work, { ...attempt, decline });
  work.account.charges.put(charge.id, charge);
  if (decline !== null) return declineIntent(work, attempt, charge, decline);
  record(work, attempt.intent, charge, "authorization", charge.amount);
  if (isManual(attempt.intent)) return hold(work, attempt.intent, charge);
  const intent: Stripe.PaymentIntent = {
    ...attempt.intent,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
  };
  return settleCapture(work, { intent, charge, amountMinor: charge.amount, card: attempt.card });
}

/** Whether the money is only held until a capture. */
export function isManual(intent: Stripe.PaymentIntent): boolean {
  const card = intent.payment_method_options?.card;
  return intent.capture_method === "manual" || card?.capture_method === "manual";
}

function hold(work: Work, before: Stripe.PaymentIntent, charge: Stripe.Charge) {
  const intent: Stripe.PaymentIntent = {
    ...before,
    status: "requires_capture",
    amount_capturable: charge.amount,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
  };
  work.account.intents.put(intent.id, intent);
  const task = work.context.tasks.schedule({
    kind: "stripe.authorization_expires",
    dueAt: work.context.now() + EXPIRES_AFTER_MS,
    payload: { account: work.account.id, intent: intent.id },
  });
  const secrets = work.account.secrets.get(intent.id);
  if (secrets !== undefined) {
    work.account.secrets.put(intent.id, { ...secrets, expiryTaskId: task.id });
  }
  emit(work, "charge.succeeded", charge);
  emit(work, "payment_intent.amount_capturable_updated", intent);
  return intent;
}

export interface Capture {
  intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  amountMinor: number;
  card: TestCard;
}

/** Moves the money; what was authorized beyond `amountMinor` is released. */
export function settleCapture(work: Work, capture: Capture): Stripe.PaymentIntent {
  const { account, context } = work;
  const afterHold = capture.intent.status === "requires_capture";
  const charge: Stripe.Charge = {
    ...capture.charge,
    captured: true,
    amount_captured: capture.amountMinor,
    disputed: capture.card.after === "dispute",
  };
  const intent: Stripe.PaymentIntent = {
    ...capture.intent,
    status: "succeeded",
    amount_received: capture.amountMinor,
    amount_capturable: 0,
  };
  account.charges.put(charge.id, charge);
  account.intents.put(intent.id, intent);
  record(work, intent, charge, "capture", capture.amountMinor);
  const released = charge.amount - capture.amountMinor;
  if (released > 0) record(work, intent, charge, "void", released);
  emit(work, afterHold ? "charge.captured" : "charge.succeeded", charge);
  emit(work, "payment_intent.succeeded", intent);
  if (capture.card.after === "dispute") openDispute(work, charge);
  const payload = { account: account.id, charge: charge.id };
  if (intent.capture_method === "automatic_async") {
    const dueAt = context.now() + BALANCE_AFTER_MS;
    context.tasks.schedule({ kind: "stripe.balance_transaction", dueAt, payload });
  } else {
    balanceCharge(work, charge.id);
  }
  return intent;
}

/** Gives the charge its balance transaction. */
function balanceCharge(work: Work, chargeId: string): Stripe.Charge | null {
  const charge = work.account.charges.get(chargeId);
  if (charge === undefined) return null;
  const { id, amount_captured: amountMinor, currency } = charge;
  const made = buildBalanceTransaction(work, { id, amountMinor, currency, kind: "charge" });
  work.account.balanceTransactions.put(made.id, made);
  return work.account.charges.put(chargeId, { ...charge, balance_transaction: made.id });
}

registerTask("stripe.balance_transaction", ({ account = "", charge = "" }, context) => {
  const work: Work = { context, account: openAccount(context, account), request: null };
  const updated = balanceCharge(work, charge);
  if (updated !== null) emit(work, "charge.updated", updated, { balance_transaction: null });
});

function declineIntent(
  work: Work,
  { intent: before, method }: Attempt,
  charge: Stripe.Charge,
  decline: Decline,
): Stripe.PaymentIntent {
  const failed = failIntent(work, before, method, { ...declineBody(decline), charge: charge.id });
  const intent = { ...failed, latest_charge: charge.id };
  work.account.intents.put(intent.id, intent);
  emit(work, "charge.failed", charge);
  emit(work, "payment_intent.payment_failed", intent);
  return intent;
}

/** Back to `requires_payment_method` with the reason; the caller emits the event. */
export function failIntent(
  work: Work,
  before: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  reason: StripeErrorBody,
): Stripe.PaymentIntent {
  const { payment_intent: _intent, payment_method: _method, ...body } = reason;
  const intent: Stripe.PaymentIntent = {
    ...before,
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_payment_error: { ...body, payment_method: method },
  };
  return work.account.intents.put(intent.id, intent);
}

export function declineBody({ code, declineCode }: Decline): StripeErrorBody {
  return {
    type: "card_error",
    code,
    // Stripe repeats the code where the bank gave no other.
    decline_code: declineCode,
    doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}`,
    message: declineMessage(declineCode),
  };
}

/** The 402 of a declined confirm; it carries the intent and stays under its idempotency key. */
export function declineError(intent: Stripe.PaymentIntent): StripeError {
  const { payment_method: method, ...error } = intent.last_payment_error ?? {
    type: "card_error",
    message: declineMessage(""),
  };
  const body: StripeErrorBody = {
    ...(error.charge === undefined ? {} : { charge: error.charge }),
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.decline_code === undefined ? {} : { decline_code: error.decline_code }),
    ...(error.doc_url === undefined ? {} : { doc_url: error.doc_url }),
    type: "card_error",
    message: error.message ?? declineMessage(""),
    payment_intent: intent,
    ...(method === undefined ? {} : { payment_method: method }),
  };
  return new StripeError(402, body, true);
}

export function record(
  { account, context }: Work,
  intent: Stripe.PaymentIntent,
  { id, currency }: { id: string; currency: string },
  kind: "authorization" | "capture" | "void" | "refund",
  amountMinor: number,
): void {
  context.book.record({
    provider: "stripe",
    account: account.id,
    paymentId: intent.id,
    transactionId: id,
    kind,
    amountMinor,
    currency: currency.toUpperCase(),
    reference: null,
    metadata: intent.metadata,
  });
}
