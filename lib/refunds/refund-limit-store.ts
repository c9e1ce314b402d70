import "server-only";
import { prisma } from "../db/client";
import { type Told, toldOf } from "../db/told-query";

/** Above this a refund waits for a second person; null: it never does. Minor units. */
export async function findRefundLimit(currency: string): Promise<number | null> {
  const row = await prisma().refundLimit.findUnique({ where: { currencyCode: currency } });
  return row === null ? null : Number(row.limitMinor);
}

export async function setRefundLimit(
  { currency, limitMinor }: { currency: string; limitMinor: number },
  told: Told,
): Promise<void> {
  await prisma().$executeRaw`
    WITH changed AS (
      INSERT INTO refund_limits (currency_code, limit_minor, set_by, updated_at)
      VALUES (${currency}, ${limitMinor}::bigint, ${told.by.id ?? ""}, ${told.now}::timestamptz)
      ON CONFLICT (currency_code) DO UPDATE SET limit_minor = excluded.limit_minor,
        set_by = excluded.set_by, updated_at = excluded.updated_at
      RETURNING currency_code AS id
    ) ${toldOf("changed", "refund_limits", told)}`;
}

/** Nothing happens where there is none. */
export async function removeRefundLimit(currency: string, told: Told): Promise<void> {
  await prisma().$executeRaw`
    WITH removed AS (
      DELETE FROM refund_limits WHERE currency_code = ${currency} RETURNING currency_code AS id
    ) ${toldOf("removed", "refund_limits", told)}`;
}
