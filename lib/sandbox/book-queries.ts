import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import { directionOf, type PageDirection, type PagePlace, pageOf } from "../payments/page-cursor";
import { minorOf } from "../payments/query-rows";
import type { Sums } from "./compare-books";

export const BOOK_PAGE_SIZE = 8;

type Database = Pick<PrismaClient, "$queryRaw">;

/** An order with payments by the sandbox, as our book has it. */
export type OurOrder = {
  /** The order's newest payment. */
  id: string;
  createdAt: Date;
  orderId: string;
  orderNumber: string;
  currency: string;
  sums: Sums;
  /** When its provider is asked next about what is not settled; null when nothing is open. */
  nextCheckAt: Date | null;
  isUnsettled: boolean;
  /** Somebody is asked to look at it. */
  needsAttention: boolean;
};

export type OurBookPage = {
  rows: readonly OurOrder[];
  olderCursor: string | null;
  newerCursor: string | null;
};

/**
 * Orders by their newest payment, newest first, with what we believe was moved. One statement. A merchant of any role may
 * read it.
 */
export async function listOurBook(
  _merchant: Merchant,
  place: PagePlace,
  db: Database = prisma(),
): Promise<OurBookPage> {
  const direction = directionOf(place);
  return pageOf(await readOrders(db, direction), direction, BOOK_PAGE_SIZE);
}

/** The numbers of these orders by their ids; what is no order of ours is left out. One statement, or none. */
export async function numbersOfOrders(
  _merchant: Merchant,
  ids: readonly string[],
  db: Database = prisma(),
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; number: number }[]>`
    SELECT id, number FROM orders WHERE id = ANY (${[...ids]}::text[])`;
  return new Map(rows.map(({ id, number }) => [id, String(number)]));
}

type Row = {
  id: string;
  created_at: Date;
  order_id: string;
  order_number: number;
  currency_code: string;
  authorization: bigint;
  capture: bigint;
  void: bigint;
  refund: bigint;
  next_check_at: Date | null;
  is_unsettled: boolean;
  needs_attention: boolean;
};

async function readOrders(db: Database, direction: PageDirection): Promise<OurOrder[]> {
  const order = direction.kind === "newer" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const rows = await db.$queryRaw<Row[]>`
    SELECT s.id, s.created_at, s.order_id, o.number AS order_number, s.currency_code, t.*,
      EXISTS (SELECT 1 FROM attention_items i
        WHERE i.order_id = s.order_id AND i.resolved_at IS NULL) AS needs_attention
    FROM (${newestOfTheirOrders(direction)}) s
    JOIN orders o ON o.id = s.order_id
    CROSS JOIN LATERAL (
      SELECT ${sumOf("authorization")}, ${sumOf("capture")}, ${sumOf("void")}, ${sumOf("refund")},
        min(next_check_at) FILTER (WHERE status <> 'succeeded') AS next_check_at,
        COALESCE(bool_or(status IN ('requested', 'pending', 'indeterminate', 'action_required')
          AND superseded_at IS NULL), false) AS is_unsettled
      FROM transactions WHERE order_id = s.order_id AND EXISTS (
        SELECT 1 FROM payment_sources p WHERE p.id = transactions.source_id AND ${PLAYED})
    ) t
    ORDER BY s.created_at ${order}, s.id ${order}`;
  return rows.map(orderOf);
}

/** What the sandbox plays; a bank transfer stands in no book of theirs. */
const TYPES = Prisma.join(["stripe_payments", "checkout_com_payments", "external_payments"]);
const PLAYED = Prisma.sql`p.type IN (${TYPES})`;

/** Walks the index on (created_at, id); an order that was paid again stands at its newest payment. */
function newestOfTheirOrders(direction: PageDirection): Prisma.Sql {
  const order = direction.kind === "newer" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const place =
    direction.kind === "newest"
      ? Prisma.empty
      : Prisma.sql`AND (p.created_at, p.id)
          ${direction.kind === "older" ? Prisma.sql`<` : Prisma.sql`>`}
          (${direction.than.createdAt}, ${direction.than.id})`;
  return Prisma.sql`
    SELECT p.id, p.created_at, p.order_id, p.currency_code FROM payment_sources p
    WHERE p.mode = 'test' AND ${PLAYED} ${place} AND NOT EXISTS (
      SELECT 1 FROM payment_sources n WHERE n.order_id = p.order_id AND n.type IN (${TYPES})
        AND (n.created_at, n.id) > (p.created_at, p.id))
    ORDER BY p.created_at ${order}, p.id ${order} LIMIT ${BOOK_PAGE_SIZE + 1}`;
}

const sumOf = (kind: "authorization" | "capture" | "void" | "refund") => Prisma.sql`
  COALESCE(sum(amount_minor) FILTER (WHERE kind = ${kind} AND status = 'succeeded'), 0)::bigint
    AS ${Prisma.raw(`"${kind}"`)}`;

const orderOf = (row: Row): OurOrder => ({
  id: row.id,
  createdAt: row.created_at,
  orderId: row.order_id,
  orderNumber: String(row.order_number),
  currency: row.currency_code,
  sums: {
    authorization: minorOf(row.authorization),
    capture: minorOf(row.capture),
    void: minorOf(row.void),
    refund: minorOf(row.refund),
  },
  nextCheckAt: row.next_check_at,
  isUnsettled: row.is_unsettled,
  needsAttention: row.needs_attention,
});
