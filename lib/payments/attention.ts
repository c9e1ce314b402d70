import type { OrderId, PaymentSourceId, TransactionId } from "../ids";
import type { JsonObject } from "../json";

/** What can bring a payment to the attention list. The database's own check keeps to the same list. */
export const ATTENTION_KINDS = [
  "unknown_outcome", // Nobody knows after a day, or nobody asks any more.
  "contradiction", // A provider says something else than it said before.
  "breaks_balance", // More was captured or given back, at the provider, than there was.
  "wrong_amount", // The provider holds another amount than the order's total.
  "dispute", // A cardholder contests it.
  "capture_failed", // Nobody was there to see it fail.
  "void_failed",
  "refund_failed",
  "refund_reversed", // A refund that had succeeded came back.
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** Something that needs a person. Its id is the cause's own name: one cause is one item for ever. */
export type AttentionCause = {
  id: string;
  kind: AttentionKind;
  orderId: OrderId;
  sourceId: PaymentSourceId | null;
  transactionId: TransactionId | null;
  disputeId: string | null;
  webhookEventId: string | null;
  /** The figures that its sentence needs. */
  what: JsonObject;
  /** Where the cause stands. Whoever resolved the item has seen this; another one raises it again. */
  stamp: string;
  dueAt: Date | null;
};

/** An item as the decisions know it. */
export type AttentionItem = {
  id: string;
  kind: AttentionKind;
  /** Empty once the cause is gone. */
  stamp: string;
  isOpen: boolean;
  ownerId: string | null;
};

/** What may become of an item; times and actors are those of the commit. */
export type AttentionChange =
  /** Opens it, or opens it again; an open one gets the cause's newest figures. */
  | { kind: "attention_raised"; cause: AttentionCause; opensAnew: boolean }
  /** The cause is gone, so nobody needs to do anything. */
  | { kind: "attention_gone"; id: string }
  | { kind: "attention_taken"; id: string; ownerId: string }
  | { kind: "attention_resolved"; id: string; by: string; note: string };

export const attentionId = (kind: AttentionKind, subject: string): string => `${kind}:${subject}`;
