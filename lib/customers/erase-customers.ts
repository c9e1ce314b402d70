import "server-only";
import type { PrismaClient } from "../db/client";
import { ERASED_AFTER_DAYS } from "./customer-columns";

const DAY_MS = 24 * 3_600_000;
/** Of one statement; who is left is next hour's. */
const BATCH = 200;

/**
 * Forgets those who asked for it long enough ago: the address book, the wallet, the sign-ins and the notes beside their orders go; names, streets, telephone
 * numbers and e-mail addresses are overwritten, on their orders too. Orders and money stay, without a person. What merchants'
 * own systems were sent, and what providers keep, is theirs to erase. One statement; answers how many.
 */
export async function eraseDueCustomers(
  db: Pick<PrismaClient, "$queryRaw">,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - ERASED_AFTER_DAYS * DAY_MS);
  const [row] = await db.$queryRaw<[{ count: number }]>`
    WITH due AS (
      SELECT id FROM customers WHERE anonymization_requested_at <= ${before} AND anonymized_at IS NULL
      ORDER BY anonymization_requested_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ), places AS (
      SELECT o.shipping_address_id AS id FROM orders o JOIN due ON o.customer_id = due.id
      UNION SELECT o.billing_address_id FROM orders o JOIN due ON o.customer_id = due.id
      UNION SELECT k.address_id FROM customer_addresses k JOIN due ON k.customer_id = due.id
    ), blank AS (
      UPDATE addresses a SET first_name = 'Erased', last_name = NULL, company = NULL, line_1 = 'Erased', line_2 = NULL,
        phone = NULL, email = NULL, notes = NULL, billing_info = NULL, lat = NULL, lng = NULL,
        metadata = '{}', reference = NULL, reference_origin = NULL, updated_at = ${now}
      FROM places WHERE a.id = places.id RETURNING 1
    ), book AS (DELETE FROM customer_addresses k USING due WHERE k.customer_id = due.id RETURNING 1),
    wallet AS (DELETE FROM customer_payment_sources k USING due WHERE k.customer_id = due.id RETURNING 1),
    tokens AS (DELETE FROM refresh_tokens k USING due WHERE k.customer_id = due.id RETURNING 1),
    receipts AS (
      UPDATE payment_sources p SET attributes = p.attributes - 'receipt_email'
      FROM orders o JOIN due ON o.customer_id = due.id
      WHERE p.order_id = o.id AND p.attributes ? 'receipt_email' RETURNING 1
    ), notes AS (
      DELETE FROM order_notes n USING orders o JOIN due ON o.customer_id = due.id
      WHERE n.order_id = o.id RETURNING 1
    ), erased AS (
      UPDATE customers c SET email = 'erased-' || c.id || '@invalid', password_hash = NULL,
        shopper_reference = NULL, profile_id = NULL, tax_exemption_code = NULL, metadata = '{}',
        reference = NULL, reference_origin = NULL, anonymized_at = ${now}, updated_at = ${now}
      FROM due WHERE c.id = due.id RETURNING c.id
    ), told AS (
      INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id, trace_id, changes)
      SELECT ${now}::timestamptz, 'customer.anonymized', 'customers', id, 'system', NULL, repeat('0', 64),
        '{}'::jsonb FROM erased RETURNING 1
    )
    SELECT count(*)::int AS count FROM erased`;
  return row.count;
}
