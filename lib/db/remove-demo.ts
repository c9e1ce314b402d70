import "server-only";
import { systemClock } from "../clock";
import type { PrismaClient } from "./client";

/**
 * Removes the demo's people and API clients and switches its gateways off, so that live keys may be used. Orders and
 * payments stay: they are history.
 */
export async function removeDemo(
  database: PrismaClient,
): Promise<{ people: number; clients: number; gateways: number }> {
  const disabledAt = systemClock.now();
  const [people, clients, gateways] = await database.$transaction([
    database.user.deleteMany({ where: { isDemo: true } }),
    database.apiClient.deleteMany({ where: { isDemo: true } }),
    database.gateway.updateMany({
      where: { isDemo: true, disabledAt: null },
      data: { disabledAt },
    }),
  ]);
  return { people: people.count, clients: clients.count, gateways: gateways.count };
}
