import "server-only";
import type { ApiCaller } from "../auth/access-token";
import { prisma } from "../db/client";
import type { Actor } from "../deps";

/**
 * What a merchant does with orders beside selling: put away, sent out, thrown away. Each is one statement with its line in the history, and raises the order's version, so that nobody decides on what was before.
 */

type By = { by: Actor; now: Date };

const HISTORY =
  "(occurred_at, name, resource_type, resource_id, order_id, actor_kind, actor_id, trace_id, changes)";

/** False where there is no such order, or it is still open: a cart is deleted, not archived. Repeated, it writes nothing. */
export async function archiveOrder(
  orderId: string,
  isArchived: boolean,
  { by, now }: By,
): Promise<boolean> {
  const at = isArchived ? now : null;
  const rows = await prisma().$queryRawUnsafe<{ id: string }[]>(
    `WITH before AS (SELECT id, archived_at FROM orders WHERE id = $1
        AND status IN ('placed', 'approved', 'cancelled') FOR UPDATE),
      saved AS (UPDATE orders o SET archived_at = $2::timestamptz, updated_at = $3, version = version + 1
        FROM before WHERE o.id = before.id
          AND (before.archived_at IS NULL) <> ($2::timestamptz IS NULL) RETURNING o.id),
      told AS (INSERT INTO events ${HISTORY}
        SELECT $3, $4::text, 'orders', id, id, $5, $6, $7,
          jsonb_build_object('archived_at', jsonb_build_array(archived_at, $2::timestamptz))
        FROM before JOIN saved USING (id) RETURNING 1)
      SELECT id FROM before`,
    orderId,
    at,
    now,
    isArchived ? "order.archived" : "order.unarchived",
    by.kind,
    by.id,
    by.traceId,
  );
  return rows.length === 1;
}

/** `_fulfill`. False unless the order is approved, or all that travels is on its way. Source: the API's table of orders. */
export async function fulfillOrder(orderId: string, { by, now }: By): Promise<boolean> {
  const rows = await prisma().$queryRawUnsafe<{ id: string }[]>(
    `WITH before AS (SELECT o.id, o.fulfillment_status FROM orders o WHERE o.id = $1
        AND (o.status = 'approved' OR (o.status = 'placed' AND EXISTS (
          SELECT 1 FROM shipments s WHERE s.order_id = o.id
            AND s.status IN ('shipped', 'delivered', 'cancelled')))) FOR UPDATE),
      saved AS (UPDATE orders o SET fulfillment_status = 'fulfilled', fulfillment_updated_at = $2,
          updated_at = $2, version = version + 1
        FROM before WHERE o.id = before.id RETURNING o.id),
      told AS (INSERT INTO events ${HISTORY}
        SELECT $2, 'order.fulfilled', 'orders', id, id, $3, $4, $5,
          jsonb_build_object('fulfillment_status', jsonb_build_array(fulfillment_status, 'fulfilled'))
        FROM before RETURNING 1)
      SELECT id FROM saved`,
    orderId,
    now,
    by.kind,
    by.id,
    by.traceId,
  );
  return rows.length === 1;
}

/**
 * False where it was sold, or where a payment of it was ever asked for: such facts stay. A trigger counts it out of its day.
 */
export async function deleteOrder(orderId: string, { by, now }: By): Promise<boolean> {
  const rows = await prisma().$queryRawUnsafe<{ id: string }[]>(
    `WITH before AS (SELECT id, status FROM orders WHERE id = $1
        AND status IN ('draft', 'pending')
        AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.order_id = orders.id) FOR UPDATE),
      sources AS (DELETE FROM payment_sources s USING before WHERE s.order_id = before.id RETURNING 1),
      told AS (INSERT INTO events ${HISTORY}
        SELECT $2, 'order.deleted', 'orders', id, id, $3, $4, $5,
          jsonb_build_object('status', jsonb_build_array(status, NULL)) FROM before RETURNING 1)
    DELETE FROM orders o USING before WHERE o.id = before.id RETURNING o.id`,
    orderId,
    now,
    by.kind,
    by.id,
    by.traceId,
  );
  return rows.length === 1;
}

const GIVEN_IN_TURN = /^[1-9]\d{0,8}$/;

/** True when another order has this number, of its own or given in turn. */
export async function isNumberTaken(number: string, orderId: string | null): Promise<boolean> {
  const other = await prisma().order.findFirst({
    where: {
      ...(orderId === null ? {} : { id: { not: orderId } }),
      OR: [
        { clientNumber: number },
        ...(GIVEN_IN_TURN.test(number) ? [{ number: Number(number) }] : []),
      ],
    },
    select: { id: true },
  });
  return other !== null;
}

/** Of a customer whom this caller may name: merchants all, a customer themselves, a guest nobody. */
export async function findCustomerEmail(
  id: string,
  { mode, kind, ownerId }: ApiCaller,
): Promise<string | null> {
  if (kind !== "integration" && id !== ownerId) return null;
  const found = await prisma().customer.findFirst({ where: { id, mode }, select: { email: true } });
  return found?.email ?? null;
}
