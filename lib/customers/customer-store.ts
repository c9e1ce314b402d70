import "server-only";
import { refreshEnd } from "../auth/refresh-token-store";
import { prisma } from "../db/client";
import type { Actor } from "../deps";
import { isJsonObject, type JsonObject } from "../json";
import { CUSTOMER_ROW } from "./customer-columns";

type By = { by: Actor; now: Date };

export type NewCustomer = {
  id: string;
  mode: "test" | "live";
  email: string;
  passwordHash: string | null;
  shopperReference: string | null;
  profileId: string | null;
  taxExemptionCode: string | null;
  metadata: JsonObject;
  reference: string | null;
  referenceOrigin: string | null;
};

/**
 * A new customer, as their row. One whom only guests' orders have made so far is taken over: nothing is known of them that
 * signing up would show. Null where the address is a customer's already. One statement.
 */
export async function insertCustomer(
  given: NewCustomer,
  { by, now }: By,
): Promise<JsonObject | null> {
  const [found] = await prisma().$queryRawUnsafe<{ row: unknown }[]>(
    `WITH t AS (
      INSERT INTO customers AS c (id, mode, email, password_hash, is_known, shopper_reference, profile_id,
        tax_exemption_code, metadata, reference, reference_origin, created_at, updated_at)
      VALUES ($1, $2, $3, $4, true, $5, $6, $7, $8::jsonb, $9, $10, $11, $11)
      ON CONFLICT (mode, email) DO UPDATE SET password_hash = excluded.password_hash, is_known = true,
        shopper_reference = excluded.shopper_reference, profile_id = excluded.profile_id,
        tax_exemption_code = excluded.tax_exemption_code, metadata = excluded.metadata,
        reference = excluded.reference, reference_origin = excluded.reference_origin,
        updated_at = excluded.updated_at
      WHERE ${UNCLAIMED} RETURNING *
    ), told AS (
      INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id, trace_id, changes)
      SELECT $11, 'customer.created', 'customers', id, $12, $13, $14, '{}'::jsonb FROM t RETURNING 1
    )
    SELECT ${CUSTOMER_ROW} AS row FROM t`,
    given.id,
    given.mode,
    given.email,
    given.passwordHash,
    given.shopperReference,
    given.profileId,
    given.taxExemptionCode,
    JSON.stringify(given.metadata),
    given.reference,
    given.referenceOrigin,
    now,
    by.kind,
    by.id,
    by.traceId,
  );
  return found && isJsonObject(found.row) ? found.row : null;
}

/** Only guests' orders have made them. */
const UNCLAIMED = `NOT c.is_known AND c.password_hash IS NULL
  AND NOT EXISTS (SELECT 1 FROM customer_addresses x WHERE x.customer_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM customer_payment_sources x WHERE x.customer_id = c.id)`;

/** `customer_password` of an order: its customer signs up. False where they have already. */
export async function signUpByOrder(
  orderId: string,
  passwordHash: string,
  { by, now }: By,
): Promise<boolean> {
  const count = await prisma().$executeRaw`
    WITH saved AS (
      UPDATE customers c SET password_hash = ${passwordHash}, is_known = true, updated_at = ${now}
      FROM orders o WHERE o.id = ${orderId} AND o.customer_id = c.id AND c.mode = o.mode
        AND NOT c.is_known AND c.password_hash IS NULL
        AND NOT EXISTS (SELECT 1 FROM customer_addresses x WHERE x.customer_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM customer_payment_sources x WHERE x.customer_id = c.id)
      RETURNING c.id
    )
    INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id, trace_id, changes)
    SELECT ${now}::timestamptz, 'customer.updated', 'customers', id, ${by.kind}, ${by.id}, ${by.traceId},
      '{"changed": ["password"]}'::jsonb FROM saved`;
  return count === 1;
}

/** What `signUpByOrder` asks: nobody has signed up as them, nor left anything with them. Also true of who is not there yet. */
export async function maySignUp(customerId: string): Promise<boolean> {
  const rows = await prisma().$queryRawUnsafe<unknown[]>(
    `SELECT 1 FROM customers c WHERE c.id = $1 AND NOT (${UNCLAIMED})`,
    customerId,
  );
  return rows.length === 0;
}

/** The customer of this mode who has the address; null: nobody yet. */
export async function findCustomerId(mode: string, email: string): Promise<string | null> {
  const found = await prisma().customer.findUnique({
    where: { mode_email: { mode, email } },
    select: { id: true },
  });
  return found?.id ?? null;
}

export async function keepsAddress(customerId: string, addressId: string): Promise<boolean> {
  const where = { customerId, addressId };
  return (await prisma().customerAddress.findFirst({ where, select: { id: true } })) !== null;
}

/** True when another customer of this mode has the address. */
export async function isEmailTaken(id: string, mode: string, email: string): Promise<boolean> {
  const other = await findCustomerId(mode, email);
  return other !== null && other !== id;
}

/** And not carried out. */
export async function isAnonymizationAsked(id: string): Promise<boolean> {
  const where = { id, anonymizationRequestedAt: { not: null }, anonymizedAt: null };
  return (await prisma().customer.findFirst({ where, select: { id: true } })) !== null;
}

/** Every sign-in of a customer is over: refresh tokens are gone, access tokens made until now are refused. One statement. */
export async function endCustomerSignIns(customerId: string, now: Date): Promise<void> {
  await prisma().$executeRaw`
    WITH gone AS (DELETE FROM refresh_tokens WHERE customer_id = ${customerId} RETURNING 1)
    INSERT INTO revocations (subject, revoked_at, expires_at)
    VALUES (${`owner:${customerId}`}, ${now}, ${refreshEnd(now)})
    ON CONFLICT (subject) DO UPDATE SET revoked_at = excluded.revoked_at, expires_at = excluded.expires_at`;
}

/** Null where there is none, or of the other mode. */
export const findCustomer = (
  id: string,
  mode: string,
): Promise<{ id: string; email: string } | null> =>
  prisma().customer.findFirst({ where: { id, mode }, select: { id: true, email: true } });

/** By e-mail address; one is made where nobody has it. */
export async function customerOfEmail(
  given: { id: string; mode: string; email: string },
  now: Date,
): Promise<string> {
  const { id, mode, email } = given;
  const [row] = await prisma().$queryRaw<[{ id: string }]>`
    INSERT INTO customers (id, mode, email, is_known, created_at, updated_at)
    VALUES (${id}, ${mode}, ${email}, true, ${now}, ${now})
    ON CONFLICT (mode, email) DO UPDATE SET is_known = true, updated_at = excluded.updated_at RETURNING id`;
  return row.id;
}
