import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import { systemClock } from "@/lib/clock";
import { type PrismaClient, prisma } from "@/lib/db/client";
import type { OrderStatus } from "../orders/order-status";
import type { PaymentStatus } from "../orders/payment-statuses";
import { directionOf, type PageDirection, type PagePlace, pageOf } from "../payments/page-cursor";
import { minorOf } from "../payments/query-rows";
import { linkStateOf } from "./link";
import type { LinkChoices, LinkPage, LinkRow } from "./link-view";

export const LINKS_PAGE_SIZE = 25;
const PRODUCTS_OFFERED_MAX = 50;
const CHOICES_MAX = 100;

type Database = Pick<PrismaClient, "$queryRaw">;
type ListedLink = {
  id: string;
  mode: "test" | "live";
  withdrawn_at: Date | null;
  created_at: Date;
  order_id: string;
  order_number: string;
  status: OrderStatus;
  payment_status: PaymentStatus;
  payment_source_id: string | null;
  total_minor: bigint;
  currency_code: string;
  token: string;
  expires_at: Date | null;
  email: string | null;
  line_name: string | null;
  lines_count: number;
  author: string | null;
};

/** The newest first. One statement, two where a page of newer rows is not full or one of older rows empty. */
export async function listLinks(
  _merchant: Merchant,
  { mode, place }: { mode: "test" | "live"; place: PagePlace },
  db: Database = prisma(),
): Promise<LinkPage> {
  const read = async (direction: PageDirection) =>
    pageOf(await readRows(db, mode, direction), direction, LINKS_PAGE_SIZE);
  const direction = directionOf(place);
  const page = await read(direction);
  const isShort = direction.kind === "newer" && page.rows.length < LINKS_PAGE_SIZE;
  const isBeyond = direction.kind === "older" && page.rows.length === 0;
  return isShort || isBeyond ? read({ kind: "newest" }) : page;
}

async function readRows(db: Database, mode: string, direction: PageDirection) {
  const order = direction.kind === "newer" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const place =
    direction.kind === "newest"
      ? Prisma.empty
      : Prisma.sql`AND (created_at, id)
          ${direction.kind === "older" ? Prisma.sql`<` : Prisma.sql`>`}
          (${direction.than.createdAt}, ${direction.than.id})`;
  const found = await db.$queryRaw<ListedLink[]>`
    ${selectLinks(Prisma.sql`(SELECT * FROM payment_links WHERE mode = ${mode} ${place}
      ORDER BY created_at ${order}, id ${order} LIMIT ${LINKS_PAGE_SIZE + 1})`)}
    ORDER BY k.created_at ${order}, k.id ${order}`;
  return found.map(linkRowOf);
}

/** Null when there is none. One statement. */
export async function findLink(
  _merchant: Merchant,
  id: string,
  db: Database = prisma(),
): Promise<LinkRow | null> {
  const links = Prisma.sql`(SELECT * FROM payment_links WHERE id = ${id})`;
  const [row] = await db.$queryRaw<ListedLink[]>(selectLinks(links));
  return row === undefined ? null : linkRowOf(row);
}

const selectLinks = (links: Prisma.Sql) => Prisma.sql`
  SELECT k.id, k.mode, k.withdrawn_at, k.created_at, o.id AS order_id,
    coalesce(o.client_number, o.number::text) AS order_number, o.status, o.payment_status,
    o.payment_source_id, o.total_minor, o.currency_code, o.token, o.expires_at, c.email,
    first.name AS line_name, u.name AS author,
    (SELECT count(*)::int FROM line_items l WHERE l.order_id = o.id) AS lines_count
  FROM ${links} k
  JOIN orders o ON o.id = k.order_id
  LEFT JOIN customers c ON c.id = o.customer_id
  LEFT JOIN users u ON u.id = k.created_by
  LEFT JOIN LATERAL (SELECT name FROM line_items WHERE order_id = o.id
    ORDER BY created_at, id LIMIT 1) first ON TRUE`;

function linkRowOf(row: ListedLink): LinkRow {
  const { status, expires_at: expiresAt, withdrawn_at: withdrawnAt } = row;
  return {
    id: row.id,
    mode: row.mode,
    state: linkStateOf({ status, expiresAt, withdrawnAt }, systemClock.now()),
    paymentStatus: row.payment_status,
    totalMinor: minorOf(row.total_minor),
    currency: row.currency_code,
    lineName: row.line_name,
    linesCount: row.lines_count,
    email: row.email,
    orderId: row.order_id,
    orderNumber: row.order_number,
    paymentId: row.payment_source_id,
    token: row.token,
    expiresAt,
    withdrawnAt,
    author: row.author,
    createdAt: row.created_at,
  };
}

/** `currency`: what the products are priced in; null: the first market's. One statement. */
export async function findLinkChoices(
  _merchant: Merchant,
  currency: string | null,
  db: Database = prisma(),
): Promise<LinkChoices> {
  const [row] = await db.$queryRaw<[LinkChoices]>`
    WITH asked AS (SELECT coalesce(${currency}::text, (SELECT currency_code FROM markets
      WHERE disabled_at IS NULL ORDER BY number LIMIT 1)) AS code)
    SELECT coalesce((SELECT json_agg(json_build_object('id', m.id, 'name', m.name,
          'currency', m.currency_code) ORDER BY m.number)
        FROM (SELECT * FROM markets WHERE disabled_at IS NULL
          ORDER BY number LIMIT ${CHOICES_MAX}) m), '[]') AS markets,
      coalesce((SELECT json_agg(k.code ORDER BY k.first, k.code) FROM (
        SELECT code, min(number) AS first FROM (
          SELECT currency_code AS code, number FROM markets WHERE disabled_at IS NULL
          UNION ALL SELECT currency_code, 2147483647 FROM market_tax_rates
          UNION ALL SELECT currency_code, 2147483647 FROM shipping_methods) all_of
        GROUP BY code LIMIT ${CHOICES_MAX}) k), '[]') AS currencies,
      coalesce((SELECT json_agg(json_build_object('code', s.code, 'name', s.name,
          'unitMinor', s.amount_minor) ORDER BY s.position, s.code) FROM (
        SELECT s.code, s.name, s.position, p.amount_minor FROM skus s
        JOIN prices p ON p.sku_id = s.id AND p.currency_code = (SELECT code FROM asked)
        ORDER BY s.position, s.code LIMIT ${PRODUCTS_OFFERED_MAX}) s), '[]') AS products`;
  return row;
}
