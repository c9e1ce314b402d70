import "server-only";
import { prisma } from "../db/client";
import type { ApiClientKind, ApiMode } from "./access-token";

export type ApiClientRecord = {
  id: string;
  clientId: string;
  kind: ApiClientKind;
  mode: ApiMode;
  secretHash: string | null;
  scope: string;
  isEnabled: boolean;
};

export type MarketName = { id: string; number: number; code: string };

/**
 * What a token is made from: the client (null when nobody has this id), our organization and the
 * enabled markets.
 */
export async function findGrantFacts(clientId: string): Promise<{
  client: ApiClientRecord | null;
  organization: { id: string; slug: string };
  markets: readonly MarketName[];
}> {
  const db = prisma();
  const [client, organization, markets] = await Promise.all([
    db.apiClient.findUnique({ where: { clientId } }),
    db.organization.findFirstOrThrow({ select: { id: true, slug: true } }),
    db.market.findMany({
      where: { disabledAt: null },
      select: { id: true, number: true, code: true },
      orderBy: { number: "asc" },
    }),
  ]);
  if (client === null) return { client: null, organization, markets };
  const { id, secretHash, scope, disabledAt } = client;
  return {
    client: {
      id,
      clientId,
      // The database's own check allows no other values.
      kind: client.kind as ApiClientKind,
      mode: client.mode as ApiMode,
      secretHash,
      scope,
      isEnabled: disabledAt === null,
    },
    organization,
    markets,
  };
}
