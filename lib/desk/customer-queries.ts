import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import { type PrismaClient, prisma } from "@/lib/db/client";
import { ERASED_AFTER_DAYS } from "../customers/customer-columns";
import { isSourceType } from "../customers/wallet";
import { instant, type JsonRow, rows, text, textOrNull } from "../db/row";
import { directionOf, type PageDirection, type PagePlace, pageOf } from "../payments/page-cursor";
import { fullNameOf, instrumentOf } from "../payments/payment-view";
import type { CustomerDetail, CustomerPage, CustomerRow, SavedCard } from "./customer-view";
import { escaped, listOrdersOf } from "./order-list-queries";
import { addressOfRow } from "./order-rows";

export const CUSTOMERS_PAGE_SIZE = 25;
/** A search reads at most so many of what it finds. */
const FOUND_MAX = 500;
const KEPT_SHOWN_MAX = 50;
const DAY_MS = 24 * 3_600_000;

type Database = Pick<PrismaClient, "$queryRaw">;
export type CustomerFilter = { search: string; mode: "test" | "live" };

type ListedCustomer = {
  id: string;
  mode: "test" | "live";
  email: string;
  first_name: string | null;
  last_name: string | null;
  orders_count: number;
  has_signed_up: boolean;
  anonymization_requested_at: Date | null;
  anonymized_at: Date | null;
  created_at: Date;
};

/** The newest first. One statement, two where a page of newer rows is not full or one of older rows empty. */
export async function listCustomers(
  _merchant: Merchant,
  { filter, place }: { filter: CustomerFilter; place: PagePlace },
  db: Database = prisma(),
): Promise<CustomerPage> {
  const { search, mode } = filter;
  const found =
    search === "" ? Prisma.sql`TRUE` : Prisma.sql`t.id = ANY(ARRAY(${foundBy(search, mode)}))`;
  const where = Prisma.sql`t.mode = ${mode} AND ${found}`;
  const read = async (direction: PageDirection) =>
    pageOf(await readRows(db, where, direction), direction, CUSTOMERS_PAGE_SIZE);
  const direction = directionOf(place);
  const page = await read(direction);
  const isShort = direction.kind === "newer" && page.rows.length < CUSTOMERS_PAGE_SIZE;
  const isBeyond = direction.kind === "older" && page.rows.length === 0;
  return isShort || isBeyond ? read({ kind: "newest" }) : page;
}

async function readRows(db: Database, where: Prisma.Sql, direction: PageDirection) {
  const order = direction.kind === "newer" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const place =
    direction.kind === "newest"
      ? Prisma.empty
      : Prisma.sql`AND (t.created_at, t.id)
          ${direction.kind === "older" ? Prisma.sql`<` : Prisma.sql`>`}
          (${direction.than.createdAt}, ${direction.than.id})`;
  const found = await db.$queryRaw<ListedCustomer[]>`
    ${selectCustomers(Prisma.sql`(SELECT * FROM customers t WHERE ${where} ${place}
      ORDER BY t.created_at ${order}, t.id ${order} LIMIT ${CUSTOMERS_PAGE_SIZE + 1})`)}
    ORDER BY t.created_at ${order}, t.id ${order}`;
  return found.map(customerOf);
}

const selectCustomers = (customers: Prisma.Sql, more: Prisma.Sql = Prisma.empty) => Prisma.sql`
  SELECT t.id, t.mode, t.email, t.password_hash IS NOT NULL AS has_signed_up,
    t.anonymization_requested_at, t.anonymized_at, t.created_at,
    named.first_name, named.last_name,
    (SELECT count(*)::int FROM orders o WHERE o.customer_id = t.id
       AND o.status IN ('placed', 'approved', 'editing')) AS orders_count ${more}
  FROM ${customers} t
  LEFT JOIN LATERAL (
    SELECT a.first_name, a.last_name FROM (
      SELECT COALESCE(o.billing_address_id, o.shipping_address_id) AS id, o.created_at
      FROM orders o WHERE o.customer_id = t.id
        AND COALESCE(o.billing_address_id, o.shipping_address_id) IS NOT NULL
      UNION ALL SELECT k.address_id, k.created_at FROM customer_addresses k WHERE k.customer_id = t.id
      ORDER BY created_at DESC LIMIT 1
    ) newest JOIN addresses a ON a.id = newest.id
  ) named ON TRUE`;

function customerOf(row: ListedCustomer): CustomerRow {
  const requestedAt = row.anonymization_requested_at;
  return {
    id: row.id,
    mode: row.mode,
    name: fullNameOf(row.first_name, row.last_name),
    email: row.email,
    ordersCount: row.orders_count,
    hasSignedUp: row.has_signed_up,
    forgetting:
      requestedAt === null
        ? null
        : {
            requestedAt,
            dueAt: new Date(requestedAt.getTime() + ERASED_AFTER_DAYS * DAY_MS),
            doneAt: row.anonymized_at,
          },
    createdAt: row.created_at,
  };
}

