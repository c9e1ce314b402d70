/** Identifiers as the providers shape them, from one source of randomness. */
import { randomInt } from "node:crypto";

const BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

export interface Ids {
  /** `pi_` and 24 base62 characters by default: Stripe's shape. */
  base62(prefix: string, length?: number): string;
  /** `pay_` and 26 characters of [a-z2-7] by default: Checkout.com's shape. */
  base32(prefix: string, length?: number): string;
}

/** `random` gives numbers in [0, 1); without it the system's secure source is used. */
export function createIds(random: (() => number) | null): Ids {
  const pick = (below: number): number =>
    random === null ? randomInt(below) : Math.min(below - 1, Math.floor(random() * below));
  const text = (alphabet: string, length: number): string => {
    let out = "";
    for (let index = 0; index < length; index += 1) out += alphabet.charAt(pick(alphabet.length));
    return out;
  };
  return {
    base62: (prefix, length = 24) => prefix + text(BASE62, length),
    base32: (prefix, length = 26) => prefix + text(BASE32, length),
  };
}
