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
};

/** One form for one person: addresses are stored and asked for in lower case, without edges. */
export const normalEmail = (email: string): string => email.normalize("NFKC").trim().toLowerCase();

/** Null for an unknown address and for somebody who was disabled. */
export async function findUserByEmail(
  db: Pick<PrismaClient, "user">,
  email: string,
): Promise<StoredUser | null> {
  return db.user.findFirst({
    where: { email: normalEmail(email), disabledAt: null },
    select: { id: true, email: true, name: true, passwordHash: true, sessionVersion: true },
  });
}

export async function recordSignIn(
  db: Pick<PrismaClient, "user">,
  userId: string,
  now: Date,
): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { lastSignInAt: now } });
}

/**
 * Who a session belongs to, in one statement. Null when the person is unknown, disabled, or ended
 * all sessions since (`sessionVersion`).
 */
export async function findSessionUser(
  db: Pick<PrismaClient, "$queryRaw">,
  claim: SessionClaim,
): Promise<MerchantFacts | null> {
  const rows = await db.$queryRaw<SessionUserRow[]>`
    SELECT u.id, u.name, u.email, u.role, o.name AS organization, o.time_zone
    FROM users u CROSS JOIN (SELECT name, time_zone FROM organizations LIMIT 1) o
    WHERE u.id = ${claim.userId} AND u.session_version = ${claim.sessionVersion}
      AND u.disabled_at IS NULL`;
  const [row] = rows;
  if (row === undefined) return null;
  const { id, name, email, role } = row;
  return {
    id,
    name,
    email,
    role,
    organization: { name: row.organization, timeZone: row.time_zone },
  };
}

type SessionUserRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  organization: string;
  time_zone: string;
};

/** Ends every session of this person, at the next page each of them asks for. */
export async function endSessions(db: Pick<PrismaClient, "user">, userId: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
}
