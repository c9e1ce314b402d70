import { unreachable } from "../assert";
import type { TransactionStatus } from "../payments/transaction";
import type { CheckoutStep } from "./checkout-view";
import type { OrderStatus } from "./order-status";

/** Where a shopper stands: a function of the order alone, so that a reload, another tab or the back button agree. */
export function checkoutStepOf(state: {
  status: OrderStatus;
  linesCount: number;
  email: string | null;
  ships: boolean;
  hasAddress: boolean;
  isDeliveryChosen: boolean;
  /** Of the attempt that holds the order; null when none does. */
  liveStatus: TransactionStatus | null;
  hasRedirect: boolean;
  /** The time in which it may be paid is over. */
  isExpired: boolean;
}): CheckoutStep {
  switch (state.status) {
    case "placed":
    case "approved":
    case "editing":
      return "done";
    case "cancelled":
      return "cancelled";
    case "draft":
    case "pending":
    case "placing":
      break;
    default:
      return unreachable(state.status);
  }
  if (state.liveStatus === "action_required") {
    // A client's own browser code confirms it: our pages offer to pay anew.
    if (state.hasRedirect) return "bank";
  } else if (state.liveStatus !== null) return "checking";
  if (state.isExpired) return "expired";
  if (state.linesCount === 0) return "empty";
  if (!state.email || (state.ships && !state.hasAddress)) return "contact";
  return state.isDeliveryChosen ? "payment" : "delivery";
}

/** Whether the moment until which an order may be paid has come; what was begun before may still end. */
export const isOver = (expiresAt: Date | null, now: Date): boolean =>
  expiresAt !== null && expiresAt.getTime() <= now.getTime();
