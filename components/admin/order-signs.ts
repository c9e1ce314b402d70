import type { BadgeTone } from "@/components/ui/badge";
import type { CoinName } from "@/components/ui/coins";
import type { Fulfillment } from "@/lib/desk/order-view";
import type { LinkState } from "@/lib/links/link";
import type { OrderStatus } from "@/lib/orders/order-status";

type Sign = { word: string; coin: CoinName; tone: BadgeTone };

export const ORDER_SIGNS: Record<OrderStatus, Sign> = {
  draft: { word: "Cart", coin: "dashed", tone: "quiet" },
  pending: { word: "Not placed", coin: "dot", tone: "quiet" },
  placing: { word: "Being placed", coin: "clock", tone: "info" },
  placed: { word: "Placed", coin: "half", tone: "info" },
  editing: { word: "Being edited", coin: "out", tone: "warn" },
  approved: { word: "Approved", coin: "full", tone: "good" },
  cancelled: { word: "Cancelled", coin: "struck", tone: "quiet" },
};

export const FULFILLMENT_WORDS: Record<Fulfillment, string> = {
  unfulfilled: "Not sent",
  in_progress: "Being sent",
  fulfilled: "Sent",
  not_required: "Nothing to send",
};

export const LINK_SIGNS: Record<LinkState, Sign> = {
  open: { word: "Open", coin: "dashed", tone: "info" },
  paying: { word: "Being paid", coin: "clock", tone: "info" },
  paid: { word: "Paid", coin: "full", tone: "good" },
  expired: { word: "Expired", coin: "clock", tone: "quiet" },
  withdrawn: { word: "Withdrawn", coin: "struck", tone: "quiet" },
  cancelled: { word: "Cancelled", coin: "struck", tone: "quiet" },
};

const SHIPMENT_WORDS: Readonly<Record<string, string>> = {
  draft: "Not packed yet",
  upcoming: "Upcoming",
  on_hold: "On hold",
  picking: "Being picked",
  packing: "Being packed",
  ready_to_ship: "Ready to send",
  shipped: "Sent",
  delivered: "Delivered",
  cancelled: "Cancelled",
};

/** A state that this version does not know reads as its own words. */
export const shipmentWord = (status: string): string =>
  SHIPMENT_WORDS[status] ?? status.replaceAll("_", " ");
