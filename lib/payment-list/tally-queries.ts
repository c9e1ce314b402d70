import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import { minorOf } from "@/lib/payments/query-rows";
import { conditionsOf, listedIn } from "./list-conditions-query";
import { emptyFilter, isOfDays, type ListFilter } from "./list-filter";
import type { Count, Total, Totals } from "./list-view";

/** Payments that the sums of a view look at, and payments that a view's count does. */
export const SUMMED_MAX = 100_000;
export const COUNTED_MAX = 1_000;
const DAY_MS = 86_400_000;

type Database = Pick<PrismaClient, "$queryRaw">;
const { sql, empty, join, raw } = Prisma;

type TallyRow = {
  name: string;
  is_view: boolean;
  payments_count: bigint;
  taken: bigint;
  open: bigint;
  refunded: bigint;
};
export type Tallies = { totals: Totals; all: number; views: readonly Count[] };

/**
 * What the filter comes to in each currency, how many payments there are at all, and how many each of the views has (up
 * to a thousand). One statement. By the sums of days where they can tell it, else by a look at 100,000 payments.
 */
export async function tally(
  _merchant: Merchant,
  filter: ListFilter,
  views: readonly ListFilter[],
  db: Database = prisma(),
): Promise<Tallies> {
  const all = { ...emptyFilter(filter.mode) };
  const sums = sql`coalesce(sum(payments_count), 0)::bigint AS payments_count,
    coalesce(sum(taken_minor), 0)::bigint AS taken, coalesce(sum(open_minor), 0)::bigint AS open,
    coalesce(sum(refunded_minor), 0)::bigint AS refunded`;
  const counts = views.map(
    (view, at) => sql`UNION ALL SELECT ${String(at)}, true,
      (SELECT count(*) FROM (${listedIn(view, { where: empty, tail: sql`LIMIT ${COUNTED_MAX + 1}` })}) v),
      0::bigint, 0::bigint, 0::bigint`,
  );
  const rows = await db.$queryRaw<TallyRow[]>`
    SELECT currency_code AS name, false AS is_view, ${sums}
    FROM (${isOfDays(filter) ? dayParts(filter) : looked(filter)}) parts GROUP BY currency_code
    HAVING sum(payments_count) > 0
    UNION ALL SELECT 'all', true, ${sums} FROM (${dayParts(all)}) parts
    ${join(counts.length === 0 ? [empty] : counts, " ")}`;
  const totals = rows.filter((row) => !row.is_view).map(totalOf);
  const counted = new Map(rows.filter((row) => row.is_view).map((row) => [row.name, row]));
  const countOf = (name: string) => Number(counted.get(name)?.payments_count ?? 0);
  const seen = totals.reduce((sum, total) => sum + total.paymentsCount, 0);
  return {
    totals: {
      totals: totals.toSorted((a, b) => b.paymentsCount - a.paymentsCount),
      isMinimum: !isOfDays(filter) && seen > SUMMED_MAX,
    },
    all: countOf("all"),
    views: views.map((_, at) => ({
      count: Math.min(countOf(String(at)), COUNTED_MAX),
      isMinimum: countOf(String(at)) > COUNTED_MAX,
    })),
  };
}

const totalOf = (row: TallyRow): Total => ({
  currency: row.name,
  paymentsCount: Number(row.payments_count),
  takenMinor: minorOf(row.taken),
  openMinor: minorOf(row.open),
  refundedMinor: minorOf(row.refunded),
});

const MEASURES = sql`p.currency_code, 1 AS payments_count,
  p.captured_minor - p.refunded_minor AS taken_minor, p.capturable_minor AS open_minor, p.refunded_minor`;

const looked = (filter: ListFilter): Prisma.Sql => sql`
  SELECT ${MEASURES} FROM (${listedIn(filter, {
    where: empty,
    tail: sql`LIMIT ${SUMMED_MAX + 1}`,
  })}) p`;

const SUMS = sql`currency_code, payments_count, taken_minor, open_minor, refunded_minor`;

/** All time from its totals; else whole days (UTC) from their sums, and what the shop's own days have before and after them row by row. */
function dayParts(filter: ListFilter): Prisma.Sql {
  const { from, until } = filter;
  if (from === null && until === null) return summedIn("payment_totals", keysOf(filter));
  const first = from === null ? null : new Date(Math.ceil(from.getTime() / DAY_MS) * DAY_MS);
  const end = until === null ? null : new Date(Math.floor(until.getTime() / DAY_MS) * DAY_MS);
  const rows = (more: Partial<ListFilter>) => sql`
    SELECT ${MEASURES} FROM listed_payments p WHERE ${conditionsOf({ ...filter, ...more })}`;
  if (first !== null && end !== null && first >= end) return rows({});
  const days = [
    ...keysOf(filter),
    ...(first === null ? [] : [sql`day >= ${dayText(first)}::date`]),
    ...(end === null ? [] : [sql`day < ${dayText(end)}::date`]),
  ];
  return join(
    [
      summedIn("payment_days", days),
      ...(first === null || from === null || from >= first ? [] : [rows({ until: first })]),
      ...(end === null || until === null || end >= until ? [] : [rows({ from: end })]),
    ],
    " UNION ALL ",
  );
}

const keysOf = (filter: ListFilter): Prisma.Sql[] => [
  sql`mode = ${filter.mode}`,
  ...(filter.currency === null ? [] : [sql`currency_code = ${filter.currency}`]),
  ...(filter.gatewayId === null ? [] : [sql`gateway_id = ${filter.gatewayId}`]),
  ...(filter.state === null ? [] : [sql`state = ${filter.state}`]),
];

/** What stands added up in `table`, and what has changed since. */
function summedIn(table: "payment_totals" | "payment_days", conditions: Prisma.Sql[]): Prisma.Sql {
  const where = join(conditions, " AND ");
  return sql`SELECT ${SUMS} FROM ${raw(table)} WHERE ${where}
    UNION ALL SELECT ${SUMS} FROM payment_day_changes WHERE ${where}`;
}

const dayText = (day: Date): string => day.toISOString().slice(0, 10);
