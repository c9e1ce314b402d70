import "server-only";
import { type Clock, systemClock } from "@/lib/clock";
import { type PrismaClient, prisma } from "@/lib/db/client";
import type { Told } from "@/lib/db/told-query";
import { newTraceId } from "@/lib/ids";
import { err, ok, type Result } from "@/lib/result";
import { decrypt, encrypt } from "@/lib/secrets";
import {
  disable,
  enable,
  findSecondFactor,
  keepKey,
  takeRecoveryCode,
  takeStep,
} from "./second-factor-store";
import { retryAtOf, SIGN_IN_LIMITS, throttleKey } from "./throttle";
import { countTries, forgiveTries } from "./throttle-store";
import {
  hashRecoveryCode,
  newRecoveryCodes,
  newTotpKey,
  stepOfCode,
  type TotpKey,
  totpAddress,
} from "./totp";

type Parts = { db: PrismaClient; clock: Pick<Clock, "now"> };
const real = (): Parts => ({ db: prisma(), clock: systemClock });

export type CodeError = { code: "wrong_code" } | { code: "too_many_tries"; retryAt: Date };

const keyOf = (sealed: string): TotpKey => ({ base32: String(decrypt(sealed).base32) });

const toldBy = (userId: string, name: string, now: Date): Told => ({
  name: `user.${name}`,
  changes: {},
  by: { kind: "user", id: userId, traceId: newTraceId() },
  now,
});

/**
 * Whether a code is this person's and was not used yet: of the app, or one of the recovery codes, which then is gone.
 * Every try is counted before it is looked at; a right one clears the count.
 */
export async function checkCode(
  { userId, totpEncrypted, code }: { userId: string; totpEncrypted: string; code: string },
  { db, clock }: Parts = real(),
): Promise<Result<null, CodeError>> {
  const now = clock.now();
  const key = throttleKey("code", userId);
  const [counted] = await countTries(db, [{ key, limit: SIGN_IN_LIMITS.code }], now);
  const retryAt = counted ? retryAtOf(counted, SIGN_IN_LIMITS.code) : null;
  if (retryAt !== null) return err({ code: "too_many_tries", retryAt });
  const step = stepOfCode(keyOf(totpEncrypted), code, now);
  const told = toldBy(userId, "recovery_code_used", now);
  const isRight =
    step === null
      ? await takeRecoveryCode(db, { userId, hash: hashRecoveryCode(code) }, told)
      : await takeStep(db, userId, step);
  if (!isRight) return err({ code: "wrong_code" });
  await forgiveTries(db, { cleared: key, returned: null });
  return ok(null);
}

export type Enrolment =
  | { state: "on"; enabledAt: Date; codesLeft: number }
  /** `address` is what the square picture holds; `key` the same to type. */
  | { state: "off"; address: string; key: string };

/** What a person sees of their second factor. While there is none, a key waits to be confirmed: the same one at each look. */
export async function findEnrolment(
  person: { id: string; email: string; organization: { name: string } },
  { db }: Pick<Parts, "db"> = real(),
): Promise<Enrolment> {
  const { enabledAt, totpEncrypted, codesLeft } = await findSecondFactor(db, person.id);
  if (enabledAt !== null) return { state: "on", enabledAt, codesLeft };
  const key = totpEncrypted === null ? newTotpKey() : keyOf(totpEncrypted);
  if (totpEncrypted === null) await keepKey(db, person.id, encrypt({ base32: key.base32 }));
  const of = { email: person.email, shop: person.organization.name };
  return { state: "off", address: totpAddress(key, of), key: key.base32 };
}

/** Confirms the key with a code of the app; answers the recovery codes, this once. Other browsers are signed out. */
export async function confirmEnrolment(
  person: { id: string; sessionId: string },
  code: string,
  { db, clock }: Parts = real(),
): Promise<Result<readonly string[], { code: "wrong_code" } | { code: "already_on" }>> {
  const { enabledAt, totpEncrypted } = await findSecondFactor(db, person.id);
  if (enabledAt !== null || totpEncrypted === null) return err({ code: "already_on" });
  const now = clock.now();
  const step = stepOfCode(keyOf(totpEncrypted), code, now);
  if (step === null) return err({ code: "wrong_code" });
  const codes = newRecoveryCodes();
  const { id: userId, sessionId } = person;
  const recoveryHashes = codes.map(hashRecoveryCode);
  const given = { userId, sessionId, step, recoveryHashes };
  const isOn = await enable(db, given, toldBy(userId, "second_factor_enabled", now));
  return isOn ? ok(codes) : err({ code: "already_on" });
}

/** With a code, so that a browser left open is not enough. */
export async function endEnrolment(
  userId: string,
  code: string,
  { db, clock }: Parts = real(),
): Promise<Result<null, CodeError>> {
  const { enabledAt, totpEncrypted } = await findSecondFactor(db, userId);
  if (enabledAt === null || totpEncrypted === null) return ok(null);
  const checked = await checkCode({ userId, totpEncrypted, code }, { db, clock });
  if (!checked.ok) return checked;
  await disable(db, userId, toldBy(userId, "second_factor_disabled", clock.now()));
  return ok(null);
}
