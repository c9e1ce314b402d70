import "server-only";
import { type Clock, systemClock } from "@/lib/clock";
import { type PrismaClient, prisma } from "@/lib/db/client";
import { err, ok, type Result } from "@/lib/result";
import { verifyPassword } from "./password";
import { laterOf, retryAtOf, SIGN_IN_LIMITS, throttleKey } from "./throttle";
import { countTries, dropOldThrottles, forgiveTries } from "./throttle-store";
import { findUserByEmail, normalEmail, type StoredUser } from "./user-store";

export type SignInInput = {
  email: string;
  password: string;
  /** Null where it is not known: then only the account is counted. */
  address: string | null;
};

type SignInDeps = {
  db: PrismaClient;
  clock: Pick<Clock, "now">;
  verify: typeof verifyPassword;
};

export type SignInError =
  /** The same for an unknown person, a wrong password and somebody disabled. */
  { code: "wrong_credentials" } | { code: "too_many_tries"; retryAt: Date };

/**
 * Checks a person's password. Every try is counted before the password is looked at, so that many
 * at once cannot pass the limit; a success gives the count back. Unknown addresses are counted and
 * take as long as known ones: neither the answer nor its time tells who has an account. A person with a second factor
 * (`totpEncrypted`) is not signed in by this alone: `checkCode` follows.
 */
export async function signIn(
  input: SignInInput,
  deps: SignInDeps = { db: prisma(), clock: systemClock, verify: verifyPassword },
): Promise<Result<StoredUser, SignInError>> {
  const { db, clock, verify } = deps;
  const now = clock.now();
  const account = throttleKey("account", normalEmail(input.email));
  const address = input.address === null ? null : throttleKey("address", input.address);
  const tries = [
    { key: account, limit: SIGN_IN_LIMITS.account },
    ...(address === null ? [] : [{ key: address, limit: SIGN_IN_LIMITS.address }]),
  ];
  const counts = await countTries(db, tries, now);
  const retryAt = tries.reduce<Date | null>((latest, entry, index) => {
    const counted = counts[index];
    return counted === undefined ? latest : laterOf(latest, retryAtOf(counted, entry.limit));
  }, null);
  if (retryAt !== null) return err({ code: "too_many_tries", retryAt });

  const user = await findUserByEmail(db, input.email);
  const isRight = await verify(input.password, user?.passwordHash ?? null);
  if (user === null || !isRight) return err({ code: "wrong_credentials" });
  await forgiveTries(db, { cleared: account, returned: address });
  await dropOldThrottles(db, now);
  return ok(user);
}
