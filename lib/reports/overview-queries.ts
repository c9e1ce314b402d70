import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import { endingHolds } from "../payments/ending-holds-query";
import type { Mode } from "../payments/payment-source";
import { minorOf } from "../payments/query-rows";
import { type Report, reportOf, type StepRow, type SumRow } from "./overview";
import type { ReportPeriod } from "./report-days";

type Database = Pick<PrismaClient, "$queryRaw">;

/** A mode and a currency in which something was paid, or tried. */
export type ReportChoice = { mode: Mode; currency: string };

/** What may be chosen, the shop's first currency first: a hop of the index each, however many payments there are. */
export async function listReportChoices(
  _merchant: Merchant,
  db: Database = prisma(),
): Promise<readonly ReportChoice[]> {
  return await db.$queryRaw<ReportChoice[]>`
    WITH RECURSIVE found AS (
      (SELECT mode, currency_code FROM payment_fact_days ORDER BY mode, currency_code LIMIT 1)
      UNION ALL
      SELECT next.mode, next.currency_code FROM found f CROSS JOIN LATERAL (
        SELECT d.mode, d.currency_code FROM payment_fact_days d
        WHERE (d.mode, d.currency_code) > (f.mode, f.currency_code)
        ORDER BY d.mode, d.currency_code LIMIT 1) next
    )
    SELECT mode, currency_code AS currency FROM found
    ORDER BY currency_code = (SELECT currency_code FROM markets ORDER BY number LIMIT 1) DESC,
      currency_code`;
}

/** What is held on cards and nobody has begun to capture, as it stands now. */
export type Held = {
  count: number;
  amountMinor: number;
  /** How many of them the provider lets go within two days, and when the first of them. */
  soonCount: number;
  soonestAt: Date | null;
};

export type Overview = {
  report: Report;
  held: Held;
  /** Of gateways and payment methods, by id; those that were removed have none. */
  names: ReadonlyMap<string, string>;
};

/** The figures of one period, in one mode and one currency. Two statements, of daily sums and of what is held now. */
export async function readOverview(
  _merchant: Merchant,
  wish: ReportChoice & { period: ReportPeriod; now: Date },
  db: Database = prisma(),
): Promise<Overview> {
  const { period } = wish;
  const sums = await readSums(db, wish);
  const [beside] = await db.$queryRaw<[BesideRow]>(besideQuery(wish));
  return {
    report: reportOf(period, sums, beside.steps),
    held: {
      count: beside.held_count,
      amountMinor: minorOf(beside.held_minor),
      soonCount: beside.soon_count,
      soonestAt: beside.soonest_at,
    },
    names: new Map(beside.names.map(({ id, name }) => [id, name])),
  };
}

type DayRow = Omit<SumRow, "isNow" | "times" | "amountMinor"> & {
  is_now: boolean;
  times: bigint;
  amount: bigint;
};

async function readSums(
  db: Database,
  { mode, currency, period }: ReportChoice & { period: ReportPeriod },
): Promise<readonly SumRow[]> {
  const rows = await db.$queryRaw<DayRow[]>`
    SELECT is_now, CASE WHEN GROUPING(day) = 0 THEN 'day'
        WHEN GROUPING(gateway_id) = 0 THEN 'gateway' ELSE 'method' END AS by,
      COALESCE(day::text, gateway_id, payment_method_id) AS key, fact,
      COALESCE(detail, '') AS detail, sum(times_count)::bigint AS times,
      sum(amount_minor)::bigint AS amount
    FROM (
      SELECT *, day >= ${period.from}::date AS is_now FROM payment_fact_days
      WHERE mode = ${mode} AND currency_code = ${currency}
        AND day >= ${period.before}::date AND day <= ${period.to}::date
    ) d
    GROUP BY GROUPING SETS ((is_now, day, fact), (is_now, gateway_id, fact, detail),
      (is_now, payment_method_id, fact))`;
  return rows.map(({ is_now: isNow, times, amount, ...row }) => ({
    ...row,
    isNow,
    times: minorOf(times),
    amountMinor: minorOf(amount),
  }));
}

type BesideRow = {
  steps: StepRow[];
  names: { id: string; name: string }[];
  held_count: number;
  held_minor: bigint;
  soon_count: number;
  soonest_at: Date | null;
};

/** Steps of checkouts, names, and what is held: an order that was authorized lately enough may end soon. */
const besideQuery = (wish: ReportChoice & { period: ReportPeriod; now: Date }): Prisma.Sql => {
  const { mode, currency, period, now } = wish;
  const ofThese = Prisma.sql`o.mode = ${mode} AND o.currency_code = ${currency}`;
  return Prisma.sql`
    SELECT held.*, soon.*,
      COALESCE((SELECT json_agg(s) FROM (
        SELECT day >= ${period.from}::date AS "isNow", step, sum(orders_count)::int AS count
        FROM checkout_days WHERE mode = ${mode} AND currency_code = ${currency}
          AND day >= ${period.before}::date AND day <= ${period.to}::date
        GROUP BY 1, 2) s), '[]') AS steps,
      COALESCE((SELECT json_agg(n) FROM (
        SELECT id, name FROM gateways UNION ALL SELECT id, name FROM payment_methods) n), '[]') AS names
    FROM (
      SELECT count(*)::int AS held_count, COALESCE(sum(o.total_minor), 0)::bigint AS held_minor
      FROM orders o WHERE o.payment_status = 'authorized' AND ${ofThese}
    ) held, (${endingHolds(now, ofThese)}) soon`;
};
