import "server-only";
import { prisma } from "../db/client";
import { flag, instantOrNull, type JsonRow, oneOf, text, textOrNull } from "../db/row";
import { type Told, toldOf } from "../db/told-query";
import { GATEWAY_TYPES } from "../gateway-types";
import { isJsonObject, type JsonObject } from "../json";
import { decrypt, encrypt } from "../secrets";
import type { CheckError, GatewayFacts, GatewayKey, StoredGateway } from "./gateway";

/** Gateways as merchants set them up. Each method is one statement, its line in the history included. */

/** `version` is the row's own in PostgreSQL: whoever writes it, a circuit too, makes another. */
export type ReadGateway = StoredGateway & { version: string };

const objectOf = (row: JsonRow, column: string): JsonObject => {
  const value = row[column];
  return isJsonObject(value) ? value : {};
};

const gatewayOfRow = (row: JsonRow): ReadGateway => ({
  id: text(row, "id"),
  type: oneOf(row, "type", GATEWAY_TYPES),
  mode: oneOf(row, "mode", ["test", "live"]),
  name: text(row, "name"),
  settings: objectOf(row, "settings"),
  credentials: decrypt(text(row, "credentials_encrypted")),
  forcePayments: flag(row, "force_payments"),
  disabledAt: instantOrNull(row, "disabled_at"),
  webhookEndpointId: textOrNull(row, "webhook_endpoint_id"),
  metadata: objectOf(row, "metadata"),
  reference: textOrNull(row, "reference"),
  referenceOrigin: textOrNull(row, "reference_origin"),
  version: text(row, "version"),
});

export async function findGateway({ id, type, mode }: GatewayKey): Promise<ReadGateway | null> {
  const [found] = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT to_jsonb(g) || jsonb_build_object('version', g.xmin::text) AS document FROM gateways g
    WHERE g.id = ${id} AND g.type = ${type} AND g.mode = ${mode}`;
  return found ? gatewayOfRow(found.document) : null;
}

/** False where there is one of this id already, and nothing is written. */
export async function insertGateway(
  gateway: StoredGateway & { webhookEndpointUrl: string },
  told: Told,
): Promise<boolean> {
  const { id, type, mode, settings, metadata } = gateway;
  const lines = await prisma().$executeRaw`
    WITH made AS (
      INSERT INTO gateways (id, type, mode, name, settings, credentials_encrypted, force_payments,
        disabled_at, webhook_endpoint_url, metadata, reference, reference_origin, created_at, updated_at)
      VALUES (${id}, ${type}, ${mode}, ${gateway.name}, ${JSON.stringify(settings)}::jsonb,
        ${encrypt(gateway.credentials)}, ${gateway.forcePayments}, ${gateway.disabledAt}::timestamptz,
        ${gateway.webhookEndpointUrl}, ${JSON.stringify(metadata)}::jsonb, ${gateway.reference},
        ${gateway.referenceOrigin}, ${told.now}::timestamptz, ${told.now}::timestamptz)
      ON CONFLICT (id) DO NOTHING RETURNING id
    )
    ${toldOf("made", type, told)}`;
  return lines === 1;
}

/** False, and nothing is written, when somebody has written the row since it was read. */
export async function updateGateway(
  { id, type, version }: Pick<ReadGateway, "id" | "type" | "version">,
  facts: GatewayFacts,
  told: Told,
): Promise<boolean> {
  const [written] = await prisma().$queryRaw<[{ count: number }]>`
    WITH changed AS (
      UPDATE gateways g SET name = ${facts.name}, settings = ${JSON.stringify(facts.settings)}::jsonb,
        credentials_encrypted = ${encrypt(facts.credentials)}, force_payments = ${facts.forcePayments},
        disabled_at = ${facts.disabledAt}::timestamptz,
        webhook_endpoint_id = ${facts.webhookEndpointId},
        metadata = ${JSON.stringify(facts.metadata)}::jsonb, reference = ${facts.reference},
        reference_origin = ${facts.referenceOrigin}, updated_at = ${told.now}::timestamptz
      WHERE g.id = ${id} AND g.xmin::text = ${version} RETURNING g.id
    ), told AS (${toldOf("changed", type, told)})
    SELECT count(*)::int AS count FROM changed`;
  return written.count === 1;
}

/** Keeps what the provider answered when it was asked about the credentials; null: it takes them. */
export async function noteCheck(
  { id, type }: Pick<GatewayKey, "id" | "type">,
  error: CheckError | null,
  told: Told,
): Promise<void> {
  await prisma().$executeRaw`
    WITH changed AS (
      UPDATE gateways SET checked_at = ${told.now}::timestamptz,
        check_code = ${error?.code ?? null}, check_detail = ${error?.detail ?? null}
      WHERE id = ${id} RETURNING id
    )
    ${toldOf("changed", type, told)}`;
}

/**
 * Only what nothing hangs on: no payment method, no payment, nothing in the books. Events that its provider sent about
 * no payment of ours go with it.
 */
export async function removeGateway(
  { id, type, mode }: GatewayKey,
  told: Told,
): Promise<"removed" | "in_use" | "not_found"> {
  const [row] = await prisma().$queryRaw<[{ found: number; removed: number }]>`
    WITH found AS (
      SELECT id FROM gateways WHERE id = ${id} AND type = ${type} AND mode = ${mode} FOR UPDATE
    ), free AS (
      SELECT f.id FROM found f WHERE NOT EXISTS (SELECT 1 FROM payment_methods x WHERE x.gateway_id = f.id)
        AND NOT EXISTS (SELECT 1 FROM payment_sources x WHERE x.gateway_id = f.id)
        AND NOT EXISTS (SELECT 1 FROM transactions x WHERE x.gateway_id = f.id)
        AND NOT EXISTS (SELECT 1 FROM disputes x WHERE x.gateway_id = f.id)
        AND NOT EXISTS (SELECT 1 FROM reconciliation_runs x WHERE x.gateway_id = f.id)
    ), unheard AS (
      DELETE FROM webhook_events e USING free WHERE e.gateway_id = free.id RETURNING 1
    ), removed AS (
      DELETE FROM gateways g USING free WHERE g.id = free.id RETURNING g.id
    ), told AS (${toldOf("removed", type, told)})
    SELECT (SELECT count(*)::int FROM found) AS found, (SELECT count(*)::int FROM removed) AS removed`;
  if (row.removed === 1) return "removed";
  return row.found === 1 ? "in_use" : "not_found";
}
