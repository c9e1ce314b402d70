import { isOver } from "../orders/checkout-step";
import type { OrderStatus } from "../orders/order-status";

/** What has become of a payment link, as its merchant sees it. */
export const LINK_STATES = ["open", "paying", "paid", "expired", "withdrawn", "cancelled"] as const;
export type LinkState = (typeof LINK_STATES)[number];

/**
 * Follows from its order: the order's own `expires_at` decides until when it can be paid, so that a link which an API client
 * gives more time is open again. `withdrawnAt` only says why the time was over early.
 */
export function linkStateOf(
  link: { status: OrderStatus; expiresAt: Date | null; withdrawnAt: Date | null },
  now: Date,
): LinkState {
  switch (link.status) {
    case "placed":
    case "approved":
    case "editing":
      return "paid";
    case "placing":
      return "paying";
    case "cancelled":
      return "cancelled";
    case "draft":
    case "pending":
      break;
    default:
      throw new Error(`Unknown status: ${link.status satisfies never}`);
  }
  if (!isOver(link.expiresAt, now)) return "open";
  return link.withdrawnAt === null ? "expired" : "withdrawn";
}
