/** Refunds: never more in all than was captured. */
import type Stripe from "stripe";
import { registerTask } from "../core/tasks";
import { openAccount, type Work } from "./account";
import { record } from "./charge-card";
import { checkGrain } from "./currencies";
import { type Call, endpoint } from "./endpoint";
import { invalidParameter, resourceMissing, stateError } from "./errors";
import { emit } from "./events";
import { buildBalanceTransaction } from "./objects/balance-transaction";
import { buildRefund } from "./objects/refund";
import { CREATED, inRange, PAGE_FIELDS, paginate } from "./pagination";
import {
  boolean,
  integer,
  mergeMetadata,
  metadata,
  oneOf,
  parseParams,
  text,
  unmodelled,
} from "./params";
import { findIntent } from "./payment-intents/find";
import { testCardOf } from "./payment-methods";

const CREATE = {
  amount: integer(1),
  charge: text(),
  payment_intent: text(),
  reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
  metadata,
  currency: unmodelled,
  customer: unmodelled,
  instructions_email: text(),
  origin: unmodelled,
  refund_application_fee: boolean,
  reverse_transfer: boolean,
};

/** How long the two cards with a late outcome take. */
const LATER_MS = 5_000;

export const refundEndpoints = [
  endpoint("POST", "/v1/refunds", "refunds.create", create),
  endpoint("GET", "/v1/refunds", "refunds.list", list),
  endpoint("GET", "/v1/refunds/:id", "refunds.retrieve", (call) => find(call)),
  endpoint("POST", "/v1/refunds/:id", "refunds.update", (call) => {
    const given = parseParams({ metadata }, call.form);
    const refund = find(call);
    const changed = mergeMetadata(refund.metadata ?? {}, given.metadata);
    return call.account.refunds.put(refund.id, { ...refund, metadata: changed });
  }),
];

function find({ account, id }: Call): Stripe.Refund {
  const refund = account.refunds.get(id);
  if (refund === undefined) throw resourceMissing("refund", id, "id");
  return refund;
}

function list({ account, form }: Call): object {
  const fields = { ...PAGE_FIELDS, charge: text(), payment_intent: text(), created: CREATED };
  const { charge, payment_intent: intent, created, ...page } = parseParams(fields, form);
  const found = account.refunds.list().filter((refund) => {
    const fits = charge == null || refund.charge === charge;
    const ofIntent = intent == null || refund.payment_intent === intent;
    return fits && ofIntent && inRange(refund.created, created);
  });
  return paginate("/v1/refunds", found, page);
}

function create(call: Call): object {
  const given = parseParams(CREATE, call.form);
  const charge = chargeToRefund(call, given);
  const left = charge.amount_captured - charge.amount_refunded;
  const amountMinor = given.amount ?? left;
  if (left === 0) {
    throw stateError("charge_already_refunded", `Charge ${charge.id} has already been refunded.`);
  }
  if (amountMinor > left) {
    const message = [
      `Refund amount (${amountMinor}) is greater than unrefunded amount on charge`,
      `(${left})`,
    ].join(" ");
    throw invalidParameter("amount", message, "amount_too_large");
  }
  checkGrain(amountMinor, charge.currency, "amount");
  const card = testCardOf(call, String(charge.payment_method));
  const pending = card.after === "refund_pending";
  const refund = buildRefund(call, {
    charge,
    amountMinor,
    status: pending ? "pending" : "succeeded",
    reason: given.reason ?? null,
    metadata: given.metadata ?? {},
  });
  const stored = pending ? refund : balance(call, refund);
  call.account.refunds.put(stored.id, stored);
  const updated = refundCharge(call, charge, amountMinor);
  emit(call, "refund.created", stored);
  emit(call, "charge.refunded", updated, { amount_refunded: charge.amount_refunded });
  if (!pending) emitUpdate(call, stored);
  if (card.after === "refund_pending" || card.after === "refund_fails_later") {
    const payload = { account: call.account.id, refund: stored.id, outcome: card.after };
    const dueAt = call.context.now() + LATER_MS;
    call.context.tasks.schedule({ kind: "stripe.refund_settles", dueAt, payload });
  }
  return stored;
}

/** By charge or by intent; throws where nothing was captured. */
function chargeToRefund(
  call: Call,
  given: { charge?: string | null; payment_intent?: string | null },
): Stripe.Charge {
  if ((given.charge == null) === (given.payment_intent == null)) {
    const message =
      "One of the following params should be provided for this request: payment_intent or charge.";
    throw invalidParameter("payment_intent", message, "parameter_missing");
  }
  const intent =
    given.payment_intent == null ? null : findIntent(call, given.payment_intent, "payment_intent");
  if (intent !== null && intent.status !== "succeeded") {
    const message = [
      `This PaymentIntent (${intent.id}) cannot be refunded because it has a`,
      `status of ${intent.status}.`,
    ].join(" ");
    throw stateError("payment_intent_unexpected_state", message, intent);
  }
  const id = given.charge ?? String(intent?.latest_charge);
  const charge = call.account.charges.get(id);
  if (charge === undefined) throw resourceMissing("charge", id, "charge");
  if (!charge.captured) {
    const message = `Charge ${charge.id} has not been captured and cannot be refunded.`;
    throw stateError("charge_not_refundable", message);
  }
  return charge;
}

function refundCharge(work: Work, charge: Stripe.Charge, byMinor: number): Stripe.Charge {
  const amountRefunded = charge.amount_refunded + byMinor;
  const intent = work.account.intents.get(String(charge.payment_intent));
  // A refund that fails later is written back with a minus.
  if (intent !== undefined) record(work, intent, charge, "refund", byMinor);
  return work.account.charges.put(charge.id, {
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount_captured,
  });
}

function balance(work: Work, refund: Stripe.Refund): Stripe.Refund {
  const { id, amount: amountMinor, currency } = refund;
  const made = buildBalanceTransaction(work, { id, amountMinor, currency, kind: "refund" });
  work.account.balanceTransactions.put(made.id, made);
  return { ...refund, balance_transaction: made.id };
}

function emitUpdate(work: Work, refund: Stripe.Refund): void {
  emit(work, "refund.updated", refund);
  emit(work, "charge.refund.updated", refund);
}

registerTask("stripe.refund_settles", (payload, context) => {
  const { account = "", refund: id = "", outcome } = payload;
  const work: Work = { context, account: openAccount(context, account), request: null };
  const refund = work.account.refunds.get(id);
  const charge = work.account.charges.get(String(refund?.charge));
  if (refund === undefined || charge === undefined) return;
  if (outcome === "refund_pending") {
    const { pending_reason: _done, ...rest } = refund;
    const settled = balance(work, { ...rest, status: "succeeded" });
    work.account.refunds.put(id, settled);
    emitUpdate(work, settled);
    return;
  }
  const failed: Stripe.Refund = {
    ...refund,
    status: "failed",
    failure_reason: "expired_or_canceled_card",
  };
  work.account.refunds.put(id, failed);
  refundCharge(work, charge, -refund.amount);
  emit(work, "refund.failed", failed);
  emitUpdate(work, failed);
});
