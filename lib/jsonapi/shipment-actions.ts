import { chooseDelivery } from "../orders/choose-delivery";
import type { OrderStatus } from "../orders/order-status";
import {
  allowsShipment,
  canMoveShipment,
  type ShipmentStatus,
  shipmentStatusOf,
} from "../orders/shipment";
import { err, ok } from "../result";
import { inTurns, turnOf } from "../turns";
import {
  accessDenied,
  attributeError,
  recordLocked,
  recordNotFound,
  relationshipError,
} from "./api-error";
import type { ActionError, ActionResult, ApiContext, Reference } from "./resource";
import {
  createShipment,
  deleteShipment,
  findShipment,
  isShipmentNumberTaken,
  type StoredShipment,
  saveMove,
  saveShipmentNumber,
} from "./shipment-store";
import { type ClientTexts, clientTextsOf, saveTexts } from "./text-store";

/** In the order in which they run when a body names several. */
const MOVES = {
  _upcoming: "upcoming",
  _on_hold: "on_hold",
  _picking: "picking",
  _packing: "packing",
  _ready_to_ship: "ready_to_ship",
  _ship: "shipped",
  _deliver: "delivered",
  _cancel: "cancelled",
} as const satisfies Readonly<Record<string, ShipmentStatus>>;
type Move = keyof typeof MOVES;
const NAMES = Object.keys(MOVES) as Move[]; // The object above has no other keys.

type Given = {
  attributes: ClientTexts & { number?: string | null } & Partial<Record<Move, boolean | null>>;
  references: Partial<Record<string, Reference | null>>;
};

const refused = (...errors: Extract<ActionError, { code: "refused" }>["errors"]) =>
  err({ code: "refused" as const, errors });

/** How it travels first, then its texts, then its moves, all of which are asked about before: a browser chooses the first, the rest is the merchant's. */
export async function updateShipment(id: string, given: Given, context: ApiContext): ActionResult {
  const { deps, caller } = context;
  const shipment = await findShipment(id);
  const found = shipment && (await deps.orders.find({ id: shipment.orderId }));
  if (!shipment || !found) return refused(recordNotFound(id));
  const { attributes, references } = given;
  const moves = NAMES.filter((name) => attributes[name]);
  const texts = clientTextsOf(attributes);
  if (caller.kind !== "integration" && (moves.length > 0 || texts)) {
    return refused(accessDenied("What a merchant does with a parcel is for integrations only."));
  }
  const illegal = refuseMoves(shipment, moves);
  if (illegal) return err(illegal);
  const { number } = attributes;
  if (number && (await isShipmentNumberTaken(number, id))) return taken();
  const method = references.shipping_method;
  if (method !== undefined) {
    const methodId = method?.id ?? "";
    const chosen = await chooseDelivery(deps, { token: found.order.token, methodId });
    if (!chosen.ok) {
      if (chosen.error.code !== "invalid_input") return chosen;
      const title = "must be one of the order's available shipping methods";
      return refused(relationshipError("shipping_method", title, "invalid"));
    }
  }
  const at = { by: deps.by, now: deps.clock.now() };
  if (number !== undefined) {
    const isSaved = await saveShipmentNumber(shipment, number, at);
    if (!isSaved) return taken();
  }
  if (texts) await saveTexts({ table: "shipments", type: "shipments", id }, texts, at);
  for (const name of moves) {
    const moved = await move(id, MOVES[name], context);
    if (!moved.ok) return moved;
  }
  return ok({ id });
}

const taken = () => refused(attributeError("number", "has already been taken", "taken"));

/** Each as the one before it will have left the parcel. */
function refuseMoves({ status, order }: StoredShipment, moves: readonly Move[]) {
  let from = shipmentStatusOf(status, order);
  for (const name of moves) {
    const to = MOVES[name];
    const illegal = refuseMove(from, to, order.status);
    if (illegal) return illegal;
    from = to;
  }
  return null;
}

function refuseMove(from: ShipmentStatus, to: ShipmentStatus, order: OrderStatus) {
  const isAllowed = from === to || (canMoveShipment(from, to) && allowsShipment(order, to));
  return isAllowed ? null : { code: "illegal_transition" as const, from, to };
}

/** An order has one parcel, which is there as soon as something travels; one that was made before waits for it. */
export async function createApiShipment(given: Given, context: ApiContext): ActionResult {
  const { deps } = context;
  const orderId = given.references.order?.id ?? "";
  const found = await deps.orders.find({ id: orderId });
  if (!found) return refused(recordNotFound(orderId, "/data/relationships/order"));
  const id = deps.ids.resource();
  const at = { by: deps.by, now: deps.clock.now() };
  if (!(await createShipment(id, orderId, at))) {
    return refused(relationshipError("order", "has its one shipment already", "taken"));
  }
  const texts = clientTextsOf(given.attributes);
  if (texts) await saveTexts({ table: "shipments", type: "shipments", id }, texts, at);
  return ok({ id });
}

export async function deleteApiShipment(id: string, { deps }: ApiContext): ActionResult {
  const shipment = await findShipment(id);
  const found = shipment && (await deps.orders.find({ id: shipment.orderId }));
  if (!shipment || !found) return refused(recordNotFound(id));
  if (await deleteShipment(shipment, { by: deps.by, now: deps.clock.now() })) return ok({ id });
  return refused(recordLocked(id, "What travels in it is still in its order."));
}

const move = (id: string, to: ShipmentStatus, { deps }: ApiContext): ActionResult =>
  inTurns<StoredShipment, { id: string }, ActionError>(null, {
    read: () => findShipment(id),
    missing: () => refused(recordNotFound(id)),
    take: async (shipment) => {
      const from = shipmentStatusOf(shipment.status, shipment.order);
      if (from === to) return ok({ kind: "done", value: { id } });
      const illegal = refuseMove(from, to, shipment.order.status);
      if (illegal) return err(illegal);
      const at = { by: deps.by, now: deps.clock.now() };
      return turnOf(await saveMove(shipment, { from, to }, at), { id });
    },
  });
