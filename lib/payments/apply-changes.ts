import { unreachable } from "../assert";
import type { PaymentChange, PaymentState, StoredTransaction } from "./store";

/** The state after its changes were written: what the next read will find. */
export function applyChanges(state: PaymentState, changes: readonly PaymentChange[]): PaymentState {
  if (changes.length === 0) return state;
  let next = { ...state, order: { ...state.order, version: state.order.version + 1 } };
  for (const change of changes) next = apply(next, change);
  return next;
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
