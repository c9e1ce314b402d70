import "server-only";
import { systemClock } from "@/lib/clock";
import { prisma } from "@/lib/db/client";
import { log } from "@/lib/log";
import { News, type NewsSource } from "./news";

/** What carts do is no news of payments. */
const source: NewsSource = {
  newest: async () => {
    const [row] = await prisma().$queryRaw<[{ newest: bigint }]>`
      SELECT coalesce(max(sequence), 0)::bigint AS newest FROM events`;
    return row.newest;
  },
  read: async (after, limit) => prisma().$queryRaw<{ sequence: bigint; orderId: string }[]>`
    SELECT sequence, order_id AS "orderId" FROM events
    WHERE sequence > ${after} AND order_id IS NOT NULL AND resource_type <> 'orders'
    ORDER BY sequence LIMIT ${limit}`,
};

// One a process, also when a bundler loads this file twice.
const shared = globalThis as typeof globalThis & { kassaPaymentNews?: News };

export function paymentNews(): News {
  shared.kassaPaymentNews ??= new News(source, systemClock, (error) =>
    log.warn({ error }, "Looking for news of payments failed."),
  );
  return shared.kassaPaymentNews;
}
