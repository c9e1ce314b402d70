import { createHash, timingSafeEqual } from "node:crypto";

/**
 * What is stored of an API client's secret: `sha256:<hex>`. One round is enough, because these
 * secrets are made by us (192 random bits), never chosen by a person.
 */
export const hashApiSecret = (secret: string): string =>
  `sha256:${createHash("sha256").update(secret).digest("hex")}`;

/**
 * Whether the secret belongs to the hash; null (a client without a secret) never matches. Takes
 * equal time.
 */
export function isApiSecret(secret: string, hash: string | null): boolean {
  const given = Buffer.from(hashApiSecret(secret));
  const stored = Buffer.from(hash ?? hashApiSecret(""));
  return given.length === stored.length && timingSafeEqual(given, stored) && hash !== null;
}
