import type { JsonObject } from "../json";
import type { ProviderDispute } from "../providers/provider-dispute";
import { ok } from "../result";
import { authorizationOf, eventOf } from "./deciding";
import { type Dispute, isDisputeOpen, isNewerWord } from "./dispute";
import type { Decision, PaymentChange, PaymentState, StoredTransaction } from "./store";

export type DisputeInput = {
  /** The attempt whose payment is contested. */
  authorization: StoredTransaction;
  told: ProviderDispute;
  /** The provider's event. */
  eventId: string;
  /** Taken when it is a new one. */
  newId: string;
};

/**
 * Keeps what an event says of a dispute, if it is a later word than what is known. Every order and repetition of the same
 * events ends in the same dispute. Answers whether anything was new.
 */
export function decideDispute(state: PaymentState, input: DisputeInput): Decision<boolean, never> {
  const { told, authorization } = input;
  const known = state.disputes.find(
    ({ gatewayId, reference }) =>
      gatewayId === authorization.gatewayId && reference === told.reference,
  );
  const next = known ? heard(known, input) : opened(state, input);
  if (next === null) return ok({ changes: [], value: false });
  const change: PaymentChange = known
    ? { kind: "dispute_changed", id: known.id, set: next }
    : { kind: "dispute_opened", dispute: next };
  return ok({ changes: [change, line(known ?? null, next)], value: true });
}

function opened(state: PaymentState, input: DisputeInput): Dispute {
  const { told, eventId, newId, authorization } = input;
  const { id: transactionId } = contestedBy(state, authorization);
  const { reference, amount, reason, respondBy, toldAt } = told;
  return {
    ...{ id: newId, reference, transactionId, amount, reason, respondBy, toldAt },
    gatewayId: authorization.gatewayId,
    orderId: authorization.orderId,
    sourceId: authorization.sourceId,
    state: told.state,
    openedAt: toldAt,
    closedAt: isDisputeOpen(told.state) ? null : toldAt,
    toldBy: eventId,
  };
}

/** Null when it is no news. An older word still tells when the dispute began. */
function heard(known: Dispute, { told, eventId }: DisputeInput): Dispute | null {
  const openedAt = earlierOf(told.toldAt, known.openedAt);
  if (isNewerWord(known, { ...told, toldBy: eventId })) {
    const { state, amount, reason, respondBy, toldAt } = told;
    const closedAt = isDisputeOpen(state) ? null : toldAt;
    return {
      ...known,
      state,
      amount,
      reason,
      respondBy,
      toldAt,
      toldBy: eventId,
      openedAt,
      closedAt,
    };
  }
  return openedAt < known.openedAt ? { ...known, openedAt } : null;
}

const earlierOf = (one: Date, other: Date): Date =>
  new Date(Math.min(one.getTime(), other.getTime()));

/** The capture that is contested; the authorization where none is known. */
function contestedBy(state: PaymentState, authorization: StoredTransaction): StoredTransaction {
  const isOurs = (each: StoredTransaction) =>
    each.kind === "capture" && authorizationOf(state, each)?.id === authorization.id;
  return state.transactions.find(isOurs) ?? authorization;
}

/** Its state is called `stands`, not `status`: the history's checks of transactions read that one. */
function line(known: Dispute | null, next: Dispute): PaymentChange {
  const verb = known === null ? "opened" : isDisputeOpen(next.state) ? "updated" : "closed";
  const changes: JsonObject = {
    stands: [known?.state ?? null, next.state],
    amount_cents: next.amount.amountMinor,
    currency_code: next.amount.currency,
    reason: next.reason,
    respond_by: next.respondBy?.toISOString() ?? null,
    reference: next.reference,
  };
  return eventOf(`dispute.${verb}`, { type: "disputes", id: next.id }, next.orderId, changes);
}
