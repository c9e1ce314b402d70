import "server-only";
import { systemClock } from "@/lib/clock";
import { prisma } from "@/lib/db/client";
import { err, ok, type Result } from "@/lib/result";
import { decodePending } from "./pending-sign-in";
import { type CodeError, checkCode } from "./second-factor";
import { endSession, type SessionPlace, startSession } from "./session-store";
import type { SessionClaim } from "./session-token";
import { findUserById, type StoredUser } from "./user-store";

/** A session of somebody who has shown all that is asked for. */
export const beginSession = (user: StoredUser, place: SessionPlace): Promise<SessionClaim> =>
  startSession(prisma(), user, place, systemClock.now());

export const leaveSession = (claim: SessionClaim): Promise<void> =>
  endSession(prisma(), claim, systemClock.now());

/**
 * The code after the password. `too_late`: the password was given too long ago, or their sessions were ended since; it is
 * asked for anew.
 */
export async function finishSignIn(given: {
  pending: string;
  code: string;
}): Promise<Result<StoredUser, CodeError | { code: "too_late" }>> {
  const pending = await decodePending(given.pending);
  const user = pending === null ? null : await findUserById(prisma(), pending.userId);
  if (user === null || user.sessionVersion !== pending?.sessionVersion) {
    return err({ code: "too_late" });
  }
  const { id: userId, totpEncrypted } = user;
  if (totpEncrypted === null) return ok(user);
  const checked = await checkCode({ userId, totpEncrypted, code: given.code });
  return checked.ok ? ok(user) : checked;
}
