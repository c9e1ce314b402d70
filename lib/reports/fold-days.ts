import "server-only";
import type { PrismaClient } from "@/generated/prisma/client";

const BATCH_MAX = 20_000;

/**
 * Makes one row of those days' additions that are alike. The sums stay what they are at every moment, because it is one
 * statement. Answers how many rows it took. Safe to repeat, and to run on several nodes.
 */
export async function foldPaymentDays(db: Pick<PrismaClient, "$queryRaw">): Promise<number> {
  const [row] = await db.$queryRaw<[{ taken: number }]>`
    WITH taken AS (
      DELETE FROM payment_days WHERE id IN (
        SELECT id FROM payment_days WHERE NOT is_folded ORDER BY id LIMIT ${BATCH_MAX}
        FOR UPDATE SKIP LOCKED)
      RETURNING *
    ), folded AS (
      INSERT INTO payment_days AS d (mode, currency_code, day, gateway_id, payment_method_id, fact,
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
