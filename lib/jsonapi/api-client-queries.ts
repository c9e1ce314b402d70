import "server-only";
import type { ApiCaller } from "../auth/access-token";
import { prisma } from "../db/client";

/** Where a client's return URLs may lead, beside the app's own origins. */
export async function findAllowedOrigins(caller: ApiCaller): Promise<readonly string[]> {
  const client = await prisma().apiClient.findUnique({
    where: { id: caller.id },
    select: { allowedOrigins: true },
  });
  return client?.allowedOrigins ?? [];
}
