import type { UseCaseError } from "../errors";
import type { Money } from "../money/money";
import { isEditable } from "../orders/order-status";
import type { AmountChange } from "../providers/amount-change";
import type { ProviderError, ProviderTranscript } from "../providers/provider";
import { err, ok, type Result } from "../result";
import { applyChanges } from "./apply-changes";
import { requestHashOf } from "./decide-attempt";
import { liveAttemptOf, sourceOf } from "./deciding";
import { amountEvent } from "./repriced";
import type {
  Decision,
  PaymentChange,
  PaymentState,
  ProviderCallRow,
  StoredTransaction,
} from "./store";
import { isUnsettled } from "./transaction";

export type AmountPush = {
  transaction: StoredTransaction;
  call: ProviderCallRow;
  amount: Money;
  /** As it stands once the call is written. */
  after: PaymentState;
};

/** Writes the call's row before the provider hears of another amount; or says why it may not be changed now. */
export function decideAmountPush(
  state: PaymentState,
  input: { sourceId: string; callId: string; now: Date },
): Decision<AmountPush, UseCaseError> {
  const { order } = state;
  if (!isEditable(order.status)) {
    return err({ code: "order_not_editable", status: order.status });
  }
  const transaction = liveAttemptOf(state);
  const source = sourceOf(state, input.sourceId);
  const isWaiting = transaction?.status === "action_required" && transaction.paymentReference;
  if (!source || !isWaiting || transaction.sourceId !== source.id) {
    return err({ code: "attempt_running" });
  }
  const amount = { amountMinor: order.totalMinor, currency: order.currency };
  const call: ProviderCallRow = {
    id: input.callId,
    transactionId: transaction.id,
    operation: "change_amount",
    requestHash: requestHashOf(source, { ...transaction, amount }),
    startedAt: input.now,
    document: null,
  };
  const changes: PaymentChange[] = [{ kind: "call_started", call }];
  return ok({ changes, value: { transaction, call, amount, after: applyChanges(state, changes) } });
}

export type AmountAnswerInput = {
  transactionId: string;
  callId: string;
  amount: Money;
  answer: Result<AmountChange, ProviderError>;
  transcripts: readonly ProviderTranscript[];
  now: Date;
};

/**
 * What the provider's answer makes of the source and its attempt: both ask for what the provider says that it asks for. An
 * attempt that has ended meanwhile keeps what it ended with.
 */
export function decideAmountAnswer(
  state: PaymentState,
  input: AmountAnswerInput,
): Decision<null, never> {
  const { answer, amount } = input;
  const changes: PaymentChange[] = [callEnded(input)];
  const transaction = state.transactions.find(({ id }) => id === input.transactionId);
  const source = transaction && sourceOf(state, transaction.sourceId);
  if (!transaction || !source) throw new Error("The transaction does not belong to this order.");
  if (!answer.ok || !answer.value.isChanged) return ok({ changes, value: null });
  const { outcome } = answer.value;
  const isOpen = isUnsettled(transaction.status);
  if (isOpen) {
    const { id, status } = transaction;
    const action = outcome.kind === "action_required" ? { action: outcome.action } : {};
    changes.push({ kind: "transaction_changed", id, from: status, set: { amount, ...action } });
  }
  const asked = transaction.status === "succeeded" ? transaction.amount : amount;
  const attributes = { ...source.attributes, ...(isOpen ? outcome.facts.attributes : {}) };
  changes.push({ kind: "source_changed", id: source.id, set: { amount: asked, attributes } });
  changes.push(amountEvent(source, asked, isOpen ? transaction.id : null));
  return ok({ changes, value: null });
}

function callEnded({ callId, answer, transcripts, now }: AmountAnswerInput): PaymentChange {
  const changed = answer.ok && answer.value.isChanged ? "changed" : "refused";
  const outcome = answer.ok ? changed : answer.error.code;
  return { kind: "call_finished", id: callId, transcripts, outcome, finishedAt: now };
}
