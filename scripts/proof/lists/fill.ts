// Fills a shop with orders by SQL: as many as asked for, of the last two years, with customers, in every state that a shop has.
import type pg from "pg";

/** What the n-th order has come to, in SQL. */
export type OrderStates = { status: string; paymentStatus: string };

const STATES: OrderStates = {
  status:
    "(ARRAY['pending', 'approved', 'approved', 'approved', 'placed', 'cancelled'])[n % 6 + 1]",
  paymentStatus: "(ARRAY['unpaid', 'paid', 'paid', 'paid', 'authorized', 'unpaid'])[n % 6 + 1]",
};

/** Adds orders until there are `count`, all by their creation in the order of their numbers. */
export async function fillOrders(
  client: pg.Client,
  count: number,
  { status, paymentStatus }: OrderStates = STATES,
): Promise<void> {
  await client.query(
    `INSERT INTO customers (id, mode, email, created_at, updated_at)
     SELECT 'C' || lpad(n::text, 9, '0'), 'test', 'shopper-' || n || '@shop.example', now(), now()
     FROM generate_series((SELECT count(*) FROM customers WHERE id LIKE 'C0%') + 1, $1) n`,
    [Math.ceil(count / 4)],
  );
  await client.query(
    `INSERT INTO orders (id, token, mode, market_id, customer_id, status, payment_status, currency_code,
       tax_included, tax_rate, subtotal_minor, total_minor, placed_at, payment_updated_at, created_at, updated_at)
     SELECT 'O' || lpad(n::text, 9, '0'), 'token-' || n, 'test', m.id, 'C' || lpad((n % $2 + 1)::text, 9, '0'), s.status,
       ${paymentStatus},
       'EUR', true, 0.19, 1000 + n % 9000, 1000 + n % 9000,
       CASE WHEN s.status IN ('placed', 'approved') THEN t.at + interval '5 minutes' END,
       CASE WHEN s.status IN ('placed', 'approved') THEN t.at END, t.at, t.at
     FROM generate_series((SELECT count(*) FROM orders WHERE id LIKE 'O0%') + 1, $1) n,
       LATERAL (SELECT ${status} AS status) s,
       LATERAL (SELECT now() - interval '730 days' + interval '730 days' * (n::float8 / $1) AS at) t,
       (SELECT id FROM markets LIMIT 1) m
     ORDER BY n`,
    [count, Math.ceil(count / 4)],
  );
  await client.query("VACUUM ANALYZE");
}
