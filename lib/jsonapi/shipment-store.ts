import "server-only";
import { prisma } from "../db/client";
import { writeAll } from "../db/write";
import type { Actor } from "../deps";
import { ORDER_STATUSES, type OrderStatus } from "../orders/order-status";
import { fulfillmentAfter, SHIPMENT_STATUSES, type ShipmentStatus } from "../orders/shipment";

export type StoredShipment = {
  id: string;
  orderId: string;
  status: ShipmentStatus;
  order: { status: OrderStatus; isPlaced: boolean; version: number; fulfillment: string };
};

/**
 * With its order as it was in the same moment: of two reads, the second could bring the version that another's move has
 * made, and the parcel would leave from where it no longer is. Whether the caller may see it is asked of its order.
 */
export async function findShipment(id: string): Promise<StoredShipment | null> {
  const [found] = await prisma().$queryRaw<FoundShipment[]>`
    SELECT s.order_id, s.status, o.status AS order_status, o.placed_at IS NOT NULL AS is_placed,
      o.version, o.fulfillment_status AS fulfillment
    FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.id = ${id}`;
  const status = SHIPMENT_STATUSES.find((each) => each === found?.status);
  const orderStatus = ORDER_STATUSES.find((each) => each === found?.order_status);
  if (!found || !status || !orderStatus) return null;
  const { is_placed: isPlaced, version, fulfillment } = found;
  const order = { status: orderStatus, isPlaced, version, fulfillment };
  return { id, orderId: found.order_id, status, order };
}

type FoundShipment = {
  order_id: string;
  status: string;
  order_status: string;
  is_placed: boolean;
  version: number;
  fulfillment: string;
};

const TIMES: Partial<Record<ShipmentStatus, string>> = {
  on_hold: "onHoldAt",
  picking: "pickingAt",
  packing: "packingAt",
  ready_to_ship: "readyToShipAt",
  shipped: "shippedAt",
  delivered: "deliveredAt",
};

/** The parcel's move, with what it makes of its order, in one statement. False when the order has moved on since. */
export function saveMove(
  { id, orderId, order }: StoredShipment,
  move: { from: ShipmentStatus; to: ShipmentStatus },
  { by, now }: { by: Actor; now: Date },
): Promise<boolean> {
  const { from, to } = move;
  const time = TIMES[to];
  const fulfillmentStatus = fulfillmentAfter(to);
  const isSame = fulfillmentStatus === order.fulfillment;
  return writeAll(
    prisma(),
    [
      {
        update: "shipments",
        id,
        set: { status: to, updatedAt: now, ...(time ? { [time]: now } : {}) },
      },
      {
        insert: "events",
        row: {
          ...{ name: `shipment.${to}`, resourceType: "shipments", resourceId: id, orderId },
          ...{ occurredAt: now, actorKind: by.kind, actorId: by.id, traceId: by.traceId },
          changes: {
            status: [from, to],
            ...(isSame ? {} : { fulfillment_status: [order.fulfillment, fulfillmentStatus] }),
          },
        },
      },
    ],
    {
      guard: {
        orderId,
        version: order.version,
        set: {
          updatedAt: now,
          ...(isSame ? {} : { fulfillmentStatus, fulfillmentUpdatedAt: now }),
        },
      },
    },
  );
}

/** A parcel of an order that has none yet; false where it has one, or is no cart any more. One statement. */
export async function createShipment(
  id: string,
  orderId: string,
  { by, now }: { by: Actor; now: Date },
): Promise<boolean> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    WITH cart AS (UPDATE orders SET version = version + 1, updated_at = ${now}
      WHERE id = ${orderId} AND status IN ('draft', 'pending')
        AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = orders.id) RETURNING id),
    made AS (INSERT INTO shipments (id, order_id, status, created_at, updated_at)
      SELECT ${id}, id, 'draft', ${now}, ${now} FROM cart RETURNING id),
    told AS (INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind,
        actor_id, trace_id, changes)
      SELECT ${now}, 'shipment.created', 'shipments', id, ${orderId}, ${by.kind}, ${by.id},
        ${by.traceId}, jsonb_build_object('status', jsonb_build_array(NULL, 'draft')) FROM made RETURNING 1)
    SELECT id FROM made`;
  return rows.length === 1;
}

/** False where something travels in it, or its order is no cart any more. */
export async function deleteShipment(
  { id, orderId }: StoredShipment,
  { by, now }: { by: Actor; now: Date },
): Promise<boolean> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    WITH cart AS (UPDATE orders SET version = version + 1, updated_at = ${now}
      WHERE id = ${orderId} AND status IN ('draft', 'pending') AND NOT EXISTS (
        SELECT 1 FROM line_items l JOIN skus k ON k.id = l.sku_id
        WHERE l.order_id = orders.id AND NOT k.do_not_ship) RETURNING id),
    told AS (INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind,
        actor_id, trace_id, changes)
      SELECT ${now}, 'shipment.deleted', 'shipments', ${id}, id, ${by.kind}, ${by.id},
        ${by.traceId}, '{}'::jsonb FROM cart RETURNING 1)
    DELETE FROM shipments s USING cart WHERE s.id = ${id} AND s.order_id = cart.id RETURNING s.id`;
  return rows.length === 1;
}

export async function isShipmentNumberTaken(number: string, id: string): Promise<boolean> {
  const where = { number, id: { not: id } };
  return (await prisma().shipment.findFirst({ where, select: { id: true } })) !== null;
}

/** False where another parcel has it. One statement, with its line in the history. */
export async function saveShipmentNumber(
  shipment: StoredShipment,
  number: string | null,
  { by, now }: { by: Actor; now: Date },
): Promise<boolean> {
  const { id, orderId } = shipment;
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    WITH saved AS (UPDATE shipments s SET number = ${number}, updated_at = ${now}
      WHERE s.id = ${id} AND NOT EXISTS (
        SELECT 1 FROM shipments other WHERE other.number = ${number} AND other.id <> s.id)
      RETURNING s.id),
    told AS (INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind,
        actor_id, trace_id, changes)
      SELECT ${now}, 'shipment.updated', 'shipments', id, ${orderId}, ${by.kind}, ${by.id},
        ${by.traceId}, jsonb_build_object('number', ${number}::text) FROM saved RETURNING 1)
    SELECT id FROM saved`;
  return rows.length === 1;
}
