import "server-only";
import type { PrismaClient } from "@/generated/prisma/client";
import { isJsonObject } from "../../json";
import { decrypt, encrypt } from "../../secrets";
import type { Delivery, DeliveryEnd, DeliveryStore } from "./store";

/** So many of one receiver at a time. */
const PER_WEBHOOK_MAX = 8;
const RETRIES_MAX = 10;

type Row = {
  id: string;
  attempts: number;
  retries_left: number;
  payload: unknown;
  webhook_id: string;
  callback_url: string;
  include_resources: string[];
  shared_secret_encrypted: string;
  event_id: string;
  topic: string;
  resource_type: string;
  resource_id: string;
  mode: "test" | "live";
  created_at: Date;
};

const deliveryOf = (row: Row): Delivery => ({
  id: row.id,
  attempts: row.attempts,
  retriesLeft: row.retries_left,
  webhookId: row.webhook_id,
  callbackUrl: row.callback_url,
  includeResources: row.include_resources,
  sharedSecret: () => String(decrypt(row.shared_secret_encrypted).shared_secret ?? ""),
  event: {
    id: row.event_id,
    topic: row.topic,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    mode: row.mode,
    createdAt: row.created_at,
  },
  payload: isJsonObject(row.payload) ? row.payload : null,
});

/** Deliveries on PostgreSQL: rows are the queue. Each method is one statement. */
export function createDeliveryStore(prisma: PrismaClient): DeliveryStore {
  return {
    dispatch: (now, limit) => prisma.$executeRaw`
      WITH due AS (
        SELECT id, topic, mode FROM outgoing_events WHERE dispatched_at IS NULL
        ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED),
      made AS (
        INSERT INTO event_callbacks
          (webhook_id, event_id, callback_url, next_attempt_at, created_at, updated_at)
        SELECT w.id, due.id, w.callback_url, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
        FROM due JOIN webhooks w ON w.topic = due.topic AND w.mode = due.mode AND w.disabled_at IS NULL
        ON CONFLICT DO NOTHING)
      UPDATE outgoing_events e SET dispatched_at = ${now}::timestamptz FROM due WHERE e.id = due.id`,
    claim: (input) => claim(prisma, input),
    keepPayload: async ({ id, attempts }, payload, now) => {
      const { count } = await prisma.eventCallback.updateMany({
        where: { id, attempts, state: "pending" },
        data: { payload: { ...payload }, updatedAt: now },
      });
      return count === 1;
    },
    finish: (held, end, rule, now) => finish(prisma, { held, end, rule, now }),
    replay: async (id, now) => {
      const { count } = await prisma.eventCallback.updateMany({
        where: { id, state: { in: ["delivered", "dead"] } },
        data: { state: "pending", nextAttemptAt: now, retriesLeft: RETRIES_MAX, updatedAt: now },
      });
      return count === 1;
    },
    forgetBodies: (before, limit) => prisma.$executeRaw`
      UPDATE event_callbacks SET payload = NULL WHERE id IN (
        SELECT id FROM event_callbacks
        WHERE payload IS NOT NULL AND state <> 'pending' AND updated_at < ${before} LIMIT ${limit})`,
    addWebhook: async ({ sharedSecret, includeResources, ...webhook }, now) => {
      await prisma.webhook.create({
        data: {
          ...webhook,
          includeResources: [...includeResources],
          sharedSecretEncrypted: encrypt({ shared_secret: sharedSecret }),
          createdAt: now,
          updatedAt: now,
        },
      });
    },
    resetCircuit: async (id, now) => {
      const closed = { circuitState: "closed", circuitFailureCount: 0, circuitRetryAt: null };
      const { count } = await prisma.webhook.updateMany({
        where: { id },
        data: { ...closed, updatedAt: now },
      });
      return count === 1;
    },
  };
}

