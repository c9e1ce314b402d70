import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { OrderId } from "../ids";
import { canMoveOrder, type OrderStatus } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { orderChanges } from "./deciding";

/** The merchant accepts a placed order: its money may be captured from now on. Safe to repeat. */
export async function approveOrder(
  deps: Deps,
  input: { orderId: string },
): Promise<Result<{ status: OrderStatus }, UseCaseError>> {
  const now = deps.clock.now();
  return deps.payments.change<{ status: OrderStatus }, UseCaseError>(
    input.orderId as OrderId,
    deps.by,
    now,
    (state) => {
      const { status } = state.order;
      if (status === "approved") return ok({ changes: [], value: { status } });
      if (!canMoveOrder(status, "approved")) {
        return err({ code: "illegal_transition", from: status, to: "approved" });
      }
      const { transactions } = state;
      const changes = orderChanges(state, { status: "approved", transactions, now });
      return ok({ changes, value: { status: "approved" } });
    },
  );
}
