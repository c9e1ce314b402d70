import { approveOrder } from "../payments/approve-order";
import { cancelOrder } from "../payments/cancel-order";
import { captureOrder } from "../payments/capture-order";
import { startEditing, stopEditing } from "../payments/edit-placed-order";
import { authorizeOrder, placeOrder } from "../payments/place-order";
import { syncSource } from "../payments/refresh-payment";
import { refundOrder } from "../payments/refund-order";
import { err, ok } from "../result";
import { recordNotFound } from "./api-error";
import type { ActionResult, ApiContext } from "./resource";

/** In the order in which they run when a body names several. */
export const ORDER_TRIGGERS = [
  "_authorize",
  "_place",
  "_start_editing",
  "_stop_editing",
  "_approve",
  "_approve_and_capture",
  "_capture",
  "_refund",
  "_cancel",
  "_refresh",
] as const;
type OrderTrigger = (typeof ORDER_TRIGGERS)[number];
export type OrderTriggers = Partial<Record<OrderTrigger, boolean | null>>;

/** The documented actions of an order; the first one refused ends it. Those before it have happened. */
export async function runOrderTriggers(
  orderId: string,
  given: OrderTriggers,
  context: ApiContext,
): ActionResult {
  for (const trigger of ORDER_TRIGGERS) {
    if (!given[trigger]) continue;
    const run = await runTrigger(trigger, orderId, context);
    if (!run.ok) return run;
  }
  return ok({ id: orderId });
}

async function runTrigger(
  trigger: OrderTrigger,
  orderId: string,
  { deps, idempotencyKey: key }: ApiContext,
): ActionResult {
  const done = { id: orderId };
  // One request may capture and refund: each is an operation of its own.
  const given = { orderId, idempotencyKey: key === null ? null : `${key}:${trigger}` };
  switch (trigger) {
    case "_authorize": {
      const authorized = await authorizeOrder(deps, { orderId });
      return authorized.ok ? ok(done) : authorized;
    }
    case "_place": {
      const placed = await placeOrder(deps, { orderId });
      return placed.ok ? ok(done) : placed;
    }
    case "_start_editing": {
      const started = await startEditing(deps, { orderId });
      return started.ok ? ok(done) : started;
    }
    case "_stop_editing": {
      const stopped = await stopEditing(deps, { orderId });
      return stopped.ok ? ok(done) : stopped;
    }
    case "_approve": {
      const approved = await approveOrder(deps, { orderId });
      return approved.ok ? ok(done) : approved;
    }
    case "_approve_and_capture": {
      const approved = await approveOrder(deps, { orderId });
      if (!approved.ok) return approved;
      const captured = await captureOrder(deps, given);
      return captured.ok ? ok(done) : captured;
    }
    case "_capture": {
      const captured = await captureOrder(deps, given);
      return captured.ok ? ok(done) : captured;
    }
    case "_refund": {
      const refunded = await refundOrder(deps, given);
      return refunded.ok ? ok(done) : refunded;
    }
    case "_cancel": {
      const cancelled = await cancelOrder(deps, { orderId });
      return cancelled.ok ? ok(done) : cancelled;
    }
    case "_refresh":
      return refresh(orderId, deps);
  }
}

async function refresh(id: string, deps: ApiContext["deps"]): ActionResult {
  const state = await deps.payments.find({ orderId: id });
  if (!state) return err({ code: "refused", errors: [recordNotFound(id)] });
  const sourceId = state.order.paymentSourceId;
  const synced = sourceId === null ? null : await syncSource(deps, { sourceId });
  return synced && !synced.ok ? synced : ok({ id });
}
