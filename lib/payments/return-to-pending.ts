import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { OrderId } from "../ids";
import type { OrderStatus } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { liveAttemptOf, orderChanges } from "./deciding";
import type { Decision, PaymentState } from "./store";

/**
 * `_pending`: the merchant takes an order back that is being placed, or opens a draft for payment. Not while its payment may
 * still come; and a draft is one because something is missing. Safe to repeat.
 */
export async function returnToPending(
  deps: Deps,
  input: { orderId: string },
): Promise<Result<{ status: OrderStatus }, UseCaseError>> {
  const now = deps.clock.now();
  return deps.payments.change(input.orderId as OrderId, deps.by, now, (state) =>
    decidePending(state, now),
  );
}

export function decidePending(
  state: PaymentState,
  now: Date,
): Decision<{ status: OrderStatus }, UseCaseError> {
  const { order, transactions } = state;
  const value = { status: "pending" } as const;
  switch (order.status) {
    case "pending":
      return ok({ changes: [], value });
    case "draft": {
      const missing = [
        ...(order.linesCount === 0 ? ["line_items"] : []),
        ...(order.email === null ? ["customer_email"] : []),
      ];
      if (missing.length > 0) return err({ code: "order_incomplete", missing });
      break;
    }
    case "placing":
      if (liveAttemptOf(state)) return err({ code: "attempt_running" });
      break;
    case "placed":
    case "editing":
    case "approved":
    case "cancelled":
      return err({ code: "illegal_transition", from: order.status, to: "pending" });
  }
  return ok({ changes: orderChanges(state, { status: "pending", transactions, now }), value });
}
