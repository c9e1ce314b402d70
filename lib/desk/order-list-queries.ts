import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import { type PrismaClient, prisma } from "@/lib/db/client";
import { ORDER_COLUMNS } from "../jsonapi/order-rows";
import { directionOf, type PageDirection, type PagePlace, pageOf } from "../payments/page-cursor";
import type { OrderFilter } from "./order-filter";
import { type ListedOrder, orderRowOf } from "./order-rows";
import type { OrderChoices, OrderPage } from "./order-view";

export const ORDERS_PAGE_SIZE = 25;
/** A search reads at most so many of what it finds, the newest first. */
const FOUND_MAX = 500;
const CHOICES_MAX = 100;

type Database = Pick<PrismaClient, "$queryRaw">;

/** Newest first. One statement, two where a page of newer rows is not full or one of older rows empty. */
export async function listOrders(
  merchant: Merchant,
  { filter, place }: { filter: OrderFilter; place: PagePlace },
  db: Database = prisma(),
): Promise<OrderPage> {
  const where = conditionOf(filter, merchant.organization.timeZone);
  const read = async (direction: PageDirection) =>
    pageOf(await readRows(db, where, direction), direction, ORDERS_PAGE_SIZE);
  const direction = directionOf(place);
  const page = await read(direction);
  const isShort = direction.kind === "newer" && page.rows.length < ORDERS_PAGE_SIZE;
  const isBeyond = direction.kind === "older" && page.rows.length === 0;
  return isShort || isBeyond ? read({ kind: "newest" }) : page;
}

/** A customer's newest orders, carts too. One statement. */
export async function listOrdersOf(
  _merchant: Merchant,
  customerId: string,
  db: Database = prisma(),
): Promise<OrderPage> {
  const where = Prisma.sql`t.customer_id = ${customerId}`;
  const direction = { kind: "newest" } as const;
  return pageOf(await readRows(db, where, direction), direction, ORDERS_PAGE_SIZE);
}

/** What the list can be narrowed to, out of a shop's few markets. One statement. */
export async function findOrderChoices(
  _merchant: Merchant,
  db: Database = prisma(),
): Promise<OrderChoices> {
  const [row] = await db.$queryRaw<[OrderChoices]>`
    SELECT coalesce((SELECT json_agg(json_build_object('id', m.id, 'name', m.name) ORDER BY m.number)
        FROM (SELECT * FROM markets ORDER BY number LIMIT ${CHOICES_MAX}) m), '[]') AS markets,
      coalesce((SELECT json_agg(k.code ORDER BY k.code) FROM (
        SELECT currency_code AS code FROM markets UNION SELECT currency_code FROM market_tax_rates
        UNION SELECT currency_code FROM shipping_methods LIMIT ${CHOICES_MAX}) k), '[]') AS currencies`;
  return row;
}

async function readRows(db: Database, where: Prisma.Sql, direction: PageDirection) {
  const order = direction.kind === "newer" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const place =
    direction.kind === "newest"
      ? Prisma.empty
      : Prisma.sql`AND (t.created_at, t.id)
          ${direction.kind === "older" ? Prisma.sql`<` : Prisma.sql`>`}
          (${direction.than.createdAt}, ${direction.than.id})`;
  const rows = await db.$queryRaw<ListedOrder[]>`
    SELECT t.id, coalesce(t.client_number, t.number::text) AS number, t.mode, t.status,
      t.payment_status, ${Prisma.raw(ORDER_COLUMNS.fulfillment_status)} AS fulfillment,
      t.total_minor, t.currency_code, c.email, a.first_name, a.last_name, t.archived_at, t.created_at
    FROM (SELECT * FROM orders t WHERE ${where} ${place}
      ORDER BY t.created_at ${order}, t.id ${order} LIMIT ${ORDERS_PAGE_SIZE + 1}) t
    LEFT JOIN customers c ON c.id = t.customer_id
    LEFT JOIN addresses a ON a.id = COALESCE(t.shipping_address_id, t.billing_address_id)
    ORDER BY t.created_at ${order}, t.id ${order}`;
  return rows.map(orderRowOf);
}

/** Every part is an index's own, or a look at rows that another part has found. */
function conditionOf(filter: OrderFilter, timeZone: string): Prisma.Sql {
  const { mode, status, payment, isArchived, marketId, currency, from, to, search } = filter;
  const dayAt = (day: string, plus: number) =>
    Prisma.sql`((${day}::date + ${plus}::int)::timestamp AT TIME ZONE ${timeZone})`;
  const parts = [
    Prisma.sql`t.mode = ${mode}`,
    isArchived ? Prisma.sql`t.archived_at IS NOT NULL` : Prisma.sql`t.archived_at IS NULL`,
    // A search by hand finds carts too: whoever knows the number wants that order.
    ...(status === "any" || (status === "begun" && search !== "")
      ? []
      : status === "begun"
        ? [Prisma.sql`t.status <> 'draft'`]
        : [Prisma.sql`t.status = ${status}`]),
    ...(payment === null ? [] : [Prisma.sql`t.payment_status = ${payment}`]),
    ...(marketId === null ? [] : [Prisma.sql`t.market_id = ${marketId}`]),
    ...(currency === null ? [] : [Prisma.sql`t.currency_code = ${currency}`]),
    ...(from === null ? [] : [Prisma.sql`t.created_at >= ${dayAt(from, 0)}`]),
    ...(to === null ? [] : [Prisma.sql`t.created_at < ${dayAt(to, 1)}`]),
    ...(search === "" ? [] : [Prisma.sql`t.id = ANY(ARRAY(${foundBy(search, mode)}))`]),
  ];
  return Prisma.join(parts, " AND ");
}

/** Looked up first, and by indexes of their own: an array cannot lead the planner to walk through all orders instead. */
function foundBy(search: string, mode: string): Prisma.Sql {
  if (search.includes("@")) {
    const start = `${escaped(search.toLowerCase())}%`;
    return Prisma.sql`
      SELECT o.id FROM customers c JOIN orders o ON o.customer_id = c.id
      WHERE c.email LIKE ${start} AND c.mode = ${mode}
      ORDER BY o.created_at DESC LIMIT ${FOUND_MAX}`;
  }
  const number = search.replace(/^#/, "");
  return Prisma.sql`
    SELECT id FROM orders WHERE coalesce(client_number, number::text) = ${number}
    UNION SELECT id FROM (SELECT id FROM orders WHERE reference = ${search}
      ORDER BY created_at DESC LIMIT ${FOUND_MAX}) referred
    UNION SELECT id FROM orders WHERE id = ${search}`;
}

/** What is typed is looked for as it is: a sign of the pattern's own stands for itself. */
export const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, "\\$&");
