import "server-only";
import type { ApiCaller } from "../auth/access-token";
import { prisma } from "../db/client";
import { ordersOf } from "./scopes";
import { sql } from "./sql";

/** Whether this caller may act on an order, asked before any use case is. Another client's order is no order at all. */
export async function seesOrder(caller: ApiCaller, id: string): Promise<boolean> {
  const rows = await prisma().$queryRaw<unknown[]>(
    sql`SELECT 1 FROM orders t WHERE t.id = ${id} AND ${ordersOf(caller)}`,
  );
  return rows.length === 1;
}

/** The order of a payment source that this caller may act on, and the order's newest source; null: no such source. */
export async function findSourceOrder(
  caller: ApiCaller,
  source: { type: string; id: string },
): Promise<{ orderId: string; newestSourceId: string | null } | null> {
  const rows = await prisma().$queryRaw<{ orderId: string; newestSourceId: string | null }[]>(
    sql`SELECT o.id AS "orderId", o.payment_source_id AS "newestSourceId"
      FROM payment_sources s JOIN orders o ON o.id = s.order_id
      WHERE s.id = ${source.id} AND s.type = ${source.type} AND ${ordersOf(caller, "o")}`,
  );
  return rows[0] ?? null;
}

/** The newest payment source of an order that this caller may act on; undefined: no such order. */
export async function findNewestSource(
  caller: ApiCaller,
  orderId: string,
): Promise<string | null | undefined> {
  const rows = await prisma().$queryRaw<{ id: string | null }[]>(
    sql`SELECT t.payment_source_id AS "id" FROM orders t
      WHERE t.id = ${orderId} AND ${ordersOf(caller)}`,
  );
  return rows[0]?.id;
}

/** Where a client's return URLs may lead, beside the app's own origins. */
export async function findAllowedOrigins(caller: ApiCaller): Promise<readonly string[]> {
  const client = await prisma().apiClient.findUnique({
    where: { id: caller.id },
    select: { allowedOrigins: true },
  });
  return client?.allowedOrigins ?? [];
}
