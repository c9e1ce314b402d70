import "server-only";
import type { Clock } from "../clock";
import type { PrismaClient } from "../db/client";
import { err, ok, type Result } from "../result";
import type { ApiMode } from "./access-token";
import type { GrantError } from "./api-grant";
import { verifyPassword } from "./password";
import { retryAtOf, SIGN_IN_LIMITS, throttleKey } from "./throttle";
import { countTries, forgiveTries } from "./throttle-store";
import { normalEmail } from "./user-store";

export type CustomerSignIn = {
  mode: ApiMode;
  email: string;
  password: string;
  /** Null where it is not known: then only the account is counted. */
  address: string | null;
};
export type TooManyTries = { code: "too_many_requests"; retryAt: Date };

type SignInParts = {
  db: PrismaClient;
  clock: Pick<Clock, "now">;
  verify?: typeof verifyPassword;
};

/**
 * A customer's password, checked as a merchant's is: each try is counted before it is looked at, and unknown addresses take
 * as long and answer the same as known ones.
 */
export async function signInCustomer(
  { mode, email, password, address }: CustomerSignIn,
  { db, clock, verify = verifyPassword }: SignInParts,
): Promise<Result<{ customerId: string }, GrantError | TooManyTries>> {
  const now = clock.now();
  const account = throttleKey("account", `customer:${mode}:${normalEmail(email)}`);
  const place = address === null ? null : throttleKey("address", address);
  const tries = [
    { key: account, limit: SIGN_IN_LIMITS.account },
    ...(place === null ? [] : [{ key: place, limit: SIGN_IN_LIMITS.address }]),
  ];
  const counts = await countTries(db, tries, now);
  for (const [index, { limit }] of tries.entries()) {
    const counted = counts[index];
    const retryAt = counted ? retryAtOf(counted, limit) : null;
    if (retryAt !== null) return err({ code: "too_many_requests", retryAt });
  }
  const customer = await db.customer.findUnique({
    where: { mode_email: { mode, email: normalEmail(email) } },
    select: { id: true, passwordHash: true },
  });
  const isRight = await verify(password, customer?.passwordHash ?? null);
  if (customer === null || !isRight) {
    return err({ code: "invalid_grant", detail: "The user name or the password is wrong." });
  }
  await forgiveTries(db, { cleared: account, returned: place });
  return ok({ customerId: customer.id });
}
