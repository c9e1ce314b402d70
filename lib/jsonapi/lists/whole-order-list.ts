import "server-only";
import { prisma } from "../../db/client";
import type { ListPlace, ListStart, WholeList } from "../resource";
import { sql } from "../sql";

/** A day is counted once nothing can be added to it: requests that began in it have ended an hour later. */
const SETTLED_AFTER_MS = 60 * 60_000;

/**
 * The list of all orders by their creation, without reading it: the orders of each day of the past are counted once
 * (`order_days`), so that the whole is a sum, and a page far down is skipped to within its own day.
 */
export const wholeOrderList: WholeList = {
  settle,
  count: (mode, settled) => sql`((SELECT coalesce(sum("orders_count"), 0)::int FROM "order_days"
      WHERE "mode" = ${mode} AND "day" < ${settled}::date)
    + (SELECT count(*)::int FROM "orders" WHERE "mode" = ${mode} AND "created_at" >= ${settled}))`,
  startOf,
};

/** By mode: up to which day this process knows the past to be counted. */
type Counted = Map<string, string>;
const shared = globalThis as typeof globalThis & { kassaOrderDays?: Counted };
const counted = (): Counted => {
  shared.kassaOrderDays ??= new Map();
  return shared.kassaOrderDays;
};

/** Counts the days that have ended since the last time: one statement, once a day in each process. */
async function settle(mode: string, now: Date): Promise<Date> {
  const day = new Date(now.getTime() - SETTLED_AFTER_MS).toISOString().slice(0, 10);
  const settled = new Date(`${day}T00:00:00Z`);
  if (counted().get(mode) === day) return settled;
  await prisma().$executeRawUnsafe(
    `WITH first AS (SELECT coalesce(
       (SELECT max("day") + 1 FROM "order_days" WHERE "mode" = $1),
       (SELECT (min("created_at") AT TIME ZONE 'UTC')::date FROM "orders" WHERE "mode" = $1)) AS "day")
     INSERT INTO "order_days" ("mode", "day", "orders_count")
     SELECT $1, d."day"::date, count(o."day")::int
     FROM first, generate_series(first."day", $2::date - 1, '1 day') d("day")
     LEFT JOIN (SELECT ("created_at" AT TIME ZONE 'UTC')::date AS "day" FROM "orders", first
       WHERE "mode" = $1 AND "created_at" >= first."day" AT TIME ZONE 'UTC'
         AND "created_at" < $2::date AT TIME ZONE 'UTC') o ON o."day" = d."day"::date
     GROUP BY 2 ON CONFLICT DO NOTHING`,
    mode,
    day,
  );
  counted().set(mode, day);
  return settled;
}

type Found = { day: string; skip: number };

/**
 * The day of the row at `offset`, and how many of its rows stand before that one. What is not counted yet stands as one
 * day, the newest. One statement; null where there are not so many orders.
 */
async function startOf(place: ListPlace): Promise<ListStart | null> {
  const { mode, offset, isDescending, settled } = place;
  const [found] = await prisma().$queryRawUnsafe<Found[]>(
    `WITH days AS (
       SELECT "day", "orders_count" AS "count" FROM "order_days" WHERE "mode" = $1 AND "day" < $3::date
       UNION ALL
       SELECT $3::date, (SELECT count(*) FROM "orders" WHERE "mode" = $1 AND "created_at" >= $3)),
     sums AS (SELECT "day", "count",
       sum("count") OVER (ORDER BY "day" ${isDescending ? "DESC" : "ASC"}) AS "upto" FROM days)
     SELECT "day"::text AS "day", ($2 - ("upto" - "count"))::int AS "skip" FROM sums
     WHERE "upto" > $2 ORDER BY "upto" LIMIT 1`,
    mode,
    offset,
    settled,
  );
  if (!found) return null;
  const time = new Date(`${found.day}T00:00:00Z`);
  // A descending list comes to its day from the next one; the newest has no next one.
  if (isDescending) time.setUTCDate(time.getUTCDate() + (time < settled ? 1 : LONG_DAYS));
  return { time, skip: found.skip };
}

/** Further than any order is dated ahead. */
const LONG_DAYS = 3_650;
