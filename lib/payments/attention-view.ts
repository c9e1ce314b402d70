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
};

/** Open items, the nearest deadline first, then the oldest. `count` is of all, also of those that are not shown. */
export type AttentionPage = { items: readonly AttentionView[]; count: number };

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
