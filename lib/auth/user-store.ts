import "server-only";
import type { PrismaClient } from "@/lib/db/client";
import type { MerchantFacts, Role } from "./merchant";
import type { SessionClaim } from "./session-token";

export type StoredUser = {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  sessionVersion: number;
  /** Null: a password is enough. */
  totpEncrypted: string | null;
};

/** One form for one person: addresses are stored and asked for in lower case, without edges. */
export const normalEmail = (email: string): string => email.normalize("NFKC").trim().toLowerCase();

/** Null for an unknown address and for somebody who was disabled. */
export async function findUserByEmail(
  db: Pick<PrismaClient, "user">,
  email: string,
): Promise<StoredUser | null> {
  const found = await db.user.findFirst({
    where: { email: normalEmail(email), disabledAt: null },
    select: STORED,
  });
  return found === null ? null : storedOf(found);
}

export async function findUserById(
  db: Pick<PrismaClient, "user">,
  id: string,
): Promise<StoredUser | null> {
  const found = await db.user.findFirst({ where: { id, disabledAt: null }, select: STORED });
  return found === null ? null : storedOf(found);
}

const STORED = {
  ...{ id: true, email: true, name: true, passwordHash: true, sessionVersion: true },
  ...{ totpEncrypted: true, totpEnabledAt: true },
} as const;

/** A key that was made and never confirmed is none. */
const storedOf = (found: StoredUser & { totpEnabledAt: Date | null }): StoredUser => {
  const { totpEnabledAt, totpEncrypted, ...user } = found;
  return { ...user, totpEncrypted: totpEnabledAt === null ? null : totpEncrypted };
};

/** How far behind the last visit may be: a page that is read does not always write. */
const SEEN_EVERY_MS = 5 * 60_000;

/**
 * Who a session belongs to, in one statement. Null when the session has ended, and when the person is unknown,
 * disabled, or ended all sessions since (`sessionVersion`). Notes that the session is in use.
 */
export async function findSessionUser(
  db: Pick<PrismaClient, "$queryRaw">,
  claim: SessionClaim,
  now: Date,
): Promise<MerchantFacts | null> {
  const { userId, sessionId, sessionVersion } = claim;
  const seenBefore = new Date(now.getTime() - SEEN_EVERY_MS);
  const rows = await db.$queryRaw<SessionUserRow[]>`
    WITH seen AS (UPDATE user_sessions SET last_seen_at = ${now}::timestamptz
      WHERE id = ${sessionId} AND user_id = ${userId} AND ended_at IS NULL
        AND last_seen_at < ${seenBefore}::timestamptz)
    SELECT u.id, u.name, u.email, u.role, s.id AS session_id, o.name AS organization, o.time_zone
    FROM users u
    JOIN user_sessions s ON s.user_id = u.id
    CROSS JOIN (SELECT name, time_zone FROM organizations LIMIT 1) o
    WHERE u.id = ${userId} AND u.session_version = ${sessionVersion} AND u.disabled_at IS NULL
      AND s.id = ${sessionId} AND s.ended_at IS NULL AND s.expires_at > ${now}::timestamptz`;
  const [row] = rows;
  if (row === undefined) return null;
  const { id, name, email, role } = row;
  return {
    ...{ id, name, email, role },
    sessionId: row.session_id,
    organization: { name: row.organization, timeZone: row.time_zone },
  };
}

type SessionUserRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  session_id: string;
  organization: string;
  time_zone: string;
};
