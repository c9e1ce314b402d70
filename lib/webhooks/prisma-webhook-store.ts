import "server-only";
import type { PrismaClient } from "@/generated/prisma/client";
import type { WebhookEvent, WebhookStore } from "./store";

type Row = {
  gateway_id: string;
  event_id: string;
  type: string;
  body: Uint8Array;
  payment_reference: string | null;
  our_reference: string | null;
  received_at: Date;
  attempts: number;
};

const eventOf = (row: Row): WebhookEvent => ({
  gatewayId: row.gateway_id,
  eventId: row.event_id,
  type: row.type,
  body: row.body,
  paymentReference: row.payment_reference,
  ourReference: row.our_reference,
  receivedAt: row.received_at,
  attempts: row.attempts,
});

/** The inbox on PostgreSQL. Each method is one statement. */
export function createWebhookStore(prisma: PrismaClient): WebhookStore {
  return {
    record: async (event, leaseUntil) => {
      const { gatewayId, eventId, type, body, paymentReference, ourReference, receivedAt } = event;
      const attempts = leaseUntil === null ? 0 : 1;
      const [row] = await prisma.$queryRaw<[{ duplicates: number }]>`
        INSERT INTO webhook_events
          (gateway_id, event_id, type, body, payment_reference, our_reference, received_at, attempts, next_attempt_at)
        VALUES (${gatewayId}, ${eventId}, ${type}, ${body}, ${paymentReference}, ${ourReference},
                ${receivedAt}, ${attempts}, ${leaseUntil})
        ON CONFLICT (gateway_id, event_id) DO UPDATE SET duplicates = webhook_events.duplicates + 1
        RETURNING duplicates`;
      return row.duplicates === 0 ? "new" : "duplicate";
    },
    claim: async ({ now, leaseUntil, limit, isStart }) => {
      const rows = await prisma.$queryRaw<Row[]>`
        UPDATE webhook_events SET attempts = attempts + 1, next_attempt_at = ${leaseUntil}
        WHERE (gateway_id, event_id) IN (
          SELECT gateway_id, event_id FROM webhook_events
          WHERE next_attempt_at <= CASE WHEN ${isStart} THEN 'infinity' ELSE ${now}::timestamptz END
          ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING gateway_id, event_id, type, body, payment_reference, our_reference, received_at, attempts`;
      return rows.map(eventOf).sort((a, b) => Number(a.receivedAt) - Number(b.receivedAt));
    },
    find: (gatewayId, eventId) =>
      prisma.webhookEvent.findUnique({ where: { gatewayId_eventId: { gatewayId, eventId } } }),
    finish: async ({ gatewayId, eventId, attempts }, { outcome, appliedAt, nextAttemptAt }) => {
      const { count } = await prisma.webhookEvent.updateMany({
        where: { gatewayId, eventId, attempts },
        data: { outcome, appliedAt, nextAttemptAt },
      });
      return count === 1;
    },
  };
}
