import "server-only";
import { systemClock } from "../clock";
import { type PrismaClient, prisma } from "../db/client";
import { env } from "../env";
import { TOKEN_LIFETIME_SECONDS } from "./access-token";
import { createRevocations, LEASE_MS, type Revocation, type Revocations } from "./revocations";

// One list a process, also when a bundler loads this file twice.
const shared = globalThis as typeof globalThis & { kassaRevocations?: Revocations };

export const revocations = (): Revocations => {
  shared.kassaRevocations ??= createRevocations({
    load: () => listRevocations(prisma(), systemClock.now()),
    elapsedMs: () => performance.now(),
  });
  return shared.kassaRevocations;
};

/** For as long as the longest access token lasts, and a minute for clocks that differ. */
const REMEMBERED_MS = (TOKEN_LIFETIME_SECONDS.sales_channel + 60) * 1000;

/** Those that an access token may still meet; what ended earlier has no tokens left. */
const listRevocations = (db: PrismaClient, now: Date): Promise<Revocation[]> =>
  db.revocation.findMany({
    where: { revokedAt: { gt: new Date(now.getTime() - REMEMBERED_MS) } },
    select: { subject: true, revokedAt: true },
  });

/** One access token, until it ends by itself. Safe to repeat. */
export async function revokeAccessToken(
  db: Pick<PrismaClient, "$executeRaw">,
  token: { id: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await db.$executeRaw`INSERT INTO revocations (subject, revoked_at, expires_at)
    VALUES (${`jti:${token.id}`}, ${now}, ${token.expiresAt}) ON CONFLICT DO NOTHING`;
}

/**
 * Ends when no node accepts what was just revoked. The embedded database has one process, which needs only to look again.
 */
export async function untilRevoked(): Promise<void> {
  revocations().forget();
  if (env().DATABASE_URL === undefined) return;
  await new Promise((resolve) => setTimeout(resolve, LEASE_MS));
}
