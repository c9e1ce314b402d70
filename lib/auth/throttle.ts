import { createHash } from "node:crypto";

/** At most `countMax` failures of one key within `windowMs`, counted from the first of them. */
export type Limit = { countMax: number; windowMs: number };

const WINDOW_MS = 15 * 60_000;

/** Failed sign-ins. An address may be a whole office behind one router, so it has more room. */
export const SIGN_IN_LIMITS = {
  account: { countMax: 5, windowMs: WINDOW_MS },
  address: { countMax: 20, windowMs: WINDOW_MS },
  /** Wrong one-time codes after a right password. */
  code: { countMax: 5, windowMs: WINDOW_MS },
} as const satisfies Record<string, Limit>;

export type SignInLimit = keyof typeof SIGN_IN_LIMITS;

/** What the database holds after this try was counted. */
export type Count = { count: number; resetsAt: Date };

/** When the next try is heard, or null: this one is. */
export const retryAtOf = (counted: Count, limit: Limit): Date | null =>
  counted.count > limit.countMax ? counted.resetsAt : null;

/** The later of two times to wait for; null where neither waits. */
export function laterOf(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** Whole minutes until then, at least 1: "try again in 3 minutes" must not be too early. */
export const minutesUntil = (then: Date, now: Date): number =>
  Math.max(1, Math.ceil((then.getTime() - now.getTime()) / 60_000));

/** The key of a count. What is counted by is hashed: no address and no e-mail lies in the table. */
export function throttleKey(limit: SignInLimit, subject: string): string {
  const hash = createHash("sha256").update(subject).digest("base64url");
  return `sign_in:${limit}:${hash}`;
}
