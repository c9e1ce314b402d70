import "server-only";
import type { PrismaClient } from "../db/client";
import { REFRESH_LIFETIME_MS } from "./refresh-token";

type Database = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

export type RefreshGrant = {
  /** One sign-in and all that was renewed from it. */
  familyId: string;
  customerId: string;
  scope: string;
};

/** By then every token of a sign-in that there is now has ended by itself. */
export const refreshEnd = (now: Date): Date => new Date(now.getTime() + REFRESH_LIFETIME_MS);
/** The first token of a sign-in. */
export async function saveRefreshToken(
  db: Database,
  grant: RefreshGrant & { hash: string; apiClientId: string },
  now: Date,
): Promise<void> {
  const { hash, familyId, apiClientId, customerId, scope } = grant;
  await db.$executeRaw`
    INSERT INTO refresh_tokens (hash, family_id, api_client_id, customer_id, scope, created_at, expires_at)
    VALUES (${hash}, ${familyId}, ${apiClientId}, ${customerId}, ${scope}, ${now}, ${refreshEnd(now)})`;
}

/** A new token for an old one, which ends with it. Of two at once one is given; null for the other, and for any that is not there. */
export async function renewRefreshToken(
  db: Database,
  { hash, newHash, apiClientId }: { hash: string; newHash: string; apiClientId: string },
  now: Date,
): Promise<RefreshGrant | null> {
  const [row] = await db.$queryRaw<{ family_id: string; customer_id: string; scope: string }[]>`
    WITH used AS (
      UPDATE refresh_tokens r SET used_at = ${now}
      WHERE hash = ${hash} AND api_client_id = ${apiClientId} AND used_at IS NULL AND expires_at > ${now}
        -- One that was renewed while its sign-in ended is not among those that were deleted.
        AND NOT EXISTS (SELECT 1 FROM revocations v WHERE v.subject = 'sid:' || r.family_id
          OR (v.subject = 'owner:' || r.customer_id AND v.revoked_at >= r.created_at))
      RETURNING family_id, api_client_id, customer_id, scope
    ), made AS (
      INSERT INTO refresh_tokens (hash, family_id, api_client_id, customer_id, scope, created_at, expires_at)
      SELECT ${newHash}, family_id, api_client_id, customer_id, scope, ${now}::timestamptz,
        ${refreshEnd(now)}::timestamptz FROM used RETURNING 1
    )
    SELECT family_id, customer_id, scope FROM used`;
  if (row === undefined) return null;
  return { familyId: row.family_id, customerId: row.customer_id, scope: row.scope };
}

/**
 * Ends the sign-in that a token belongs to, its access tokens too. `onlyUsed`: only where the token was renewed before, which
 * is how a stolen one shows. False where there is none.
 */
export async function endSignIn(
  db: Database,
  { hash, apiClientId, onlyUsed }: { hash: string; apiClientId: string; onlyUsed: boolean },
  now: Date,
): Promise<boolean> {
  const ended = await db.$executeRaw`
    WITH found AS (
      SELECT family_id FROM refresh_tokens WHERE hash = ${hash} AND api_client_id = ${apiClientId}
        AND (NOT ${onlyUsed} OR used_at IS NOT NULL)
    ), gone AS (
      DELETE FROM refresh_tokens r USING found WHERE r.family_id = found.family_id RETURNING 1
    )
    INSERT INTO revocations (subject, revoked_at, expires_at)
    SELECT 'sid:' || family_id, ${now}::timestamptz, ${refreshEnd(now)}::timestamptz FROM found
    ON CONFLICT (subject) DO UPDATE SET revoked_at = excluded.revoked_at, expires_at = excluded.expires_at`;
  return ended > 0;
}

/** Tokens and revocations that are over say nothing any more. */
export async function dropOldTokens(db: Database, now: Date): Promise<void> {
  await db.$executeRaw`DELETE FROM refresh_tokens WHERE expires_at < ${now}`;
  await db.$executeRaw`DELETE FROM revocations WHERE expires_at < ${now}`;
}
