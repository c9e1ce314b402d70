import "server-only";
import type { Merchant, Role } from "../auth/merchant";
import { hashRefreshToken as hashLink } from "../auth/refresh-token";
import { prisma } from "../db/client";
import type { Person } from "./person";

/** A shop has so many people at most; a list further on would be another page. */
const PEOPLE_MAX = 200;
const SESSIONS_MAX = 50;

const SELECTED = {
  ...{ id: true, email: true, name: true, role: true },
  ...{ disabledAt: true, totpEnabledAt: true, lastSignInAt: true },
} as const;

type Found = {
  id: string;
  email: string;
  name: string;
  role: string;
  disabledAt: Date | null;
  totpEnabledAt: Date | null;
  lastSignInAt: Date | null;
};

const personOf = ({ disabledAt, totpEnabledAt, role, ...rest }: Found): Person => ({
  ...rest,
  role: role as Role,
  isDisabled: disabledAt !== null,
  hasSecondFactor: totpEnabledAt !== null,
});

export async function listPeople(_: Merchant): Promise<Person[]> {
  const orderBy = { createdAt: "asc" } as const;
  const found = await prisma().user.findMany({ select: SELECTED, orderBy, take: PEOPLE_MAX });
  return found.map(personOf);
}

export async function findPerson(_: Merchant, id: string): Promise<Person | null> {
  const found = await prisma().user.findUnique({ where: { id }, select: SELECTED });
  return found === null ? null : personOf(found);
}

export type OpenInvitation = {
  id: string;
  email: string;
  role: Role;
  expiresAt: Date;
  isExpired: boolean;
};

const invitationOf = (
  row: { id: string; email: string; role: string; expiresAt: Date },
  now: Date,
): OpenInvitation => {
  const { id, email, role, expiresAt } = row;
  return { id, email, role: role as Role, expiresAt, isExpired: expiresAt <= now };
};

export async function listInvitations(_: Merchant, now: Date): Promise<OpenInvitation[]> {
  const where = { acceptedAt: null, withdrawnAt: null };
  const orderBy = { createdAt: "desc" } as const;
  const found = await prisma().invitation.findMany({ where, orderBy, take: PEOPLE_MAX });
  return found.map((row) => invitationOf(row, now));
}

/** By its link: the token itself is the right to see it. Null for one that does not count (any more). */
export async function findInvitation(token: string, now: Date): Promise<OpenInvitation | null> {
  const row = await prisma().invitation.findUnique({ where: { tokenHash: hashLink(token) } });
  if (row === null || row.acceptedAt !== null || row.withdrawnAt !== null) return null;
  const invitation = invitationOf(row, now);
  return invitation.isExpired ? null : invitation;
}

export type SessionView = {
  id: string;
  address: string | null;
  userAgent: string | null;
  startedAt: Date;
  lastSeenAt: Date;
  isThis: boolean;
};

/** Where a person is signed in at this moment, newest first. Others' only for whoever manages people: the page asks. */
export async function listSessions(
  merchant: Merchant,
  userId: string,
  now: Date,
): Promise<SessionView[]> {
  const found = await prisma().userSession.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: now } },
    orderBy: { startedAt: "desc" },
    take: SESSIONS_MAX,
  });
  return found.map(({ id, address, userAgent, startedAt, lastSeenAt }) => {
    const isThis = id === merchant.sessionId;
    return { id, address, userAgent, startedAt, lastSeenAt, isThis };
  });
}
