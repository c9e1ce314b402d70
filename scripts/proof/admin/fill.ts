// Fills a shop with payments by SQL: as many as asked for, of the last two years, in every state that payments have.
import type pg from "pg";
import { fillOrders } from "../lists/fill";

/** Of a hundred payments so many are in each state; the rest is paid. Of the last week's more are held. */
const stateOf = (count: number) => `(CASE
  WHEN n % 1000 = 7 THEN 'indeterminate' WHEN n % 100 < 10 THEN 'declined' WHEN n % 100 < 12 THEN 'failed'
  WHEN n % 1000 = 15 OR (n % 20 = 15 AND n > ${Math.floor(count * 0.99)}) THEN 'authorized'
  WHEN n % 100 < 30 AND n % 100 > 26 THEN 'refunded' WHEN n % 100 > 97 THEN 'partially_refunded' ELSE 'paid' END)`;
const orderStates = (count: number) => ({
  status: `(CASE ${stateOf(count)} WHEN 'indeterminate' THEN 'pending' WHEN 'declined' THEN 'pending'
    WHEN 'failed' THEN 'pending' WHEN 'authorized' THEN 'placed' ELSE 'approved' END)`,
  paymentStatus: `(CASE WHEN ${stateOf(count)} IN ('indeterminate', 'declined', 'failed') THEN 'unpaid'
    ELSE ${stateOf(count)} END)`,
});
const DECLINES = `(ARRAY['insufficient_funds', 'card_declined', 'card_declined', 'expired_card', 'authentication_failed'])[n % 7 % 5 + 1]`;

const SOURCES = `
  INSERT INTO payment_sources (id, type, order_id, gateway_id, payment_method_id, mode, provider_reference, attributes,
    instrument, amount_minor, currency_code, return_token, reference, created_at, updated_at)
  SELECT 'S' || lpad(n::text, 9, '0'), g.source_type, o.id, g.id, g.method_id, 'test', 'pi_' || lpad(n::text, 24, '0'), '{}',
    jsonb_build_object('card_type', 'visa', 'card_last_digits', lpad((n::bigint * 7919 % 10000)::text, 4, '0')),
    o.total_minor, CASE WHEN n % 20 = 3 THEN 'USD' WHEN n % 50 = 9 THEN 'JPY' ELSE 'EUR' END,
    'return-' || n, 'ref-' || n, o.created_at, o.created_at
  FROM generate_series($1::int, $2::int) n
  JOIN orders o ON o.id = 'O' || lpad(n::text, 9, '0')
  JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS all, id,
      CASE type WHEN 'manual_gateways' THEN 'wire_transfers' ELSE replace(type, '_gateways', '_payments') END AS source_type,
      (SELECT m.id FROM payment_methods m WHERE m.gateway_id = gateways.id ORDER BY m.id LIMIT 1) AS method_id
    FROM gateways WHERE mode = 'test') g ON g.at = n % g.all
  ORDER BY n`;

const transactions = (count: number, kind: string, amount: string, when: string) => `
  INSERT INTO transactions (id, order_id, source_id, gateway_id, kind, status, amount_minor, currency_code, attempt,
    our_reference, reference, payment_reference, decline_code, live, requested_at, settled_at, created_at, updated_at)
  SELECT '${kind[0]?.toUpperCase()}' || lpad(n::text, 9, '0'), s.order_id, s.id, s.gateway_id, '${kind}', t.status, ${amount},
    s.currency_code, ${kind === "authorization" ? "1" : "NULL"}, '${kind[0]}' || n, '${kind[0]}h_' || n,
    ${kind === "authorization" ? "s.provider_reference" : "NULL"},
    CASE WHEN t.status = 'declined' THEN ${DECLINES} END,
    ${kind === "authorization" ? "t.status NOT IN ('declined', 'failed')" : "false"}, s.created_at,
    CASE WHEN t.status <> 'indeterminate' THEN s.created_at + interval '2 seconds' END, s.created_at, s.created_at
  FROM generate_series($1::int, $2::int) n
  JOIN payment_sources s ON s.id = 'S' || lpad(n::text, 9, '0'),
    LATERAL (SELECT ${stateOf(count)} AS state) k,
    LATERAL (SELECT CASE WHEN k.state IN ('declined', 'failed', 'indeterminate') THEN k.state ELSE 'succeeded' END AS status) t
  WHERE ${when}
  ORDER BY n`;

const FILLED = ["customers", "orders", "payment_sources", "transactions"];

/** Adds payments until there are `count`, all by their creation in the order of their numbers. */
export async function fillPayments(client: pg.Client, count: number): Promise<void> {
  // What triggers and keys would check a million times is right by the way it is made, and counted at once afterwards.
  await client.query("SET session_replication_role = replica");
  await client.query("SET jit = off; SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'");
  await withoutIndexes(client, FILLED, () => fillTables(client, count));
  await client.query("VACUUM ANALYZE");
  await withoutIndexes(client, ["listed_payments"], () => countTables(client));
  // The pages read it from here on as the app does: with triggers.
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM ANALYZE");
}

/** The indexes are made at once afterwards: row by row they take several times as long. */
async function withoutIndexes(client: pg.Client, tables: string[], work: () => Promise<void>) {
  const { rows } = await client.query<{ name: string; made: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made
     FROM pg_index i WHERE i.indrelid = ANY ($1::regclass[])
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await work();
  for (const { made } of rows) await client.query(made);
}

async function fillTables(client: pg.Client, count: number): Promise<void> {
  await fillOrders(client, count, orderStates(count));
  const { rows } = await client.query<{ first: number }>(
    "SELECT count(*)::int + 1 AS first FROM payment_sources WHERE id LIKE 'S0%'",
  );
  const range = [rows[0]?.first ?? 1, count];
  const add = async (kind: string, amount: string, when: string) => {
    await client.query(transactions(count, kind, amount, when), range);
    // Without figures of what is there by now the next steps would be planned for empty tables.
    await client.query("ANALYZE transactions");
  };
  await client.query(SOURCES, range);
  await client.query("ANALYZE payment_sources");
  await add("authorization", "s.amount_minor", "true");
  await add("capture", "s.amount_minor", "k.state IN ('paid', 'refunded', 'partially_refunded')");
  await add(
    "refund",
    "CASE k.state WHEN 'refunded' THEN s.amount_minor ELSE s.amount_minor / 3 END",
    "k.state IN ('refunded', 'partially_refunded')",
  );
  await client.query(
    `INSERT INTO attention_items (id, kind, order_id, source_id, what, stamp, opened_at)
     SELECT 'unknown_outcome:' || s.id, 'unknown_outcome', s.order_id, s.id, '{}', '', s.created_at
     FROM payment_sources s WHERE s.id LIKE 'S0%7' AND s.id LIKE '%007' ON CONFLICT DO NOTHING`,
  );
}

/** What triggers would have kept. */
async function countTables(client: pg.Client): Promise<void> {
  await client.query("TRUNCATE listed_payments");
  for (const counted of [
    "list_all_payments",
    "payment_fact_days_recount",
    "checkout_days_recount",
  ]) {
    await client.query(`SELECT ${counted}()`);
  }
}
