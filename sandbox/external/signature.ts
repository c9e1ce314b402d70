import { createHmac, timingSafeEqual } from "node:crypto";

export const SIGNATURE_HEADER = "x-commercelayer-signature";

/** Base64 of HMAC-SHA256 over the raw body. */
export function sign(rawBody: Buffer | string, sharedSecret: string): string {
  return createHmac("sha256", sharedSecret).update(rawBody).digest("base64");
}

/** Compares in constant time; a missing signature is a wrong one. */
export function isSigned(
  rawBody: Buffer,
  signature: string | undefined,
  sharedSecret: string,
): boolean {
  const expected = Buffer.from(sign(rawBody, sharedSecret));
  const actual = Buffer.from(signature ?? "");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
