import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import type { PaymentSourceId } from "../ids";
import { isEditable } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { liveAttemptOf, orderEvent, sourceOf } from "./deciding";
import { endWaitingAttempt } from "./run-attempt";
import type { Decision, PaymentState } from "./store";

type Chosen = Promise<Result<null, UseCaseError>>;

/**
 * The source that an open order is to be paid with: one of its own, or none. An attempt that waits for the shopper is
 * ended first; one that is on its way, or holds money, keeps its source. Safe to repeat.
 */
export async function chooseSource(
  deps: Deps,
  input: { orderId: string; sourceId: string | null },
): Chosen {
  const { orderId, sourceId } = input;
  const state = await deps.payments.find({ orderId });
  if (!state) return err(notFound("orders", orderId));
  const { status, paymentSourceId } = state.order;
  if (!isEditable(status)) return err({ code: "order_not_editable", status });
  if (sourceId === paymentSourceId) return ok(null);
  if (sourceId !== null && !sourceOf(state, sourceId)) {
    return err(invalid("relationships.payment_source", "must be one of the order's own"));
  }
  const live = liveAttemptOf(state);
  if (live?.status === "action_required") {
    const ended = await endWaitingAttempt(deps, state, live);
    if (!ended.ok) return ended;
  }
  const from = live?.status === "action_required" ? state.order.id : state;
  return deps.payments.change(from, deps.by, deps.clock.now(), (fresh) =>
    decideChoice(fresh, sourceId as PaymentSourceId | null),
  );
}

export function decideChoice(
  state: PaymentState,
  sourceId: PaymentSourceId | null,
): Decision<null, UseCaseError> {
  const { id, status, paymentSourceId } = state.order;
  if (!isEditable(status)) return err({ code: "order_not_editable", status });
  const live = liveAttemptOf(state);
  if (live) {
    return live.status === "succeeded"
      ? err({ code: "order_not_editable", status: "authorized" })
      : err({ code: "attempt_running" });
  }
  if (paymentSourceId === sourceId) return ok({ changes: [], value: null });
  return ok({
    changes: [
      { kind: "order_changed", set: { paymentSourceId: sourceId } },
      orderEvent("order.updated", id, { payment_source_id: [paymentSourceId, sourceId] }),
    ],
    value: null,
  });
}

/**
 * `_fix_payment_source`: the order's source is again the one whose authorization holds its money. Where none does there is
 * nothing to mend, and that is said. Answers whether the order is still to be placed.
 */
export async function fixSource(
  deps: Deps,
  input: { orderId: string },
): Promise<Result<{ isOpen: boolean }, UseCaseError>> {
  const { orderId } = input;
  const state = await deps.payments.find({ orderId });
  if (!state) return err(notFound("orders", orderId));
  return deps.payments.change<{ isOpen: boolean }, UseCaseError>(
    state,
    deps.by,
    deps.clock.now(),
    ({ order, transactions }) => {
      const live = transactions.find((each) => each.kind === "authorization" && each.live);
      if (live?.status !== "succeeded") {
        return err(invalid("payment_source", "no authorization holds this order's money"));
      }
      const value = { isOpen: order.status === "pending" };
      const { paymentSourceId } = order;
      if (paymentSourceId === live.sourceId) return ok({ changes: [], value });
      return ok({
        changes: [
          { kind: "order_changed", set: { paymentSourceId: live.sourceId } },
          orderEvent("order.updated", order.id, {
            payment_source_id: [paymentSourceId, live.sourceId],
          }),
        ],
        value,
      });
    },
  );
}
