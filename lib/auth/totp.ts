import { createHash, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

/** One-time codes of RFC 6238 as every authenticator app makes them: SHA-1, six digits, 30 seconds. */
const STEP_MS = 30_000;
/** A clock may be one step early or late. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

export type TotpKey = { base32: string };

export const newTotpKey = (): TotpKey => ({ base32: new Secret({ size: 20 }).base32 });

const generatorOf = ({ base32 }: TotpKey, label: string, issuer: string) =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(base32), digits: 6, period: 30 });

/** What an app reads from the square picture. */
export const totpAddress = (key: TotpKey, { email, shop }: { email: string; shop: string }) =>
  generatorOf(key, email, `Kassa ${shop}`).toString();

/** The step that a code belongs to, or null: wrong, or further off than a clock may be. Spaces are no matter. */
export function stepOfCode(key: TotpKey, code: string, now: Date): number | null {
  const digits = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const timestamp = now.getTime();
  const delta = generatorOf(key, "", "").validate({ token: digits, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / STEP_MS) + delta;
}

/** Codes for a lost telephone, each good once: four groups of four, 80 random bits. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => {
    const code = new Secret({
      buffer: new Uint8Array(randomBytes(10)).buffer,
    }).base32.toLowerCase();
    return (code.match(/.{4}/g) ?? []).join("-");
  });

/** So many random bits need no salt and one round. Dashes, spaces and capitals are no matter. */
export const hashRecoveryCode = (code: string): string =>
  createHash("sha256")
    .update(code.toLowerCase().replace(/[^a-z2-7]/g, ""))
    .digest("hex");
