import type { UseCaseError } from "../errors";
import type { EditableOrder } from "../orders/order";
import type { OrderStatus } from "../orders/order-status";
import { refreshOrder, refreshPrices } from "../orders/refresh-order";
import { chooseSource, fixSource } from "../payments/choose-source";
import { merchantsVeto } from "../payments/merchants-veto";
import { placeOrder } from "../payments/place-order";
import { syncSource } from "../payments/refresh-payment";
import { returnToPending } from "../payments/return-to-pending";
import { err, ok, type Result } from "../result";
import { accessDenied, attributeError, recordLocked, recordNotFound } from "./api-error";
import { archiveOrder, deleteOrder, fulfillOrder } from "./order-upkeep-store";
import type { ActionError, ActionResult, ApiContext } from "./resource";
import { findShipment } from "./shipment-store";

/** The documented actions of an order that are not about taking and giving back its money. */
export const UPKEEP_TRIGGERS = [
  "_refresh_prices",
  "_update_taxes",
  "_pending",
  "_nullify_payment_source",
  "_fix_payment_source",
  "_validate",
  "_refresh",
  "_fulfill",
  "_archive",
  "_unarchive",
  "_reset_circuit",
] as const;
export type UpkeepTrigger = (typeof UPKEEP_TRIGGERS)[number];

export async function runUpkeep(
  trigger: UpkeepTrigger,
  orderId: string,
  context: ApiContext,
): ActionResult {
  const { deps } = context;
  const done = answered(orderId);
  switch (trigger) {
    case "_refresh_prices":
      return done(await refreshPrices(deps, { orderId }));
    case "_update_taxes":
      return done(await refreshOrder(deps, { orderId }));
    case "_pending":
      return done(await returnToPending(deps, { orderId }));
    case "_nullify_payment_source":
      return done(await chooseSource(deps, { orderId, sourceId: null }));
    case "_fix_payment_source":
      return fixAndPlace(orderId, context);
    case "_validate":
      return validate(orderId, context);
    case "_refresh":
      return refresh(orderId, context);
    case "_fulfill":
      return fulfill(orderId, context);
    case "_archive":
    case "_unarchive":
      return archive(orderId, trigger, context);
    case "_reset_circuit":
      // An order has no circuit of its own here: it is closed, as it says.
      return ok({ id: orderId });
  }
}

const answered =
  (id: string) =>
  (result: Result<unknown, UseCaseError>): Awaited<ActionResult> =>
    result.ok ? ok({ id }) : result;

/** Whether this caller sees the order is asked of its own stores. */
const isThere = async (id: string, { deps }: ApiContext): Promise<boolean> =>
  (await deps.orders.find({ id })) !== null;
const missing = (id: string) => err({ code: "refused" as const, errors: [recordNotFound(id)] });
const refused = (name: string, title: string, error: string) =>
  err({ code: "refused" as const, errors: [attributeError(name, title, error)] });

/** The provider's word first, then the order's own totals, while it is still open. */
async function refresh(id: string, { deps }: ApiContext): ActionResult {
  const state = await deps.payments.find({ orderId: id });
  if (!state) return missing(id);
  const sourceId = state.order.paymentSourceId;
  const synced = sourceId === null ? null : await syncSource(deps, { sourceId });
  if (synced && !synced.ok) return synced;
  const refreshed = await refreshOrder(deps, { orderId: id });
  const isClosed = !refreshed.ok && refreshed.error.code === "order_not_editable";
  return refreshed.ok || isClosed ? ok({ id }) : refreshed;
}

async function validate(id: string, { deps }: ApiContext): ActionResult {
  const state = await deps.payments.find({ orderId: id });
  if (!state) return missing(id);
  const veto = await merchantsVeto(deps, state);
  return veto ? err(veto) : ok({ id });
}

/** The order ends placed, as documented, where its authorization holds all that it costs. */
async function fixAndPlace(orderId: string, { deps }: ApiContext): ActionResult {
  const fixed = await fixSource(deps, { orderId });
  if (!fixed.ok) return fixed;
  if (!fixed.value.isOpen) return ok({ id: orderId });
  return answered(orderId)(await placeOrder(deps, { orderId }));
}

const unfulfilled = () =>
  refused(
    "_fulfill",
    "is for approved orders, or where every shipment has left",
    "invalid_transition",
  );

/** What `fulfillOrder` would refuse, of an order as it will be. */
export async function refuseFulfilling({
  order,
  shipmentId,
}: EditableOrder): Promise<ActionError | null> {
  if (order.status === "approved") return null;
  if (order.status !== "placed" || shipmentId === null) return unfulfilled().error;
  const shipment = await findShipment(shipmentId);
  const hasLeft = shipment && ["shipped", "delivered", "cancelled"].includes(shipment.status);
  return hasLeft ? null : unfulfilled().error;
}

async function fulfill(id: string, context: ApiContext): ActionResult {
  if (!(await isThere(id, context))) return missing(id);
  const { by, clock } = context.deps;
  return (await fulfillOrder(id, { by, now: clock.now() })) ? ok({ id }) : unfulfilled();
}

type Archiving = "_archive" | "_unarchive";
const unplaced = (name: Archiving) =>
  refused(name, "is for orders that were placed", "invalid_transition");

/** `status`: as it will be; null: whatever it is. */
export function refuseArchiving(
  name: Archiving,
  caller: ApiContext["caller"],
  { status }: { status: OrderStatus | null },
): ActionError | null {
  if (caller.kind !== "integration") {
    const denied = accessDenied(`${name} is for integrations.`, `/data/attributes/${name}`);
    return { code: "refused", errors: [denied] };
  }
  const isArchivable = status === null || ["placed", "approved", "cancelled"].includes(status);
  return isArchivable ? null : unplaced(name).error;
}

async function archive(id: string, name: Archiving, context: ApiContext): ActionResult {
  const denied = refuseArchiving(name, context.caller, { status: null });
  if (denied) return err(denied);
  if (!(await isThere(id, context))) return missing(id);
  const { by, clock } = context.deps;
  const isDone = await archiveOrder(id, name === "_archive", { by, now: clock.now() });
  return isDone ? ok({ id }) : unplaced(name);
}

/** What was sold, and what money was asked for, stays. */
export async function deleteApiOrder(id: string, context: ApiContext): ActionResult {
  if (!(await isThere(id, context))) return missing(id);
  const { by, clock } = context.deps;
  if (await deleteOrder(id, { by, now: clock.now() })) return ok({ id });
  const reason = "It was placed, or a payment of it was asked for.";
  return err({ code: "refused", errors: [recordLocked(id, reason)] });
}
