import { unreachable } from "../assert";
import { canMoveOrder, type OrderStatus } from "../orders/order-status";
import type {
  ProviderAnswer,
  ProviderOutcome,
  ProviderPayment,
  ProviderTranscript,
} from "../providers/provider";
import { ok } from "../result";
import { raise } from "./attention-lines";
import { checkedAfterExpiry } from "./authorization-expiry";
import { contradiction } from "./contradictions";
import { releasedBy, rowsFoundIn } from "./decide-found";
import { eventOf, foundAtProvider, missingBeforePayment, orderChanges, sourceOf } from "./deciding";
import { type FollowUp, type FollowUpParts, withFollowUp } from "./follow-up";
import { type Forced, forcedPayment, methodPaidWith } from "./forced-payment";
import { paymentStatusOf } from "./payment-status";
import { stepOf } from "./settlement-step";
import type { Decision, PaymentChange, PaymentState, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

export type SettlementInput = {
  transactionId: string;
  answer: ProviderAnswer;
  /** The call this answers; null when the provider was only asked. */
  callId: string | null;
  transcripts: readonly ProviderTranscript[];
  /** `_place` was asked for while this attempt was under way. */
  placesNow: boolean;
  /** The whole payment, where the provider was asked for it. */
  found?: ProviderPayment | null;
  /** For what the provider turns out to have done. */
  newId: () => string;
  now: Date;
  /** For what follows from it: a void of money that nobody waits for, an automatic capture. */
  follow: FollowUpParts | null;
  /** The provider's event that says so, where one does. */
  webhookEventId?: string | null;
};

export type Settled = {
  transaction: StoredTransaction;
  orderStatus: OrderStatus;
  /** This very answer moved it; of two that say the same, one did. */
  hasMoved: boolean;
  /** Written with it, and still to be carried out. */
  follow: FollowUp | null;
};

/**
 * What a provider's answer makes of a transaction, its source and its order. A fact that is settled stays: a later answer,
 * repeated or contradicting, changes nothing, so that the order of webhooks, return URLs and sweeps does not matter. One
 * that contradicts is shown to a person.
 */
export function decideSettlement(
  state: PaymentState,
  input: SettlementInput,
): Decision<Settled, never> {
  const before = state.transactions.find((transaction) => transaction.id === input.transactionId);
  if (!before) throw new Error("The transaction does not belong to this order.");
  const call = callFinished(input);
  if (!isUnsettled(before.status)) {
    const contradicted = contradiction(before, input);
    const shown = contradicted ? raise(state, contradicted) : [];
    return ok({ changes: [...call, ...shown], value: unmoved(before, state) });
  }
  const step = stepOf(before, input);
  const told: StoredTransaction = { ...before, ...step.set, status: step.status };
  const found = foundWith(told, step.outcome, input);
  const isLetGo = found.some(({ kind }) => kind === "void");
  const heard: StoredTransaction = { ...told, live: told.live && !isLetGo };
  const forced = isLetGo ? null : forcedPayment(state, heard);
  const after = forced?.transaction ?? heard;
  const holding = forced ? { ...state, order: { ...state.order, ...forced.set } } : state;
  const transactions = [
    ...state.transactions.map((each) => (each.id === after.id ? after : each)),
    ...found,
  ];
  const placesNow = input.placesNow || (forced?.isRevived === true && after.places);
  const orderStatus = orderStatusAfter(holding, after, placesNow);
  const decided: PaymentChange[] = [
    ...call,
    {
      kind: "transaction_changed",
      id: after.id,
      from: before.status,
      set: {
        ...{ ...step.set, live: after.live, status: step.status },
        ...revivedBy(forced),
        ...checkedAfterExpiry(state, { after, found, follow: input.follow, now: input.now }),
      },
    },
    ...found.flatMap(foundAtProvider),
    ...released(state, after),
    ...sourceChanges(state, after, step.outcome),
    ...history(before, after),
    ...(forced?.changes ?? []),
    ...orderChanges(holding, { status: orderStatus, transactions, now: input.now }),
  ];
  const { changes, follow } = withFollowUp(state, decided, input.follow);
  const hasMoved = before.status !== after.status;
  return ok({ changes, value: { transaction: after, orderStatus, hasMoved, follow } });
}

export const unmoved = (transaction: StoredTransaction, { order }: PaymentState): Settled => ({
  transaction,
  orderStatus: order.status,
  hasMoved: false,
  follow: null,
});

const revivedBy = (forced: Forced | null) =>
  forced?.isRevived ? { supersededAt: null, detail: null } : {};

function orderStatusAfter(
  state: PaymentState,
  after: StoredTransaction,
  placesNow: boolean,
): OrderStatus {
  const { order } = state;
  if (isAllRefunded(state, after)) return "cancelled";
  const holds = after.kind === "authorization" && after.supersededAt === null;
  if (!holds) return order.status;
  const isOpen = order.status === "pending" || order.status === "placing";
  switch (after.status) {
    case "succeeded": {
      const method = methodPaidWith(state, after);
      const wanted = order.status === "placing" || placesNow || method?.autoPlace === true;
      // A wrong amount is flagged and shown, never placed.
      const fits =
        after.amount.amountMinor === order.totalMinor && after.amount.currency === order.currency;
      if (isOpen && wanted && fits && missingBeforePayment(state).length === 0) return "placed";
      return order.status === "placing" ? "pending" : order.status;
    }
    case "declined":
    case "failed":
      return order.status === "placing" ? "pending" : order.status;
    case "action_required":
    case "pending":
    case "indeterminate":
      return isOpen && placesNow ? "placing" : order.status;
    case "requested":
      return order.status;
    default:
      return unreachable(after.status);
  }
}

/** A full refund cancels its order. Source: the API's table of order states. */
function isAllRefunded(state: PaymentState, after: StoredTransaction): boolean {
  if (after.kind !== "refund" || after.status !== "succeeded") return false;
  const transactions = state.transactions.map((each) => (each.id === after.id ? after : each));
  const isWhole = paymentStatusOf(state.order.totalMinor, transactions) === "refunded";
  return isWhole && canMoveOrder(state.order.status, "cancelled");
}

/**
 * What was done at the provider before we knew that it had been authorized (an adopted payment, its own dashboard): the
 * same facts as if each had been found when it happened.
 */
function foundWith(
  after: StoredTransaction,
  outcome: ProviderOutcome | null,
  { found, newId, now }: SettlementInput,
): readonly StoredTransaction[] {
  if (outcome?.kind !== "succeeded" || after.kind !== "authorization") return [];
  const payment = found ?? { ...outcome, refundedMinor: 0, voided: false };
  return rowsFoundIn(payment, { authorization: after, known: [after], newId, now });
}

function released(state: PaymentState, after: StoredTransaction): PaymentChange[] {
  if (after.kind === "authorization" || after.status !== "succeeded") return [];
  const parent = state.transactions.find((each) => each.id === after.parentId);
  return parent?.kind === "authorization" ? releasedBy([after], parent) : [];
}

function sourceChanges(
  state: PaymentState,
  after: StoredTransaction,
  outcome: ProviderOutcome | null,
): PaymentChange[] {
  const source = sourceOf(state, after.sourceId);
  if (!source || !outcome) return [];
  if (after.kind === "authorization" && !isNewestAttempt(state, after)) return [];
  return [
    {
      kind: "source_changed",
      id: source.id,
      set: {
        attributes: { ...source.attributes, ...outcome.facts.attributes },
        ...(outcome.reference && after.kind === "authorization"
          ? { reference: outcome.reference }
          : {}),
        ...(outcome.facts.instrument ? { instrument: outcome.facts.instrument } : {}),
      },
    },
  ];
}

/** What is heard of an earlier attempt says nothing about where the source stands. */
const isNewestAttempt = ({ transactions }: PaymentState, after: StoredTransaction): boolean =>
  after.kind === "authorization" &&
  !transactions.some(
    (each) => each.sourceId === after.sourceId && (each.attempt ?? 0) > (after.attempt ?? 0),
  );

function history(before: StoredTransaction, after: StoredTransaction): PaymentChange[] {
  if (before.status === after.status) return [];
  return [
    eventOf(
      `${after.kind}.${after.status}`,
      { type: `${after.kind}s`, id: after.id },
      after.orderId,
      {
        status: [before.status, after.status],
        amount_cents: after.amount.amountMinor,
        currency_code: after.amount.currency,
        ...(after.decline
          ? { decline_code: after.decline.code, decline_raw: after.decline.raw }
          : {}),
        ...(after.detail ? { detail: after.detail } : {}),
      },
    ),
  ];
}

function callFinished(input: SettlementInput): PaymentChange[] {
  if (input.callId === null) return [];
  const outcome = input.answer.ok ? input.answer.value.kind : input.answer.error.code;
  return [
    {
      kind: "call_finished",
      id: input.callId,
      transcripts: input.transcripts,
      outcome,
      finishedAt: input.now,
    },
  ];
}
