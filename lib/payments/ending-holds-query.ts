import "server-only";
import { Prisma } from "@/generated/prisma/client";

const SOON_DAYS = 2;
/** As `authorizationDaysOf` reads it. */
const HOLD_DAYS = Prisma.sql`CASE WHEN g.settings->>'authorization_days' ~ '^[1-9][0-9]{0,2}$'
  THEN (g.settings->>'authorization_days')::int ELSE 7 END`;
const HOLD_ENDS = Prisma.sql`t.settled_at + make_interval(days => ${HOLD_DAYS})`;

/**
 * How many authorized orders, of those that `orders` says of `o`, the provider lets go within two days, and when the first
 * of them: `soon_count`, `soonest_at`. By the index of what is to be captured: only what was authorized so long ago is looked
 * at, by the shortest and the longest hold, with a day to spare.
 */
export const endingHolds = (now: Date, orders: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT count(*)::int AS soon_count, min(${HOLD_ENDS}) AS soonest_at
  FROM orders o
  JOIN transactions t ON t.order_id = o.id AND t.kind = 'authorization' AND t.live
    AND t.status = 'succeeded'
  JOIN gateways g ON g.id = t.gateway_id
  WHERE o.payment_status = 'authorized' AND ${orders} AND ${HOLD_ENDS} > ${now}::timestamptz
    AND ${HOLD_ENDS} <= ${now}::timestamptz + make_interval(days => ${SOON_DAYS}::int)
    AND o.payment_updated_at >= (SELECT ${now}::timestamptz
      - make_interval(days => max(${HOLD_DAYS}) + 1) FROM gateways g)
    AND o.payment_updated_at <= (SELECT ${now}::timestamptz
      - make_interval(days => min(${HOLD_DAYS}) - ${SOON_DAYS}::int - 1) FROM gateways g)`;
