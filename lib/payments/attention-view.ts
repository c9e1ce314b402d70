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

/** How many are open, by kind; who may be given one; and what needs somebody without belonging to an order. */
export type AttentionSums = {
  kinds: readonly { kind: AttentionKind; open: number; mine: number; free: number }[];
  people: readonly { id: string; name: string }[];
  beside: {
    /** Known to a provider and not here. */
    ghostsCount: number;
    /** Other differences that nobody has resolved. */
    differencesCount: number;
    /** Messages to the shop's own systems that were given up. */
    deadDeliveriesCount: number;
    /** Authorizations that end within two days. */
    endingCount: number;
    endsAt: Date | null;
  };
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
