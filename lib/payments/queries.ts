import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import { directionOf, type PageDirection, type PagePlace, pageOf } from "./page-cursor";
import type { PaymentPage } from "./payment-view";
import { paymentRowOf, type SourceRow } from "./query-rows";

export const PAGE_SIZE = 25;

type Database = Pick<PrismaClient, "$queryRaw">;

/**
 * One row per payment source, newest first. A merchant of any role may read it; taking one is the
 * proof that the session was checked. One statement, two where a page of newer rows is not full or one of older rows empty.
 */
export async function listPayments(
  _merchant: Merchant,
  place: PagePlace,
  db: Database = prisma(),
): Promise<PaymentPage> {
  const direction = directionOf(place);
  const page = pageOf(await readRows(db, direction), direction, PAGE_SIZE);
  const isShort = direction.kind === "newer" && page.rows.length < PAGE_SIZE;
  const isBeyond = direction.kind === "older" && page.rows.length === 0;
  if (!isShort && !isBeyond) return page;
  // The newest page begins at the newest row, however one came to it; beyond the oldest is nothing to see.
  const newest = { kind: "newest" } as const;
  return pageOf(await readRows(db, newest), newest, PAGE_SIZE);
}

async function readRows(db: Database, direction: PageDirection) {
  const rows = await db.$queryRaw<SourceRow[]>`
    ${selectSources(sourcesIn(direction))}
    ORDER BY s.created_at ${orderOf(direction)}, s.id ${orderOf(direction)}`;
  return rows.map(paymentRowOf);
}

const orderOf = (direction: PageDirection) =>
  direction.kind === "newer" ? Prisma.sql`ASC` : Prisma.sql`DESC`;

/** Walks the index on (created_at, id) either way, one row beyond the page. */
function sourcesIn(direction: PageDirection): Prisma.Sql {
  const order = orderOf(direction);
  const limit = PAGE_SIZE + 1;
  const where =
    direction.kind === "newest"
      ? Prisma.empty
      : Prisma.sql`WHERE (created_at, id)
          ${direction.kind === "older" ? Prisma.sql`<` : Prisma.sql`>`}
          (${direction.than.createdAt}, ${direction.than.id})`;
  return Prisma.sql`(SELECT * FROM payment_sources ${where}
    ORDER BY created_at ${order}, id ${order} LIMIT ${limit})`;
}

/** Sums and the newest attempt are of the source itself, by its index: no query in a loop. */
export const selectSources = (sources: Prisma.Sql, more: Prisma.Sql = Prisma.empty) => Prisma.sql`
  SELECT s.id, s.mode, s.type, s.amount_minor, s.currency_code, s.instrument, s.created_at,
    o.number, o.total_minor, c.email, a.first_name, a.last_name,
    g.name AS gateway_name, m.name AS method_name,
    sums.authorized, sums.captured, sums.voided, sums.refunded,
    newest.status AS newest_status, newest.superseded_at AS newest_superseded_at,
    newest.decline_code AS newest_decline ${more}
  FROM ${sources} s
  JOIN orders o ON o.id = s.order_id
  JOIN gateways g ON g.id = s.gateway_id
  LEFT JOIN customers c ON c.id = o.customer_id
  LEFT JOIN addresses a ON a.id = COALESCE(o.shipping_address_id, o.billing_address_id)
  LEFT JOIN payment_methods m ON m.id = s.payment_method_id
  CROSS JOIN LATERAL (
    SELECT
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'authorization'), 0)::bigint AS authorized,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'capture'), 0)::bigint AS captured,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'void'), 0)::bigint AS voided,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'refund'), 0)::bigint AS refunded
    FROM transactions WHERE source_id = s.id AND status = 'succeeded'
  ) sums
  LEFT JOIN LATERAL (
    SELECT status, superseded_at, decline_code FROM transactions
    WHERE source_id = s.id AND kind = 'authorization' ORDER BY attempt DESC LIMIT 1
  ) newest ON true`;
