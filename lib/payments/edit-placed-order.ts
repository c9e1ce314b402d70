import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { OrderId } from "../ids";
import { canMoveOrder, type OrderStatus } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { liveAttemptOf, orderEvent } from "./deciding";
import type { Decision, PaymentState } from "./store";

type Edited = Result<{ status: OrderStatus }, UseCaseError>;

/**
 * `_start_editing`: the merchant takes a placed order back to mend it, while its money is held and none of it was taken.
 * Which edits are allowed then, `refuseWhileEditing` says. Safe to repeat.
 */
export async function startEditing(deps: Deps, input: { orderId: string }): Promise<Edited> {
  return deps.payments.change(input.orderId as OrderId, deps.by, deps.clock.now(), decideStart);
}

/**
 * `_stop_editing`: the order is placed again, as it was paid for. Refused where it has come to cost more than is held; and
 * less, for what a placed order costs is what is held for it. Safe to repeat.
 */
export async function stopEditing(deps: Deps, input: { orderId: string }): Promise<Edited> {
  return deps.payments.change(input.orderId as OrderId, deps.by, deps.clock.now(), decideStop);
}

type Move = Decision<{ status: OrderStatus }, UseCaseError>;

export function decideStart(state: PaymentState): Move {
  const { status, paymentStatus } = state.order;
  if (status === "editing") return ok({ changes: [], value: { status } });
  if (!canMoveOrder(status, "editing")) {
    return err({ code: "illegal_transition", from: status, to: "editing" });
  }
  // Source: the API's table of order states. What was taken or given back is settled with the customer.
  if (paymentStatus !== "authorized" && paymentStatus !== "free") {
    return err({ code: "order_not_editable", status: paymentStatus });
  }
  return moved(state, "editing", "order.editing_started");
}

export function decideStop(state: PaymentState): Move {
  const { status, totalMinor } = state.order;
  if (status === "placed") return ok({ changes: [], value: { status } });
  if (status !== "editing") {
    return err({ code: "illegal_transition", from: status, to: "placed" });
  }
  // None where it was voided meanwhile: such an order stays placed as well.
  const held = liveAttemptOf(state);
  if (held && totalMinor !== held.amount.amountMinor) {
    return err({ code: "total_changed", totalMinor });
  }
  return moved(state, "placed", "order.editing_stopped");
}

/** When it was placed first stays: editing is not another sale. */
function moved({ order }: PaymentState, status: "editing" | "placed", name: string): Move {
  return ok({
    changes: [
      { kind: "order_changed", set: { status } },
      orderEvent(name, order.id, { status: [order.status, status] }),
    ],
    value: { status },
  });
}
