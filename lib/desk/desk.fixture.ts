import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { addShop, MERCHANT } from "@/lib/payments/payments.fixture";

export const LOOKER: Merchant = MERCHANT;
export const ORDERS_COUNT = 4_000;

/**
 * A shop with thousands of orders, a minute apart: every fourth is a cart, every hundredth in dollars, every fiftieth
 * archived; each tenth order is of the same customer, Mara Vogel, the others of one each.
 */
export async function addManyOrders(db: PrismaClient): Promise<void> {
  await addShop(db);
  await db.$executeRaw`
    INSERT INTO customers (id, mode, email, is_known, created_at, updated_at)
    SELECT 'c' || n, 'test', CASE n WHEN 0 THEN 'mara.vogel@example.com' ELSE 'buyer' || n || '@example.com' END,
      false, timestamptz '2026-01-01' + n * interval '1 minute', now()
    FROM generate_series(0, ${ORDERS_COUNT}) n`;
  await db.$executeRaw`
    INSERT INTO addresses (id, first_name, last_name, line_1, city, country_code, created_at, updated_at)
    SELECT 'a' || n, CASE n WHEN 0 THEN 'Mara' ELSE 'First' || n END, CASE n WHEN 0 THEN 'Vogel' ELSE 'Last' || n END,
      'Street 1', 'Berlin', 'DE', now(), now() FROM generate_series(0, ${ORDERS_COUNT}) n`;
  await db.$executeRaw`
    INSERT INTO orders (id, token, mode, market_id, customer_id, shipping_address_id, status, payment_status,
      currency_code, tax_included, tax_rate, total_minor, reference, archived_at, placed_at, created_at, updated_at)
    SELECT 'o' || n, 'token' || n, 'test', 'market',
      CASE WHEN n % 10 = 0 THEN 'c0' ELSE 'c' || n END, CASE WHEN n % 10 = 0 THEN 'a0' ELSE 'a' || n END,
      CASE WHEN n % 4 = 0 THEN 'draft' ELSE 'placed' END, CASE WHEN n % 4 = 0 THEN 'unpaid' ELSE 'authorized' END,
      CASE WHEN n % 100 = 1 THEN 'USD' ELSE 'EUR' END, true, 0.19, 1000 + n, 'ref-' || n,
      CASE WHEN n % 50 = 1 THEN now() END, CASE WHEN n % 4 = 0 THEN NULL ELSE now() END,
      timestamptz '2026-01-01' + n * interval '1 minute', now()
    FROM generate_series(1, ${ORDERS_COUNT}) n`;
  await db.$executeRawUnsafe("ANALYZE");
}
