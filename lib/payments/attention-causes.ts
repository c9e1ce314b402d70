import type { JsonObject } from "../json";
import { type AttentionCause, type AttentionKind, attentionId } from "./attention";
import type { Dispute } from "./dispute";
import { isDisputeOpen } from "./dispute";
import type { PaymentState, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

/** Kinds whose cause can be read from the facts at any time: they close themselves when it is gone. */
export const STANDING_KINDS: ReadonlySet<AttentionKind> = new Set([
  "unknown_outcome",
  "breaks_balance",
  "wrong_amount",
  "dispute",
  "capture_failed",
  "void_failed",
  "refund_failed",
]);

/** Everything about an order's payments that needs a person, as the facts stand. Pure: the same facts, the same causes. */
export function causesOf(state: PaymentState): readonly AttentionCause[] {
  const causes: AttentionCause[] = [];
  for (const transaction of state.transactions) {
    const found =
      unknownOutcome(transaction) ??
      failedOperation(state, transaction) ??
      brokenBalance(state, transaction) ??
      wrongAmount(state, transaction);
    if (found) causes.push(found);
  }
  for (const dispute of state.disputes)
    if (isDisputeOpen(dispute.state)) causes.push(contested(dispute));
  return causes;
}

/** What an item about one transaction begins with. */
export const causeAbout = (
  transaction: StoredTransaction,
  kind: AttentionKind,
  told: { what: JsonObject; stamp: string; webhookEventId?: string | null },
): AttentionCause => ({
  id: attentionId(kind, transaction.id),
  kind,
  orderId: transaction.orderId,
  sourceId: transaction.sourceId,
  transactionId: transaction.id,
  disputeId: null,
  webhookEventId: told.webhookEventId ?? null,
  what: {
    transaction: transaction.kind,
    amount_cents: transaction.amount.amountMinor,
    currency_code: transaction.amount.currency,
    ...told.what,
  },
  stamp: told.stamp,
  dueAt: null,
});

const DAY_MS = 86_400_000;

/**
 * The look after a day learned nothing, or the schedule is used up. Where the shopper was sent to the bank, it is only listed
 * once nobody asks any more; what no browser has confirmed yet asked for no money, and never is.
 */
function unknownOutcome(transaction: StoredTransaction): AttentionCause | null {
  const { status, nextCheckAt, requestedAt, action } = transaction;
  if (!isUnsettled(status)) return null;
  if (status === "action_required") {
    if (nextCheckAt !== null || action?.kind === "client_confirmation") return null;
  } else if (nextCheckAt !== null && nextCheckAt.getTime() - requestedAt.getTime() <= DAY_MS) {
    return null;
  }
  return causeAbout(transaction, "unknown_outcome", { what: { status }, stamp: status });
}

const FAILED_KINDS = {
  authorization: null,
  capture: "capture_failed",
  void: "void_failed",
  refund: "refund_failed",
} as const satisfies Record<StoredTransaction["kind"], AttentionKind | null>;

/** It ended badly when nobody waited for its answer, and nothing has made it good since. */
function failedOperation(
  state: PaymentState,
  transaction: StoredTransaction,
): AttentionCause | null {
  const { status, origin } = transaction;
  const kind = FAILED_KINDS[transaction.kind];
  const isBad = status === "declined" || status === "failed";
  if (kind === null || !isBad || origin !== "kassa" || !isUnattended(transaction)) return null;
  if (isMadeGood(state, transaction)) return null;
  return causeAbout(transaction, kind, { what: { status }, stamp: status });
}

/** Operations that follow from something else by themselves. */
const OWN_KEYS = ["auto-capture:", "release:", "cancel:"];
const WAITED_FOR_MS = 60_000;

/** Nobody asked for it, or whoever did was told something else, or is gone. */
function isUnattended(transaction: StoredTransaction): boolean {
  const { idempotencyKey, status, checksCount, requestedAt, settledAt } = transaction;
  if (OWN_KEYS.some((begin) => idempotencyKey?.startsWith(begin))) return true;
  // Every answer counts, and a failure is none.
  const answersBefore = status === "declined" ? checksCount - 1 : checksCount;
  const tookMs = (settledAt ?? requestedAt).getTime() - requestedAt.getTime();
  return answersBefore > 0 || tookMs > WAITED_FOR_MS;
}

/** Another one of its kind succeeded since; what was voided needs no capture any more. */
const isMadeGood = ({ transactions }: PaymentState, failed: StoredTransaction): boolean =>
  transactions.some(
    (each) =>
      each.id !== failed.id &&
      each.parentId === failed.parentId &&
      each.status === "succeeded" &&
      (each.kind === "void" ||
        (each.kind === failed.kind && each.requestedAt >= failed.requestedAt)),
  );

/** 0 ≤ refunded ≤ captured ≤ authorized, and never captured and voided: what a provider brings may break it. */
function brokenBalance(state: PaymentState, transaction: StoredTransaction): AttentionCause | null {
  if (transaction.kind !== "authorization" || transaction.status !== "succeeded") return null;
  const captures = childrenOf(state, transaction.id, "capture");
  const parents = [transaction.id, ...captures.map(({ id }) => id)];
  const captured = sumOf(captures);
  const refunded = sumOf(parents.flatMap((id) => childrenOf(state, id, "refund")));
  const voided = sumOf(childrenOf(state, transaction.id, "void"));
  const fits = captured <= transaction.amount.amountMinor && refunded <= captured;
  if (fits && (captured === 0 || voided === 0)) return null;
  const what = { captured_cents: captured, refunded_cents: refunded, voided_cents: voided };
  const stamp = [captured, refunded, voided].join("/");
  return causeAbout(transaction, "breaks_balance", { what, stamp });
}

const childrenOf = (
  { transactions }: PaymentState,
  parentId: string,
  kind: StoredTransaction["kind"],
): readonly StoredTransaction[] =>
  transactions.filter(
    (each) => each.parentId === parentId && each.kind === kind && each.status === "succeeded",
  );

const sumOf = (transactions: readonly StoredTransaction[]): number =>
  transactions.reduce((sum, { amount }) => sum + amount.amountMinor, 0);

/** It holds the order and is not for its total, so that it was not placed. */
function wrongAmount(state: PaymentState, transaction: StoredTransaction): AttentionCause | null {
  const { order } = state;
  const { amount, live, status } = transaction;
  if (!live || status !== "succeeded" || order.status === "cancelled") return null;
  if (amount.amountMinor === order.totalMinor && amount.currency === order.currency) return null;
  const what = { total_cents: order.totalMinor };
  const stamp = `${amount.amountMinor} ${amount.currency} of ${order.totalMinor}`;
  return causeAbout(transaction, "wrong_amount", { what, stamp });
}

function contested(dispute: Dispute): AttentionCause {
  const { id, orderId, sourceId, transactionId, amount, reason, state, toldBy } = dispute;
  const dueAt = state === "needs_response" ? dispute.respondBy : null;
  return {
    id: attentionId("dispute", id),
    kind: "dispute",
    ...{ orderId, sourceId, transactionId, disputeId: id, webhookEventId: toldBy },
    what: {
      amount_cents: amount.amountMinor,
      currency_code: amount.currency,
      reason,
      stands: state,
    },
    stamp: [state, dueAt?.toISOString() ?? "", amount.amountMinor].join(" "),
    dueAt,
  };
}
