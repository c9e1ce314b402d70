import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { prisma } from "../db/client";
import type { Actor } from "../deps";
import type { JsonObject } from "../json";

type By = { by: Actor; now: Date };

export type LinkKey = { id: string; orderId: string };

/** The form's first press, or null where this is it. */
export async function findLinkOfForm(nonce: string): Promise<LinkKey | null> {
  return prisma().paymentLink.findUnique({
    where: { nonce },
    select: { id: true, orderId: true },
  });
}

export async function findLinkOrder(id: string): Promise<string | null> {
  const found = await prisma().paymentLink.findUnique({
    where: { id },
    select: { orderId: true },
  });
  return found?.orderId ?? null;
}

/** A line in the history of the link's order, for each row that `part` gives back. */
const told = (part: Prisma.Sql, name: string, changes: JsonObject, { by, now }: By) => Prisma.sql`
  INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind, actor_id,
    trace_id, changes)
  SELECT ${now}::timestamptz, ${name}, 'payment_links', id, order_id, ${by.kind}, ${by.id},
    ${by.traceId}, ${JSON.stringify(changes)}::jsonb FROM ${part} RETURNING 1`;

/** False, and nothing is written, where the same form has made one meanwhile. One statement. */
export async function insertLink(
  link: LinkKey & { mode: string; nonce: string; createdBy: string },
  changes: JsonObject,
  { by, now }: By,
): Promise<boolean> {
  const { id, orderId, mode, nonce, createdBy } = link;
  const rows = await prisma().$queryRaw<unknown[]>`
    WITH made AS (
      INSERT INTO payment_links (id, order_id, mode, nonce, created_by, created_at, updated_at)
      VALUES (${id}, ${orderId}, ${mode}, ${nonce}, ${createdBy}, ${now}, ${now})
      ON CONFLICT (nonce) DO NOTHING RETURNING id, order_id
    ), told AS (${told(Prisma.sql`made`, "payment_link.created", changes, { by, now })})
    SELECT id FROM made`;
  return rows.length === 1;
}

/**
 * Ends the time of a link's order, provided that nothing has changed since `version` was read: a payment that began
 * meanwhile is not cut off, and one that begins later finds the time over. One statement.
 */
export async function endLink(
  { id, orderId }: LinkKey,
  { version, expiresAt }: { version: number; expiresAt: Date | null },
  { by, now }: By,
): Promise<boolean> {
  const changes = { expires_at: [expiresAt?.toISOString() ?? null, now.toISOString()] };
  const rows = await prisma().$queryRaw<unknown[]>`
    WITH guard AS (
      UPDATE orders SET version = version + 1, expires_at = ${now}, updated_at = ${now}
      WHERE id = ${orderId} AND version = ${version} RETURNING id
    ), ended AS (
      UPDATE payment_links l SET withdrawn_at = ${now}, updated_at = ${now}
      FROM guard WHERE l.id = ${id} AND l.order_id = guard.id RETURNING l.id, l.order_id
    ), told AS (${told(Prisma.sql`ended`, "payment_link.withdrawn", changes, { by, now })})
    SELECT id FROM ended`;
  return rows.length === 1;
}