async function claim(
  prisma: PrismaClient,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<readonly Delivery[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    WITH due AS (
      SELECT d.id, w.id AS webhook_id, w.circuit_state
      FROM webhooks w CROSS JOIN LATERAL (
        SELECT c.id, c.next_attempt_at FROM event_callbacks c
        WHERE c.webhook_id = w.id AND c.next_attempt_at <= ${now}::timestamptz
        ORDER BY c.next_attempt_at
        LIMIT (CASE w.circuit_state WHEN 'closed' THEN ${PER_WEBHOOK_MAX}::int ELSE 1 END)
        FOR UPDATE SKIP LOCKED) d
      WHERE w.disabled_at IS NULL
        AND (w.circuit_state = 'closed' OR w.circuit_retry_at <= ${now}::timestamptz)
      ORDER BY d.next_attempt_at LIMIT ${limit}),
    tried AS (
      UPDATE webhooks w SET circuit_retry_at = ${leaseUntil}::timestamptz FROM due
      WHERE w.id = due.webhook_id AND due.circuit_state = 'open' AND w.circuit_state = 'open')
    UPDATE event_callbacks c
    SET attempts = c.attempts + 1, next_attempt_at = ${leaseUntil}::timestamptz,
        callback_url = w.callback_url, updated_at = ${now}::timestamptz
    FROM due, webhooks w, outgoing_events e
    WHERE c.id = due.id AND w.id = c.webhook_id AND e.id = c.event_id
    RETURNING c.id, c.attempts, c.retries_left, c.payload, c.webhook_id, c.callback_url,
      w.include_resources, w.shared_secret_encrypted, c.event_id, e.topic, e.resource_type,
      e.resource_id, e.mode, e.created_at`;
  return rows.map(deliveryOf);
}

type Finish = {
  held: { id: string; attempts: number };
  end: DeliveryEnd;
  rule: { failuresMax: number; retryAt: Date };
  now: Date;
};

/** The delivery and what it says of its receiver, in one statement: of many at once, each failure counts. */
async function finish(
  prisma: PrismaClient,
  { held, end, rule, now }: Finish,
): Promise<{ isOpen: boolean } | null> {
  const isSuccess = end.circuit === "success";
  const isFailure = end.circuit === "failure";
  const [row] = await prisma.$queryRaw<[{ done: number; state: string | null }]>`
    WITH done AS (
      UPDATE event_callbacks
      SET state = ${end.state}, next_attempt_at = ${end.nextAttemptAt}::timestamptz,
          retries_left = retries_left - (CASE WHEN ${end.state} = 'pending' THEN 1 ELSE 0 END),
          response_code = ${end.responseCode}, response_message = ${end.responseMessage},
          updated_at = ${now}::timestamptz
      WHERE id = ${held.id} AND attempts = ${held.attempts} AND state = 'pending'
      RETURNING webhook_id),
    told AS (
      UPDATE webhooks w SET
        circuit_failure_count = CASE WHEN ${isSuccess} THEN 0 ELSE w.circuit_failure_count + 1 END,
        circuit_state = CASE WHEN ${isSuccess} THEN 'closed'
          WHEN w.circuit_failure_count + 1 >= ${rule.failuresMax}::int THEN 'open' ELSE w.circuit_state END,
        circuit_retry_at = CASE WHEN ${isSuccess} THEN NULL
          WHEN w.circuit_failure_count + 1 >= ${rule.failuresMax}::int THEN ${rule.retryAt}::timestamptz
          ELSE w.circuit_retry_at END,
        updated_at = ${now}::timestamptz
      FROM done
      WHERE w.id = done.webhook_id AND (${isFailure} OR (${isSuccess} AND w.circuit_failure_count > 0))
      RETURNING w.circuit_state)
    SELECT (SELECT count(*) FROM done)::int AS done, (SELECT circuit_state FROM told) AS state`;
  return row.done === 1 ? { isOpen: row.state === "open" } : null;
}
