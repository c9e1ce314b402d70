import type { AttentionCause, AttentionChange, AttentionItem } from "./attention";
import { causesOf, STANDING_KINDS } from "./attention-causes";
import type { PaymentState } from "./store";

/**
 * What the facts call for on the attention list: items for causes that have none, the newest figures for those that have
 * moved on, and an end for items whose cause is gone. What a person has resolved stays resolved while its cause stands where
 * it stood. None where the list is right, so it may be asked any number of times.
 */
export function attentionChanges(state: PaymentState): readonly AttentionChange[] {
  const causes = causesOf(state);
  const standing = new Set(causes.map(({ id }) => id));
  return [
    ...causes.flatMap((cause) => raised(state, cause)),
    ...state.attention
      .filter(({ id, kind, isOpen }) => isOpen && STANDING_KINDS.has(kind) && !standing.has(id))
      .map(({ id }): AttentionChange => ({ kind: "attention_gone", id })),
  ];
}

/** Nothing where the list has it as it stands: open, or resolved by somebody who has seen this. */
export function raised(
  { attention }: PaymentState,
  cause: AttentionCause,
): readonly AttentionChange[] {
  const known = attention.find(({ id }) => id === cause.id);
  if (known?.stamp === cause.stamp) return [];
  return [{ kind: "attention_raised", cause, opensAnew: known?.isOpen !== true }];
}

export const isAttentionChange = (change: { kind: string }): change is AttentionChange =>
  change.kind.startsWith("attention_");

/** The items after a change. */
export function withAttentionChange(
  items: readonly AttentionItem[],
  change: AttentionChange,
): readonly AttentionItem[] {
  if (change.kind === "attention_raised") {
    const { id, kind, stamp } = change.cause;
    const ownerId = items.find((each) => each.id === id)?.ownerId ?? null;
    return [...items.filter((each) => each.id !== id), { id, kind, stamp, isOpen: true, ownerId }];
  }
  return items.map((each) => (each.id === change.id ? { ...each, ...setOf(change) } : each));
}

type Other = Exclude<AttentionChange, { kind: "attention_raised" }>;

function setOf(change: Other): Partial<AttentionItem> {
  switch (change.kind) {
    case "attention_gone":
      return { isOpen: false, stamp: "" };
    case "attention_taken":
      return { ownerId: change.ownerId };
    case "attention_resolved":
      return { isOpen: false };
  }
}
