import "server-only";
import type { PrismaClient } from "@/generated/prisma/client";
import type { WebhookStore } from "./store";

/** The inbox on PostgreSQL. */
export function createWebhookStore(prisma: PrismaClient): WebhookStore {
  return {
    record: async (event, nextAttemptAt) => {
      const { gatewayId, eventId, type, body, paymentReference, ourReference, receivedAt } = event;
      const [row] = await prisma.$queryRaw<[{ duplicates: number }]>`
        INSERT INTO webhook_events
          (gateway_id, event_id, type, body, payment_reference, our_reference, received_at, next_attempt_at)
        VALUES (${gatewayId}, ${eventId}, ${type}, ${body}, ${paymentReference}, ${ourReference},
                ${receivedAt}, ${nextAttemptAt})
        ON CONFLICT (gateway_id, event_id) DO UPDATE SET duplicates = webhook_events.duplicates + 1
        RETURNING duplicates`;
      return row.duplicates === 0 ? "new" : "duplicate";
    },
    listDue: (now, limit) =>
      prisma.webhookEvent.findMany({
        where: { nextAttemptAt: { lte: now } },
        orderBy: { nextAttemptAt: "asc" },
        take: limit,
      }),
    find: (gatewayId, eventId) =>
      prisma.webhookEvent.findUnique({ where: { gatewayId_eventId: { gatewayId, eventId } } }),
    finish: async ({ gatewayId, eventId }, { outcome, appliedAt, nextAttemptAt }) => {
      await prisma.webhookEvent.update({
        where: { gatewayId_eventId: { gatewayId, eventId } },
        data: { outcome, appliedAt, nextAttemptAt, attempts: { increment: 1 } },
      });
    },
  };
}
