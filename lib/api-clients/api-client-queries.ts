import "server-only";
import type { ApiClientKind, ApiMode } from "../auth/access-token";
import type { Merchant } from "../auth/merchant";
import { prisma } from "../db/client";
import type { ApiClientView } from "./api-client";

const LISTED_MAX = 200;

/** Without hashes: nothing of a secret leaves the table. */
const SELECTED = {
  ...{ id: true, name: true, kind: true, clientId: true, scope: true, mode: true },
  ...{ allowedOrigins: true, disabledAt: true, createdAt: true },
} as const;

export async function listApiClients(_: Merchant): Promise<ApiClientView[]> {
  const rows = await prisma().apiClient.findMany({
    select: SELECTED,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: LISTED_MAX,
  });
  return rows.map(({ kind, mode, disabledAt, ...row }) => ({
    ...row,
    // The database's own check allows no other values.
    kind: kind as ApiClientKind,
    mode: mode as ApiMode,
    isDisabled: disabledAt !== null,
  }));
}

export type MarketChoice = { number: number; name: string };

export async function listMarketChoices(_: Merchant): Promise<MarketChoice[]> {
  const where = { disabledAt: null };
  const select = { number: true, name: true };
  return prisma().market.findMany({ where, select, orderBy: { number: "asc" }, take: LISTED_MAX });
}
