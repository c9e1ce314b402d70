import "server-only";
import type { Role } from "../auth/merchant";
import { prisma } from "../db/client";
import { type Told, toldOf } from "../db/told-query";

/** Each method is one atomic database transaction, its line in the history included. */

export type NewInvitation = {
  id: string;
  email: string;
  role: Role;
  tokenHash: string;
  invitedBy: string;
  expiresAt: Date;
};

type Counted = [{ count: number }];

/** An open one of the same address is withdrawn by it. False when somebody of this address may sign in already. */
export async function insertInvitation(made: NewInvitation, told: Told): Promise<boolean> {
  const { id, email, role, tokenHash, invitedBy, expiresAt } = made;
  const [, [{ count }]] = await prisma().$transaction([
    prisma().$executeRaw`UPDATE invitations SET withdrawn_at = ${told.now}::timestamptz
      WHERE email = ${email} AND accepted_at IS NULL AND withdrawn_at IS NULL`,
    prisma().$queryRaw<Counted>`
      WITH made AS (
        INSERT INTO invitations (id, email, role, token_hash, invited_by, created_at, expires_at)
        SELECT ${id}, ${email}, ${role}, ${tokenHash}, ${invitedBy}, ${told.now}::timestamptz,
          ${expiresAt}::timestamptz
        WHERE NOT EXISTS (SELECT 1 FROM users WHERE email = ${email}) RETURNING id
      ), told AS (${toldOf("made", "invitations", told)})
      SELECT count(*)::int AS count FROM made`,
  ]);
  return count === 1;
}

export async function withdrawInvitation(id: string, told: Told): Promise<boolean> {
  const [{ count }] = await prisma().$queryRaw<Counted>`
    WITH changed AS (UPDATE invitations SET withdrawn_at = ${told.now}::timestamptz
      WHERE id = ${id} AND accepted_at IS NULL AND withdrawn_at IS NULL RETURNING id),
    told AS (${toldOf("changed", "invitations", told)})
    SELECT count(*)::int AS count FROM changed`;
  return count === 1;
}

export type NewPerson = { id: string; name: string; passwordHash: string };

/** The invitation becomes a person. False, and nobody is made, when it does not count any more. */
export async function acceptInvitation(
  invitationId: string,
  { id, name, passwordHash }: NewPerson,
  told: Told,
): Promise<boolean> {
  const [{ count }] = await prisma().$queryRaw<Counted>`
    WITH accepted AS (UPDATE invitations SET accepted_at = ${told.now}::timestamptz
      WHERE id = ${invitationId} AND accepted_at IS NULL AND withdrawn_at IS NULL
        AND expires_at > ${told.now}::timestamptz RETURNING email, role),
    made AS (INSERT INTO users (id, email, name, password_hash, role, created_at, updated_at)
      SELECT ${id}, email, ${name}, ${passwordHash}, role, ${told.now}::timestamptz,
        ${told.now}::timestamptz FROM accepted ON CONFLICT (email) DO NOTHING RETURNING id),
    told AS (${toldOf("made", "users", told)})
    SELECT count(*)::int AS count FROM made`;
  return count === 1;
}

/** `last_owner`: nobody would be left who may change anything. */
export type Changed = "changed" | "not_found" | "last_owner";

/**
 * A new role, or off and on. Whoever is switched off or gets another role is signed out everywhere. All owners are locked
 * first: of two owners who switch each other off at once, one stays.
 */
export async function changePerson(
  id: string,
  set: { role: Role | null; isDisabled: boolean | null },
  told: Told,
): Promise<Changed> {
  const { role, isDisabled } = set;
  const [row] = await prisma().$queryRaw<[{ found: number; owners: number; changed: number }]>`
    WITH owners AS (SELECT id FROM users WHERE role = 'owner' AND disabled_at IS NULL
      ORDER BY id FOR UPDATE),
    others AS (SELECT count(*) AS count FROM owners WHERE id <> ${id}),
    changed AS (UPDATE users SET role = coalesce(${role}, role),
        disabled_at = CASE WHEN ${isDisabled}::boolean IS NULL THEN disabled_at
          WHEN ${isDisabled}::boolean THEN coalesce(disabled_at, ${told.now}::timestamptz) END,
        session_version = session_version + 1, updated_at = ${told.now}::timestamptz
      WHERE id = ${id} AND ((SELECT count FROM others) > 0
        OR (coalesce(${role}, role) = 'owner' AND ${isDisabled}::boolean IS DISTINCT FROM TRUE))
      RETURNING id),
    ended AS (UPDATE user_sessions s SET ended_at = ${told.now}::timestamptz FROM changed
      WHERE s.user_id = changed.id AND s.ended_at IS NULL),
    told AS (${toldOf("changed", "users", told)})
    SELECT (SELECT count(*)::int FROM users WHERE id = ${id}) AS found,
      (SELECT count::int FROM others) AS owners, (SELECT count(*)::int FROM changed) AS changed`;
  if (row.changed === 1) return "changed";
  return row.found === 0 ? "not_found" : "last_owner";
}

/** `sessionId` null: all of them. Answers how many ended. */
export async function endSessions(
  {
    userId,
    sessionId,
    except,
  }: { userId: string; sessionId: string | null; except: string | null },
  told: Told,
): Promise<number> {
  const [{ count }] = await prisma().$queryRaw<Counted>`
    WITH ended AS (UPDATE user_sessions SET ended_at = ${told.now}::timestamptz
      WHERE user_id = ${userId} AND ended_at IS NULL AND id IS DISTINCT FROM ${except}
        AND (${sessionId}::text IS NULL OR id = ${sessionId}) RETURNING user_id),
    changed AS (SELECT DISTINCT user_id AS id FROM ended),
    told AS (${toldOf("changed", "users", told)})
    SELECT count(*)::int AS count FROM ended`;
  return count;
}
