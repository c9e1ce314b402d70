import "server-only";
import { prisma } from "../../db/client";
import { instantOrNull, integer, type JsonRow, oneOf, text, textOrNull } from "../../db/row";
import { type Told, toldOf } from "../../db/told-query";
import { isJsonObject } from "../../json";
import { decryptOrEmpty, encrypt } from "../../secrets";
import type { WebhookFacts, WebhookKey } from "./webhook";

/** Receivers as merchants set them up. Each method is one statement, its line in the history included. */

/** `version` is the row's own in PostgreSQL: whoever writes it, a delivery too, makes another. */
export type ReadWebhook = WebhookFacts & WebhookKey & { version: string };

const webhookOfRow = (row: JsonRow): ReadWebhook => ({
  id: text(row, "id"),
  mode: oneOf(row, "mode", ["test", "live"]),
  name: textOrNull(row, "name") ?? `Webhook ${text(row, "id")}`,
  topic: text(row, "topic"),
  callbackUrl: text(row, "callback_url"),
  includeResources: Array.isArray(row.include_resources) ? row.include_resources.map(String) : [],
  sharedSecret: String(decryptOrEmpty(text(row, "shared_secret_encrypted")).shared_secret ?? ""),
  disabledAt: instantOrNull(row, "disabled_at"),
  circuit: {
    state: oneOf(row, "circuit_state", ["closed", "open"]),
    failureCount: integer(row, "circuit_failure_count"),
    retryAt: instantOrNull(row, "circuit_retry_at"),
  },
  metadata: isJsonObject(row.metadata) ? row.metadata : {},
  reference: textOrNull(row, "reference"),
  referenceOrigin: textOrNull(row, "reference_origin"),
  version: text(row, "version"),
});

export async function findWebhook({ id, mode }: WebhookKey): Promise<ReadWebhook | null> {
  const [found] = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT to_jsonb(w) || jsonb_build_object('version', w.xmin::text) AS document FROM webhooks w
    WHERE w.id = ${id} AND w.mode = ${mode}`;
  return found ? webhookOfRow(found.document) : null;
}

const sealed = ({ sharedSecret }: WebhookFacts): string => encrypt({ shared_secret: sharedSecret });

export async function insertWebhook(
  { id, mode }: WebhookKey,
  facts: WebhookFacts,
  told: Told,
): Promise<void> {
  await prisma().$executeRaw`
    WITH made AS (
      INSERT INTO webhooks (id, mode, name, topic, callback_url, include_resources,
        shared_secret_encrypted, disabled_at, metadata, reference, reference_origin, created_at,
        updated_at)
      VALUES (${id}, ${mode}, ${facts.name}, ${facts.topic}, ${facts.callbackUrl},
        ${[...facts.includeResources]}::text[], ${sealed(facts)}, ${facts.disabledAt}::timestamptz,
        ${JSON.stringify(facts.metadata)}::jsonb, ${facts.reference}, ${facts.referenceOrigin},
        ${told.now}::timestamptz, ${told.now}::timestamptz)
      RETURNING id
    )
    ${toldOf("made", "webhooks", told)}`;
}

/** False, and nothing is written, when somebody has written the row since it was read. */
export async function updateWebhook(
  { id, version }: Pick<ReadWebhook, "id" | "version">,
  facts: WebhookFacts,
  told: Told,
): Promise<boolean> {
  const { circuit } = facts;
  const [written] = await prisma().$queryRaw<[{ count: number }]>`
    WITH changed AS (
      UPDATE webhooks w SET name = ${facts.name}, topic = ${facts.topic},
        callback_url = ${facts.callbackUrl}, include_resources = ${[...facts.includeResources]}::text[],
        shared_secret_encrypted = ${sealed(facts)}, disabled_at = ${facts.disabledAt}::timestamptz,
        circuit_state = ${circuit.state}, circuit_failure_count = ${circuit.failureCount},
        circuit_retry_at = ${circuit.retryAt}::timestamptz,
        metadata = ${JSON.stringify(facts.metadata)}::jsonb, reference = ${facts.reference},
        reference_origin = ${facts.referenceOrigin}, updated_at = ${told.now}::timestamptz
      WHERE w.id = ${id} AND w.xmin::text = ${version} RETURNING w.id
    ), told AS (${toldOf("changed", "webhooks", told)})
    SELECT count(*)::int AS count FROM changed`;
  return written.count === 1;
}

/** With all its deliveries, those that are still to be made too. False when there is no such receiver. */
export async function removeWebhook({ id, mode }: WebhookKey, told: Told): Promise<boolean> {
  const [removed] = await prisma().$queryRaw<[{ count: number }]>`
    WITH removed AS (
      DELETE FROM webhooks WHERE id = ${id} AND mode = ${mode} RETURNING id
    ), told AS (${toldOf("removed", "webhooks", told)})
    SELECT count(*)::int AS count FROM removed`;
  return removed.count === 1;
}
