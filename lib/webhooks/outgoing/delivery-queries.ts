import "server-only";
import type { PrismaClient } from "@/generated/prisma/client";

export type ListedDelivery = {
  id: string;
  state: string;
  topic: string;
  resourceId: string;
  callbackUrl: string;
  attempts: number;
  nextAttemptAt: Date | null;
  responseCode: string | null;
  responseMessage: string | null;
};

/** The newest deliveries, at most `limit`; `state` null: of all. */
export async function listDeliveries(
  prisma: PrismaClient,
  { state, limit }: { state: string | null; limit: number },
): Promise<readonly ListedDelivery[]> {
  const rows = await prisma.eventCallback.findMany({
    where: state === null ? {} : { state },
    orderBy: { updatedAt: "desc" },
    take: limit,
    select: {
      id: true,
      state: true,
      callbackUrl: true,
      attempts: true,
      nextAttemptAt: true,
      responseCode: true,
      responseMessage: true,
      event: { select: { topic: true, resourceId: true } },
    },
  });
  return rows.map(({ event, ...row }) => ({ ...row, ...event }));
}

export type ListedWebhook = {
  id: string;
  topic: string;
  callbackUrl: string;
  circuitState: string;
  circuitFailureCount: number;
  isEnabled: boolean;
};

/** Every receiver, by topic. */
export async function listWebhooks(prisma: PrismaClient): Promise<readonly ListedWebhook[]> {
  const rows = await prisma.webhook.findMany({ orderBy: [{ topic: "asc" }, { id: "asc" }] });
  return rows.map(({ id, topic, callbackUrl, circuitState, circuitFailureCount, disabledAt }) => {
    return { id, topic, callbackUrl, circuitState, circuitFailureCount, isEnabled: !disabledAt };
  });
}
