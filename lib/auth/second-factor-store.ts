import "server-only";
import type { PrismaClient } from "@/lib/db/client";
import { type Told, toldOf } from "@/lib/db/told-query";

type Database = Pick<PrismaClient, "$queryRaw">;
type Counted = [{ count: number }];

/** False when this code's step, or a later one, was used before: a code that was looked over a shoulder is worth nothing. */
export async function takeStep(db: Database, userId: string, step: number): Promise<boolean> {
  const [{ count }] = await db.$queryRaw<Counted>`
    WITH used AS (UPDATE users SET totp_last_step = ${step}
      WHERE id = ${userId} AND (totp_last_step IS NULL OR totp_last_step < ${step}) RETURNING 1)
    SELECT count(*)::int AS count FROM used`;
  return count === 1;
}

/** False for a code that is not one of theirs, or was used. */
export async function takeRecoveryCode(
  db: Database,
  { userId, hash }: { userId: string; hash: string },
  told: Told,
): Promise<boolean> {
  const [{ count }] = await db.$queryRaw<Counted>`
    WITH changed AS (UPDATE users SET recovery_hashes = array_remove(recovery_hashes, ${hash})
      WHERE id = ${userId} AND ${hash} = ANY(recovery_hashes) RETURNING id),
    told AS (${toldOf("changed", "users", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}

/** Keeps a key that is not asked for yet. Nothing when a key counts already. */
export async function keepKey(
  db: Pick<PrismaClient, "$executeRaw">,
  userId: string,
  totpEncrypted: string,
): Promise<void> {
  await db.$executeRaw`UPDATE users SET totp_encrypted = ${totpEncrypted}, totp_last_step = NULL
    WHERE id = ${userId} AND totp_enabled_at IS NULL`;
}

export type SecondFactor = {
  totpEncrypted: string | null;
  enabledAt: Date | null;
  codesLeft: number;
};

export async function findSecondFactor(
  db: Pick<PrismaClient, "user">,
  userId: string,
): Promise<SecondFactor> {
  const found = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { totpEncrypted: true, totpEnabledAt: true, recoveryHashes: true },
  });
  const { totpEncrypted, totpEnabledAt: enabledAt, recoveryHashes } = found;
  return { totpEncrypted, enabledAt, codesLeft: recoveryHashes.length };
}

/** From now on a code is asked for. Other sessions of this person end. False when one was asked for already. */
export async function enable(
  db: Database,
  given: { userId: string; sessionId: string; step: number; recoveryHashes: readonly string[] },
  told: Told,
): Promise<boolean> {
  const [{ count }] = await db.$queryRaw<Counted>`
    WITH changed AS (UPDATE users SET totp_enabled_at = ${told.now}::timestamptz,
        totp_last_step = ${given.step}, recovery_hashes = ${[...given.recoveryHashes]}::text[]
      WHERE id = ${given.userId} AND totp_enabled_at IS NULL AND totp_encrypted IS NOT NULL
      RETURNING id),
    ended AS (UPDATE user_sessions s SET ended_at = ${told.now}::timestamptz FROM changed
      WHERE s.user_id = changed.id AND s.id <> ${given.sessionId} AND s.ended_at IS NULL),
    told AS (${toldOf("changed", "users", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}

/** A password is enough again. */
export async function disable(db: Database, userId: string, told: Told): Promise<boolean> {
  const [{ count }] = await db.$queryRaw<Counted>`
    WITH changed AS (UPDATE users SET totp_enabled_at = NULL, totp_encrypted = NULL,
        totp_last_step = NULL, recovery_hashes = ARRAY[]::text[]
      WHERE id = ${userId} AND totp_enabled_at IS NOT NULL RETURNING id),
    told AS (${toldOf("changed", "users", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}
