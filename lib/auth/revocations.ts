import type { TokenIdentity } from "./access-token";

/** One line of the list: a subject, and until when its tokens are refused. */
export type Revocation = { subject: string; revokedAt: Date };

/**
 * For how long a node may go by the list that it has read. Whoever revokes waits as long before saying so: by then no node
 * goes by an older one, however many there are, and no request has asked the database for it.
 */
export const LEASE_MS = 2_000;

export type Revocations = {
  isRevoked(token: TokenIdentity): Promise<boolean>;
  /** The next question reads anew: this process knows better. */
  forget(): void;
};

/** `elapsedMs`: a clock that nobody sets, as only how long ago matters. */
export function createRevocations(parts: {
  load: () => Promise<readonly Revocation[]>;
  elapsedMs: () => number;
}): Revocations {
  type Read = { atMs: number; list: Promise<ReadonlyMap<string, Date>> };
  let last: Read | null = null;
  const read = (): Read => {
    const begun: Read = { atMs: parts.elapsedMs(), list: parts.load().then(bySubject) };
    // One that failed is nobody's answer but theirs who waited for it.
    begun.list.catch(() => {
      if (last === begun) last = null;
    });
    return begun;
  };
  return {
    isRevoked: async (token) => {
      // Its time counts from before it was asked for: what was written later may be missing.
      if (last === null || parts.elapsedMs() - last.atMs >= LEASE_MS) last = read();
      return isListed(await last.list, token);
    },
    forget: () => {
      last = null;
    },
  };
}

const bySubject = (list: readonly Revocation[]): ReadonlyMap<string, Date> =>
  new Map(list.map(({ subject, revokedAt }) => [subject, revokedAt]));

function isListed(list: ReadonlyMap<string, Date>, token: TokenIdentity): boolean {
  const { id, signInId, ownerId, applicationId, issuedAt } = token;
  if (list.has(`jti:${id}`)) return true;
  if (signInId !== null && list.has(`sid:${signInId}`)) return true;
  const isBefore = (subject: string) => {
    const since = list.get(subject);
    return since !== undefined && issuedAt <= since;
  };
  return isBefore(`client:${applicationId}`) || (ownerId !== null && isBefore(`owner:${ownerId}`));
}
