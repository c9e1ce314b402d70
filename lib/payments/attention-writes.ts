import "server-only";
import { unreachable } from "../assert";
import type { Write } from "../db/write";
import type { AttentionCause, AttentionChange } from "./attention";
import type { Dispute } from "./dispute";
import type { PaymentChange } from "./store";

type DisputeChange = Extract<PaymentChange, { kind: "dispute_opened" | "dispute_changed" }>;

export function disputeWrite(change: DisputeChange, now: Date): Write {
  if (change.kind === "dispute_opened") {
    const row = { ...disputeRow(change.dispute), createdAt: now, updatedAt: now };
    return { insert: "disputes", row };
  }
  return { update: "disputes", id: change.id, set: { ...disputeSet(change.set), updatedAt: now } };
}

function disputeRow({ amount, ...dispute }: Dispute) {
  return { ...dispute, amountMinor: amount.amountMinor, currencyCode: amount.currency };
}

function disputeSet({ amount, ...set }: Partial<Dispute>) {
  return {
    ...set,
    ...(amount ? { amountMinor: amount.amountMinor, currencyCode: amount.currency } : {}),
  };
}

export function attentionWrite(change: AttentionChange, now: Date): Write {
  switch (change.kind) {
    case "attention_raised":
      return {
        insert: "attention_items",
        row: itemRow(change.cause, now),
        renews: change.opensAnew ? [...RENEWED, "openedAt"] : RENEWED,
      };
    case "attention_gone":
      return { update: "attention_items", id: change.id, set: { resolvedAt: now, stamp: "" } };
    case "attention_taken":
      return { update: "attention_items", id: change.id, set: { ownerId: change.ownerId } };
    case "attention_resolved": {
      const { id, by, note } = change;
      const set = { resolvedAt: now, resolvedBy: by, note };
      return { update: "attention_items", id, set };
    }
    default:
      return unreachable(change);
  }
}

/** An item that is raised again is open again; who looked after it still does. */
const RENEWED = [
  "what",
  "stamp",
  "dueAt",
  "webhookEventId",
  "resolvedAt",
  "resolvedBy",
  "note",
] as const;

function itemRow(cause: AttentionCause, now: Date) {
  return { ...cause, openedAt: now, resolvedAt: null, resolvedBy: null, note: null };
}
