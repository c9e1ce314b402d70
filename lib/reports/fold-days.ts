import "server-only";
import type { PrismaClient } from "@/generated/prisma/client";

type Database = Pick<PrismaClient, "$queryRaw">;
const BATCH_MAX = 20_000;

/**
 * Makes one row of those additions to the daily sums that are alike. The sums stay what they are at every moment, because
 * each table's turn is one statement. Answers how many rows were taken. Safe to repeat, and to run on several nodes.
 */
export async function foldDays(db: Database): Promise<number> {
  return (await foldPaymentDays(db)) + (await foldCheckoutDays(db));
}

async function foldPaymentDays(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<[{ taken: number }]>`
    WITH taken AS (
      DELETE FROM payment_fact_days WHERE id IN (
        SELECT id FROM payment_fact_days WHERE NOT is_folded ORDER BY id LIMIT ${BATCH_MAX}
        FOR UPDATE SKIP LOCKED)
      RETURNING *
    ), folded AS (
      INSERT INTO payment_fact_days AS d (mode, currency_code, day, gateway_id, payment_method_id, fact,
        detail, times_count, amount_minor, is_folded)
      SELECT mode, currency_code, day, gateway_id, payment_method_id, fact, detail,
        sum(times_count), sum(amount_minor), true
      FROM taken GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
      ON CONFLICT (mode, currency_code, day, gateway_id, payment_method_id, fact, detail)
        WHERE is_folded
      DO UPDATE SET times_count = d.times_count + excluded.times_count,
        amount_minor = d.amount_minor + excluded.amount_minor
      RETURNING 1
    )
    SELECT count(*)::int AS taken FROM taken`;
  return row.taken;
}

async function foldCheckoutDays(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<[{ taken: number }]>`
    WITH taken AS (
      DELETE FROM checkout_days WHERE id IN (
        SELECT id FROM checkout_days WHERE NOT is_folded ORDER BY id LIMIT ${BATCH_MAX}
        FOR UPDATE SKIP LOCKED)
      RETURNING *
    ), folded AS (
      INSERT INTO checkout_days AS d (mode, currency_code, day, step, orders_count, is_folded)
      SELECT mode, currency_code, day, step, sum(orders_count), true
      FROM taken GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
      ON CONFLICT (mode, currency_code, day, step) WHERE is_folded
      DO UPDATE SET orders_count = d.orders_count + excluded.orders_count
      RETURNING 1
    )
    SELECT count(*)::int AS taken FROM taken`;
  return row.taken;
}
