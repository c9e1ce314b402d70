import { Prisma } from "@/generated/prisma/client";
import type { ListFilter, ListSort } from "./list-filter";
import type { PageDirection } from "./list-place";

/** Customers whose address begins so, and payments of them, that one search looks at. */
const CUSTOMERS_MAX = 200;
const FOUND_MAX = 2_000;
/** Below that too many begin so. */
const BEGINNING_MIN = 3;
const LAST_DIGITS = /^\d{4}$/;
const ORDER_NUMBER = /^[1-9]\d{0,8}$/;

const { sql, empty, join } = Prisma;

/** Everything of a filter but its search, of a row of `listed_payments p`. */
export function conditionsOf(filter: ListFilter): Prisma.Sql {
  const { state, gatewayId, methodId, currency, minMinor, maxMinor } = filter;
  const { from, until, decline, refundedSince } = filter;
  const conditions = [
    sql`p.mode = ${filter.mode}`,
    ...(state === null ? [] : [sql`p.state = ${state}`]),
    ...(gatewayId === null ? [] : [sql`p.gateway_id = ${gatewayId}`]),
    ...(methodId === null ? [] : [sql`p.payment_method_id = ${methodId}`]),
    ...(currency === null ? [] : [sql`p.currency_code = ${currency}`]),
    ...(minMinor === null ? [] : [sql`p.amount_minor >= ${minMinor}`]),
    ...(maxMinor === null ? [] : [sql`p.amount_minor <= ${maxMinor}`]),
    ...(from === null ? [] : [sql`p.created_at >= ${from}`]),
    ...(until === null ? [] : [sql`p.created_at < ${until}`]),
    ...(decline === null ? [] : [sql`p.decline_code = ${decline}`]),
    ...(filter.needsAttention ? [sql`p.needs_attention`] : []),
    ...(filter.isCapturable ? [sql`p.capturable_minor > 0`] : []),
    ...(refundedSince === null ? [] : [sql`p.refunded_at >= ${refundedSince}`]),
  ];
  return join(conditions, " AND ");
}

const digits = (word: string) => LAST_DIGITS.test(word);
/** Nothing that begins with the word comes after it and the last of all letters. */
const LAST_LETTER = "\u{10FFFF}";

/** A beginning as a range: LIKE finds its index only where the word is known when the statement is planned. */
const beginsWith = (word: string) => {
  const begin = word.toLowerCase();
  return sql`email ~>=~ ${begin} AND email ~<~ ${begin + LAST_LETTER}`;
};

/**
 * The ids of payments that a word names: each road is a look into an index, none reads a table through. OFFSET 0 keeps the
 * planner from joining whole tables where it expects thousands of a few.
 */
function foundIds(word: string): Prisma.Sql {
  const ofOrders = (orders: Prisma.Sql) => sql`
    SELECT s.id FROM (${orders}) o
    CROSS JOIN LATERAL (SELECT id FROM payment_sources WHERE order_id = o.id OFFSET 0) s`;
  const roads = [
    sql`SELECT s.id FROM payment_sources s WHERE s.id = ${word} OR s.reference = ${word}`,
    sql`SELECT s.id FROM gateways g JOIN payment_sources s
      ON s.gateway_id = g.id AND s.provider_reference = ${word}`,
    sql`SELECT t.source_id FROM gateways g JOIN transactions t ON t.gateway_id = g.id
      AND t.kind IN ('authorization', 'capture', 'void', 'refund') AND t.reference = ${word}`,
    sql`SELECT t.source_id FROM gateways g JOIN transactions t
      ON t.gateway_id = g.id AND t.payment_reference = ${word}`,
    sql`SELECT t.source_id FROM gateways g JOIN transactions t
      ON t.gateway_id = g.id AND t.our_reference = ${word}`,
    ofOrders(sql`SELECT id FROM orders
      WHERE coalesce(client_number, number::text) = ${word} OR reference = ${word} OR id = ${word}`),
    ...(ORDER_NUMBER.test(word)
      ? [ofOrders(sql`SELECT id FROM orders WHERE number = ${Number(word)}`)]
      : []),
    ...(word.length < BEGINNING_MIN || digits(word)
      ? []
      : [
          ofOrders(sql`SELECT o.id FROM (
              SELECT id FROM customers WHERE mode IN ('live', 'test') AND ${beginsWith(word)}
              ORDER BY email LIMIT ${CUSTOMERS_MAX}
            ) c JOIN orders o ON o.customer_id = c.id LIMIT ${FOUND_MAX}`),
        ]),
  ];
  return join(roads, " UNION ");
}

type Part = { where: Prisma.Sql; tail: Prisma.Sql };

/** `listed_payments` that the filter leaves, each part of a search in the list's order and cut by itself. */
export function listedIn(filter: ListFilter, { where, tail }: Part): Prisma.Sql {
  const all = sql`${conditionsOf(filter)} ${where}`;
  if (filter.search === null) return sql`SELECT p.* FROM listed_payments p WHERE ${all} ${tail}`;
  const found = sql`(SELECT p.* FROM (${foundIds(filter.search)}) f
    CROSS JOIN LATERAL (SELECT * FROM listed_payments WHERE id = f.id OFFSET 0) p WHERE ${all} ${tail})`;
  if (!digits(filter.search)) return found;
  return sql`SELECT p.* FROM (${found} UNION (
      SELECT p.* FROM listed_payments p
      WHERE p.card_last_digits = ${filter.search} AND ${all} ${tail})) p ${tail}`;
}

/** The order in which a page is read: the list's own, or against it on the way back. */
export function orderOf(sort: ListSort, direction: PageDirection): Prisma.Sql {
  const falls = sort === "newest" || sort === "largest";
  const way = falls === (direction.kind !== "back") ? sql`DESC` : sql`ASC`;
  return sort === "newest" || sort === "oldest"
    ? sql`p.created_at ${way}, p.id ${way}`
    : sql`p.currency_code ${way}, p.amount_minor ${way}, p.id ${way}`;
}

/** Beyond a row, in the way in which a page is read. */
export function beyond(sort: ListSort, direction: PageDirection): Prisma.Sql {
  if (direction.kind === "first") return empty;
  const falls = sort === "newest" || sort === "largest";
  const less = falls === (direction.kind === "onward") ? sql`<` : sql`>`;
  const { than } = direction;
  return than.by === "time"
    ? sql`AND (p.created_at, p.id) ${less} (${than.createdAt}, ${than.id})`
    : sql`AND (p.currency_code, p.amount_minor, p.id) ${less} (${than.currency}, ${than.amountMinor}, ${than.id})`;
}
