import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma, readTexts } from "@/lib/db/client";
import type { ReadTexts } from "@/lib/db/direct-rows";
import type { FileRow } from "./file-row";
import { beyond, listedIn, orderOf } from "./list-conditions-query";
import type { ListWish } from "./list-filter";
import { pageOf } from "./list-place";
import { type ListedRow, listedOf } from "./list-rows";
import type { ListedPage } from "./list-view";

export const PAGE_SIZE = 25;

type Database = Pick<PrismaClient, "$queryRaw">;

const { sql, empty } = Prisma;

/**
 * One row per payment source, in the wish's order. A merchant of any role may read it; taking one is the proof that the
 * session was checked. One statement, two where a page on the way back is not full or one onward is empty.
 */
export async function listPayments(
  _merchant: Merchant,
  wish: ListWish,
  db: Database = prisma(),
): Promise<ListedPage> {
  const { direction, sort } = wish;
  const page = pageOf(await readRows(db, wish, PAGE_SIZE + 1), {
    direction,
    sort,
    size: PAGE_SIZE,
  });
  const isShort = direction.kind === "back" && page.rows.length < PAGE_SIZE;
  const isBeyond = direction.kind === "onward" && page.rows.length === 0;
  if (!isShort && !isBeyond) return page;
  // The first page begins at the first row, however one came to it; beyond the last is nothing to see.
  const first = { ...wish, direction: { kind: "first" } } as const;
  const rows = await readRows(db, first, PAGE_SIZE + 1);
  return pageOf(rows, { direction: first.direction, sort, size: PAGE_SIZE });
}

/** So many rows from a place on, in texts: what a file of the whole list is made of. One statement. */
export async function readBatch(
  _merchant: Merchant,
  wish: ListWish,
  size: number,
  read: ReadTexts = readTexts,
): Promise<readonly FileRow[]> {
  return await read<FileRow>(rowsOf(wish, size, ISO_TIME));
}

const ISO_TIME = sql`, to_char(p.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at`;

const readRows = async (db: Database, wish: ListWish, limit: number) =>
  (await db.$queryRaw<ListedRow[]>(rowsOf(wish, limit))).map(listedOf);

function rowsOf({ filter, sort, direction }: ListWish, limit: number, besides = empty): Prisma.Sql {
  const order = orderOf(sort, direction);
  const listed = listedIn(filter, {
    where: beyond(sort, direction),
    tail: sql`ORDER BY ${order} LIMIT ${limit}`,
  });
  return sql`
    SELECT p.*, o.number, o.client_number, o.reference AS order_reference, s.provider_reference,
      c.email, a.first_name, a.last_name, g.name AS gateway_name, m.name AS method_name ${besides}
    FROM (${listed}) p
    JOIN orders o ON o.id = p.order_id
    JOIN payment_sources s ON s.id = p.id
    JOIN gateways g ON g.id = p.gateway_id
    LEFT JOIN customers c ON c.id = o.customer_id
    LEFT JOIN addresses a ON a.id = COALESCE(o.shipping_address_id, o.billing_address_id)
    LEFT JOIN payment_methods m ON m.id = p.payment_method_id
    ORDER BY ${order}`;
}
