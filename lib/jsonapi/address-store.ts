import "server-only";
import type { ApiCaller } from "../auth/access-token";
import { prisma } from "../db/client";
import { text as textOf, textOrNull } from "../db/row";
import type { Actor } from "../deps";
import { isJsonObject, type JsonObject } from "../json";
import type { Address } from "../orders/order";
import type { OrderStatus } from "../orders/order-status";
import { addressesOf } from "./scopes";
import { sql, statementOf } from "./sql";

/** An order that an address stands on. */
export type AddressUse = {
  orderId: string;
  status: OrderStatus;
  /** A payment that is on its way, or holds money, was shown this address. */
  isHeld: boolean;
  isShipping: boolean;
  attributes: JsonObject;
};
export type FoundAddress = Omit<Address, "metadata" | "reference" | "referenceOrigin"> & {
  uses: readonly AddressUse[];
};

/** An address that this caller may see, and where it is used. One statement. */
export async function findAddress(id: string, caller: ApiCaller): Promise<FoundAddress | null> {
  const { text, values } = statementOf(sql`
    SELECT to_jsonb(t) AS row, (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'orderId', u.id, 'status', u.status, 'attributes', u.attributes,
        'isShipping', u.shipping_address_id = t.id,
        'isHeld', EXISTS (SELECT 1 FROM transactions a WHERE a.order_id = u.id
          AND a.kind = 'authorization' AND a.live AND a.status <> 'action_required'))), '[]')
      FROM orders u WHERE u.shipping_address_id = t.id OR u.billing_address_id = t.id) AS uses
    FROM addresses t WHERE t.id = ${id} AND (${addressesOf(caller)})`);
  const [found] = await prisma().$queryRawUnsafe<{ row: unknown; uses: AddressUse[] }[]>(
    text,
    ...values,
  );
  if (!found || !isJsonObject(found.row)) return null;
  const { row, uses } = found;
  return {
    id: textOf(row, "id"),
    business: row.business === true,
    firstName: textOrNull(row, "first_name"),
    lastName: textOrNull(row, "last_name"),
    company: textOrNull(row, "company"),
    line1: textOf(row, "line_1"),
    line2: textOrNull(row, "line_2"),
    city: textOf(row, "city"),
    zipCode: textOrNull(row, "zip_code"),
    stateCode: textOrNull(row, "state_code"),
    countryCode: textOf(row, "country_code"),
    phone: textOrNull(row, "phone"),
    email: textOrNull(row, "email"),
    notes: textOrNull(row, "notes"),
    billingInfo: textOrNull(row, "billing_info"),
    uses,
  };
}

/** What of an address a client may set, by column. */
export type AddressSet = Readonly<Record<string, string | number | boolean | JsonObject | null>>;

/**
 * Saves an address, and raises the version of the orders it stands on. False where one of them has been sold or is being
 * paid since it was read. Personal data never enters the history: it says what changed, not to what.
 */
export async function saveAddress(
  id: string,
  set: AddressSet,
  { by, now }: { by: Actor; now: Date },
): Promise<boolean> {
  const values: unknown[] = [id, now, by.kind, by.id, by.traceId, JSON.stringify(Object.keys(set))];
  const sets = Object.entries(set).map(([column, value]) => {
    const isJson = isJsonObject(value);
    const n = values.push(isJson ? JSON.stringify(value) : value);
    return `"${column}" = $${n}${isJson ? "::jsonb" : ""}`;
  });
  const rows = await prisma().$queryRawUnsafe<{ id: string }[]>(
    `WITH saved AS (UPDATE addresses t SET ${[...sets, "updated_at = $2"].join(", ")}
        WHERE id = $1 AND ${UNUSED("'draft', 'pending', 'editing'")} RETURNING id),
      ${RAISED},
      told AS (INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind,
          actor_id, trace_id, changes)
        SELECT $2, 'address.updated', 'addresses', id, $3, $4, $5,
          jsonb_build_object('changed', $6::jsonb) FROM saved RETURNING 1)
    SELECT id FROM saved`,
    ...values,
  );
  return rows.length === 1;
}

/** False where an order that was sold has it. Carts lose it. */
export async function deleteAddress(
  id: string,
  { by, now }: { by: Actor; now: Date },
): Promise<boolean> {
  const rows = await prisma().$queryRawUnsafe<{ id: string }[]>(
    `WITH saved AS (SELECT id FROM addresses t WHERE id = $1 AND ${UNUSED("'draft', 'pending'")} FOR UPDATE),
      carts AS (UPDATE orders o SET version = version + 1, updated_at = $2,
          shipping_address_id = nullif(o.shipping_address_id, saved.id),
          billing_address_id = nullif(o.billing_address_id, saved.id)
        FROM saved WHERE saved.id IN (o.shipping_address_id, o.billing_address_id) RETURNING 1),
      told AS (INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind,
          actor_id, trace_id, changes)
        SELECT $2, 'address.deleted', 'addresses', id, $3, $4, $5, '{}'::jsonb FROM saved RETURNING 1)
    DELETE FROM addresses a USING saved WHERE a.id = saved.id RETURNING a.id`,
    ...[id, now, by.kind, by.id, by.traceId],
  );
  return rows.length === 1;
}

const RAISED = `raised AS (UPDATE orders o SET version = version + 1, updated_at = $2 FROM saved
  WHERE saved.id IN (o.shipping_address_id, o.billing_address_id) RETURNING 1)`;

/** By no order but open ones, that no payment holds. */
const UNUSED = (statuses: string): string => `NOT EXISTS (SELECT 1 FROM orders u
  WHERE (u.shipping_address_id = t.id OR u.billing_address_id = t.id)
    AND (u.status NOT IN (${statuses}) OR (u.status <> 'editing' AND EXISTS (
      SELECT 1 FROM transactions a WHERE a.order_id = u.id AND a.kind = 'authorization' AND a.live
        AND a.status <> 'action_required'))))`;
