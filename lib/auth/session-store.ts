import "server-only";
import type { PrismaClient } from "@/lib/db/client";
import { randomLetters } from "@/lib/ids";
import { SESSION_SECONDS, type SessionClaim } from "./session-token";
import type { StoredUser } from "./user-store";

/** Where a session is begun: what its person will know it by. */
export type SessionPlace = { address: string | null; userAgent: string | null };

const USER_AGENT_LENGTH_MAX = 400;

/** A new session of a person whose password, and code where one is asked for, were right. One statement. */
export async function startSession(
  db: Pick<PrismaClient, "$executeRaw">,
  user: Pick<StoredUser, "id" | "sessionVersion">,
  { address, userAgent }: SessionPlace,
  now: Date,
): Promise<SessionClaim> {
  const sessionId = randomLetters() + randomLetters();
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  const agent = userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null;
  await db.$executeRaw`
    WITH noted AS (UPDATE users SET last_sign_in_at = ${now}::timestamptz WHERE id = ${user.id}),
    old AS (DELETE FROM user_sessions WHERE expires_at < ${now}::timestamptz - interval '30 days')
    INSERT INTO user_sessions (id, user_id, address, user_agent, started_at, last_seen_at, expires_at)
    VALUES (${sessionId}, ${user.id}, ${address}, ${agent}, ${now}::timestamptz, ${now}::timestamptz,
      ${expiresAt}::timestamptz)`;
  return { userId: user.id, sessionVersion: user.sessionVersion, sessionId };
}

/** At its next page the browser is signed out. Ended twice is ended once. */
export async function endSession(
  db: Pick<PrismaClient, "$executeRaw">,
  { userId, sessionId }: { userId: string; sessionId: string },
  now: Date,
): Promise<void> {
  await db.$executeRaw`UPDATE user_sessions SET ended_at = ${now}::timestamptz
    WHERE id = ${sessionId} AND user_id = ${userId} AND ended_at IS NULL`;
}
