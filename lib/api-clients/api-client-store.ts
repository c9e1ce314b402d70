import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { TOKEN_LIFETIME_SECONDS } from "../auth/access-token";
import { prisma } from "../db/client";
import { type Told, toldOf } from "../db/told-query";
import type { ApiClientGiven } from "./api-client";

/** Each method is one statement, its line in the history included. */

type Counted = [{ count: number }];

export async function insertApiClient(
  made: ApiClientGiven & { id: string; clientId: string; secretHash: string | null },
  told: Told,
): Promise<void> {
  await prisma().$executeRaw`
    WITH made AS (
      INSERT INTO api_clients (id, name, kind, client_id, secret_hash, scope, mode, allowed_origins,
        created_at, updated_at)
      VALUES (${made.id}, ${made.name}, ${made.kind}, ${made.clientId}, ${made.secretHash},
        ${made.scope}, ${made.mode}, ${[...made.allowedOrigins]}::text[], ${told.now}::timestamptz,
        ${told.now}::timestamptz) RETURNING id
    ) ${toldOf("made", "api_clients", told)}`;
}

/** A new secret; false for a client that has none. Tokens that the old one brought end with it. */
export async function replaceSecret(id: string, secretHash: string, told: Told): Promise<boolean> {
  const [{ count }] = await prisma().$queryRaw<Counted>`
    WITH changed AS (UPDATE api_clients SET secret_hash = ${secretHash},
        updated_at = ${told.now}::timestamptz
      WHERE id = ${id} AND secret_hash IS NOT NULL RETURNING id),
    ended AS (${endTokens(told)}),
    told AS (${toldOf("changed", "api_clients", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}

/** Off and on. Off ends its tokens. */
export async function switchApiClient(
  id: string,
  isDisabled: boolean,
  told: Told,
): Promise<boolean> {
  const disabledAt = isDisabled ? told.now : null;
  const ended = isDisabled ? Prisma.sql`ended AS (${endTokens(told)}),` : Prisma.empty;
  const [{ count }] = await prisma().$queryRaw<Counted>`
    WITH changed AS (UPDATE api_clients SET disabled_at = ${disabledAt}::timestamptz,
        updated_at = ${told.now}::timestamptz
      WHERE id = ${id} AND (disabled_at IS NULL) = ${isDisabled} RETURNING id),
    ${ended}
    told AS (${toldOf("changed", "api_clients", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}

export async function changeOrigins(
  id: string,
  origins: readonly string[],
  told: Told,
): Promise<boolean> {
  const [{ count }] = await prisma().$queryRaw<Counted>`
    WITH changed AS (UPDATE api_clients SET allowed_origins = ${[...origins]}::text[],
        updated_at = ${told.now}::timestamptz WHERE id = ${id} RETURNING id),
    told AS (${toldOf("changed", "api_clients", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}

/** All tokens of a client that were made until now. */
function endTokens({ now }: Told): Prisma.Sql {
  const expiresAt = new Date(now.getTime() + TOKEN_LIFETIME_SECONDS.sales_channel * 1000);
  return Prisma.sql`INSERT INTO revocations (subject, revoked_at, expires_at)
    SELECT 'client:' || id, ${now}::timestamptz, ${expiresAt}::timestamptz FROM changed
    ON CONFLICT (subject) DO UPDATE SET revoked_at = excluded.revoked_at,
      expires_at = excluded.expires_at`;
}
