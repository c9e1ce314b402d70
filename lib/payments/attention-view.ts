import type { JsonObject } from "@/lib/json";
import type { DisputeState } from "@/lib/providers/provider-dispute";
import type { AttentionKind } from "./attention";

/** One open item as the merchant reads it. */
export type AttentionView = {
  id: string;
  kind: AttentionKind;
  what: JsonObject;
  orderId: string;
  orderNumber: string;
  /** The payment's page; null where the order has none. */
  paymentId: string | null;
  gatewayName: string | null;
  dueAt: Date | null;
  openedAt: Date;
  /** Null: nobody looks after it yet. */
  owner: { id: string; name: string } | null;
  /** Null while it is open. `by` null: its cause went away by itself. */
  resolved: { at: Date; by: string | null; note: string | null } | null;
};

export const ATTENTION_SHOWS = ["open", "mine", "free", "resolved"] as const;
export type AttentionShow = (typeof ATTENTION_SHOWS)[number];

/** What of the list somebody looks at: whose, and of which kind. */
export type AttentionFilter = { show: AttentionShow; kind: AttentionKind | null };

/**
 * Open items, the nearest deadline first, then the oldest; or resolved ones, the newest first. `older` is where the next page
 * of those begins.
 */
export type AttentionPage = { items: readonly AttentionView[]; older: string | null };

/** What needs somebody without being an item of the list: authorizations that end within two days, movements known to a provider and not here, other differences, and messages to the shop's own systems that were given up. */
export const DUTIES = ["ending", "ghosts", "differences", "deliveries"] as const;
export type Duty = (typeof DUTIES)[number];

/** One kind of what waits beside the list. */
export type DutyView = {
  duty: Duty;
  /** How many there are; none are not shown. */
  count: number;
  /** When the first of them is lost; null where nothing is. */
  dueAt: Date | null;
  /** Null: nobody looks after it yet. */
  owner: { id: string; name: string } | null;
};

/** How many items are open, by kind; who may be given one; and what waits beside them. */
export type AttentionSums = {
  kinds: readonly { kind: AttentionKind; open: number; mine: number; free: number }[];
  people: readonly { id: string; name: string }[];
  beside: readonly DutyView[];
};

export type DisputeView = {
  id: string;
  state: DisputeState;
  reason: string;
  amountMinor: number;
  currency: string;
  reference: string;
  respondBy: Date | null;
  openedAt: Date;
  closedAt: Date | null;
};

/** What of a payment needs a person, and what of it is contested. */
export type PaymentTroubles = {
  items: readonly AttentionView[];
  disputes: readonly DisputeView[];
};
