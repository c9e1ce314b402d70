import { approveAndCapture } from "../payments/approve-and-capture";
import { approveOrder } from "../payments/approve-order";
import { cancelOrder } from "../payments/cancel-order";
import { captureOrder } from "../payments/capture-order";
import { startEditing, stopEditing } from "../payments/edit-placed-order";
import { authorizeOrder, placeOrder } from "../payments/place-order";
import { refundOrder } from "../payments/refund-order";
import { err, ok } from "../result";
import { attributeError, recordNotFound } from "./api-error";
import { runUpkeep, UPKEEP_TRIGGERS, type UpkeepTrigger } from "./order-upkeep";
import type { ActionResult, ApiContext } from "./resource";

/** In the order in which they run when a body names several. */
const MONEY_TRIGGERS = [
  "_authorize",
  "_place",
  "_start_editing",
  "_stop_editing",
  "_approve",
  "_approve_and_capture",
  "_capture",
  "_refund",
  "_cancel",
] as const;
/** Prices, sources and the merchant's word come before the money; the rest after it. */
const FIRST_AFTER = UPKEEP_TRIGGERS.indexOf("_refresh");
const [BEFORE, AFTER] = [UPKEEP_TRIGGERS.slice(0, FIRST_AFTER), UPKEEP_TRIGGERS.slice(FIRST_AFTER)];
export const ORDER_TRIGGERS = [...BEFORE, ...MONEY_TRIGGERS, ...AFTER];
export type OrderTrigger = (typeof MONEY_TRIGGERS)[number] | UpkeepTrigger;
export type OrderTriggers = Partial<Record<OrderTrigger, boolean | null>> & {
  _authorization_amount_cents?: number | null;
};

/** Those that a body names, in the order in which they run. */
export const givenTriggers = (given: OrderTriggers): readonly OrderTrigger[] =>
  ORDER_TRIGGERS.filter((trigger) => given[trigger]);

/** The documented actions of an order; the first one refused ends it. What refuses was asked before: `refuseSteps`. */
export async function runOrderTriggers(
  orderId: string,
  given: OrderTriggers,
  context: ApiContext,
): ActionResult {
  const wrong = await refuseAmount(orderId, given, context);
  if (wrong) return wrong;
  for (const trigger of givenTriggers(given)) {
    const run = await runTrigger(trigger, orderId, context);
    if (!run.ok) return run;
  }
  return ok({ id: orderId });
}

export async function runTrigger(
  trigger: OrderTrigger,
  orderId: string,
  context: ApiContext,
): ActionResult {
  const { deps, idempotencyKey: key } = context;
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
      const captured = await approveAndCapture(deps, given);
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
    default:
      return runUpkeep(trigger, orderId, context);
  }
}

/** Money is asked for by the cent that an order costs: another amount is refused rather than ignored. */
export async function refuseAmount(
  orderId: string,
  { _authorize, _authorization_amount_cents: amountMinor }: OrderTriggers,
  { deps }: ApiContext,
) {
  if (!_authorize || amountMinor == null) return null;
  const state = await deps.payments.find({ orderId });
  if (!state) return err({ code: "refused" as const, errors: [recordNotFound(orderId)] });
  const { totalMinor } = state.order;
  if (amountMinor === totalMinor) return null;
  const title = `must be the order's total, ${totalMinor}`;
  const error = attributeError("_authorization_amount_cents", title, "equal_to");
  return err({ code: "refused" as const, errors: [error] });
}
