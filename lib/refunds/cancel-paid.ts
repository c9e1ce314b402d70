import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import type { OrderStatus } from "../orders/order-status";
import { cancelOrder } from "../payments/cancel-order";
import { succeededMinor } from "../payments/payment-status";
import { err, type Result } from "../result";
import { findRefundLimit } from "./refund-limit-store";

/**
 * A person cancels an order, which gives back what was captured: not above the limit of refunds, which would be a way around
 * the second person.
 */
export async function cancelPaid(
  deps: Deps,
  input: { orderId: string },
): Promise<Result<{ status: OrderStatus }, UseCaseError | { code: "second_person_needed" }>> {
  const state = await deps.payments.find(input);
  if (!state) return err(notFound("orders", input.orderId));
  const capturedMinor = succeededMinor(state.transactions, "capture");
  const limitMinor = capturedMinor === 0 ? null : await findRefundLimit(state.order.currency);
  if (limitMinor !== null && capturedMinor > limitMinor && state.order.status !== "cancelled") {
    return err({ code: "second_person_needed" });
  }
  return cancelOrder(deps, input);
}
