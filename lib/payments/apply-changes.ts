import { unreachable } from "../assert";
import { attentionChanges, withAttentionChange } from "./attention-changes";
import { attentionLines } from "./attention-lines";
import type { PaymentChange, PaymentState, StoredTransaction } from "./store";

/** The state after its changes were written: what the next read will find. */
export function applyChanges(state: PaymentState, changes: readonly PaymentChange[]): PaymentState {
  if (changes.length === 0) return state;
  const next = fold(state, changes);
  return attentionChanges(next).reduce<PaymentState>(apply, next);
}

/**
 * The changes with what they call for on the attention list: every store writes these, so that no road to a fact can forget
 * to tell of it. Nothing where nothing changes.
 */
export function withAttention(
  state: PaymentState,
  changes: readonly PaymentChange[],
): readonly PaymentChange[] {
  if (changes.length === 0) return changes;
  const called = attentionChanges(fold(state, changes));
  return [...changes, ...called.flatMap((change) => attentionLines(state, change))];
}

function fold(state: PaymentState, changes: readonly PaymentChange[]): PaymentState {
  const begun = { ...state, order: { ...state.order, version: state.order.version + 1 } };
  return changes.reduce<PaymentState>(apply, begun);
}

function apply(state: PaymentState, change: PaymentChange): PaymentState {
  switch (change.kind) {
    case "source_created":
      return { ...state, sources: [...state.sources, change.source] };
    case "source_changed":
      return {
        ...state,
        sources: state.sources.map((each) =>
          each.id === change.id ? { ...each, ...change.set } : each,
        ),
      };
    case "transaction_created":
      return { ...state, transactions: [...state.transactions, change.transaction] };
    case "transaction_changed":
      return { ...state, transactions: state.transactions.map((each) => changed(each, change)) };
    case "order_changed":
      return { ...state, order: { ...state.order, ...change.set } };
    case "dispute_opened":
      return { ...state, disputes: [...state.disputes, change.dispute] };
    case "dispute_changed":
      return {
        ...state,
        disputes: state.disputes.map((each) =>
          each.id === change.id ? { ...each, ...change.set } : each,
        ),
      };
    case "attention_raised":
    case "attention_gone":
    case "attention_taken":
    case "attention_resolved":
      return { ...state, attention: withAttentionChange(state.attention, change) };
    case "call_started":
    case "call_finished":
    case "event":
      return state;
    default:
      return unreachable(change);
  }
}

function changed(
  each: StoredTransaction,
  change: Extract<PaymentChange, { kind: "transaction_changed" }>,
): StoredTransaction {
  if (each.id !== change.id) return each;
  if (each.status !== change.from) throw new Error("The compare-and-set met another status.");
  return { ...each, ...change.set };
}