/** How an e-mail address or a name begins; each is looked up by an index of its own. */
function foundBy(search: string, mode: CustomerFilter["mode"]): Prisma.Sql {
  const start = `${escaped(search.toLowerCase())}%`;
  const byEmail = Prisma.sql`
    SELECT id FROM customers WHERE mode = ${mode} AND email LIKE ${start} LIMIT ${FOUND_MAX}`;
  if (search.includes("@")) return byEmail;
  const last = `${escaped(search.toLowerCase().split(/\s+/).at(-1) ?? "")}%`;
  return Prisma.sql`
    WITH named AS MATERIALIZED (
      (SELECT id, first_name, last_name FROM addresses
       WHERE last_name IS NOT NULL AND lower(last_name) LIKE ${last} LIMIT ${FOUND_MAX})
      UNION (SELECT id, first_name, last_name FROM addresses
       WHERE first_name IS NOT NULL AND lower(first_name) LIKE ${start} LIMIT ${FOUND_MAX})
    ), places AS MATERIALIZED (
      SELECT id FROM named WHERE lower(concat_ws(' ', first_name, last_name)) LIKE ${start}
        OR lower(last_name) LIKE ${start}
    )
    (SELECT o.customer_id FROM places p JOIN orders o ON o.shipping_address_id = p.id
     WHERE o.customer_id IS NOT NULL LIMIT ${FOUND_MAX})
    UNION (SELECT o.customer_id FROM places p JOIN orders o ON o.billing_address_id = p.id
     WHERE o.customer_id IS NOT NULL LIMIT ${FOUND_MAX})
    UNION (SELECT k.customer_id FROM places p JOIN customer_addresses k ON k.address_id = p.id
     LIMIT ${FOUND_MAX})
    UNION (${byEmail})`;
}

type Detail = ListedCustomer & { document: JsonRow };

const DETAIL = Prisma.sql`, jsonb_build_object(
    'shopper_reference', t.shopper_reference,
    'reference', t.reference,
    'addresses', (SELECT jsonb_agg(to_jsonb(b)) FROM (
       SELECT a.* FROM customer_addresses k JOIN addresses a ON a.id = k.address_id
       WHERE k.customer_id = t.id ORDER BY k.created_at DESC LIMIT ${KEPT_SHOWN_MAX}) b),
    'cards', (SELECT jsonb_agg(to_jsonb(w)) FROM (
       SELECT k.id, k.source_type, k.created_at, s.instrument, g.name AS gateway_name
       FROM customer_payment_sources k LEFT JOIN payment_sources s ON s.id = k.source_id
       LEFT JOIN gateways g ON g.id = k.gateway_id
       WHERE k.customer_id = t.id ORDER BY k.created_at DESC LIMIT ${KEPT_SHOWN_MAX}) w)
  ) AS document`;

/** A customer with what they keep here. Null when there is none. Two statements. */
export async function findCustomerOf(
  merchant: Merchant,
  id: string,
  db: Database = prisma(),
): Promise<CustomerDetail | null> {
  const customers = Prisma.sql`(SELECT * FROM customers WHERE id = ${id})`;
  const [row] = await db.$queryRaw<Detail[]>(selectCustomers(customers, DETAIL));
  if (row === undefined) return null;
  const { document } = row;
  const orders = await listOrdersOf(merchant, id, db);
  return {
    ...customerOf(row),
    shopperReference: textOrNull(document, "shopper_reference"),
    reference: textOrNull(document, "reference"),
    addresses: rows(document, "addresses").map((each) => ({
      ...addressOfRow(each),
      id: text(each, "id"),
    })),
    cards: rows(document, "cards").map(cardOfRow),
    orders: orders.rows,
    hasMoreOrders: orders.olderCursor !== null,
  };
}

function cardOfRow(row: JsonRow): SavedCard {
  const instrument = instrumentOf(row.instrument);
  const type = textOrNull(row, "source_type");
  const [month, year] = [instrument?.card_expiry_month, instrument?.card_expiry_year];
  const isDated = typeof month === "number" && typeof year === "number";
  return {
    id: text(row, "id"),
    sourceType: isSourceType(type) ? type : null,
    brand: instrument?.card_type ?? null,
    lastDigits: instrument?.card_last_digits ?? null,
    expiry: isDated
      ? `${String(month).padStart(2, "0")}/${String(year % 100).padStart(2, "0")}`
      : null,
    gatewayName: textOrNull(row, "gateway_name"),
    createdAt: instant(row, "created_at"),
  };
}
