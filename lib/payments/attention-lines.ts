import { unreachable } from "../assert";
import type { OrderId } from "../ids";
import type { AttentionCause, AttentionChange } from "./attention";
import { raised } from "./attention-changes";
import { eventOf } from "./deciding";
import type { PaymentChange, PaymentState } from "./store";

/** A change of the attention list with its line in the history. */
export function attentionLines(
  { order, attention }: PaymentState,
  change: AttentionChange,
): readonly PaymentChange[] {
  const id = change.kind === "attention_raised" ? change.cause.id : change.id;
  const known = attention.find((each) => each.id === id);
  const line = lineOf(order.id, change, known ?? null);
  return line === null ? [change] : [change, line];
}

type Known = { kind: string; isOpen: boolean; ownerId: string | null } | null;

/** Null where it only got newer figures. */
function lineOf(orderId: OrderId, change: AttentionChange, known: Known): PaymentChange | null {
  const line = (verb: string, id: string, changes: Parameters<typeof eventOf>[3]) =>
    eventOf(`attention.${verb}`, { type: "attention_items", id }, orderId, changes);
  switch (change.kind) {
    case "attention_raised": {
      const { id, kind, dueAt } = change.cause;
      if (known?.isOpen) return null;
      return line("opened", id, { kind, due_at: dueAt?.toISOString() ?? null });
    }
    case "attention_gone":
      return line("closed", change.id, { kind: known?.kind ?? null });
    case "attention_taken": {
      const owner = [known?.ownerId ?? null, change.ownerId];
      return line("taken", change.id, { kind: known?.kind ?? null, owner_id: owner });
    }
    case "attention_resolved":
      return line("resolved", change.id, { kind: known?.kind ?? null, note: change.note });
    default:
      return unreachable(change);
  }
}

/** What a decision writes that found a cause which the facts alone do not show. */
export const raise = (state: PaymentState, cause: AttentionCause): readonly PaymentChange[] =>
  raised(state, cause).flatMap((change) => attentionLines(state, change));
