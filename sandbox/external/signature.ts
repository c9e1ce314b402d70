import { createHmac, timingSafeEqual } from "node:crypto";

export const SIGNATURE_HEADER = "x-commercelayer-signature";
export const TIMED_SIGNATURE_HEADER = "x-kassa-signature";

/** Base64 of HMAC-SHA256 over the raw body. */
export function sign(rawBody: Buffer | string, sharedSecret: string): string {
  return createHmac("sha256", sharedSecret).update(rawBody).digest("base64");
}

/** Of a callback: theirs, and the one that carries a time, so that it cannot be replayed later. */
export function signatureHeaders(
  body: string,
  secret: string,
  timestamp: number,
): Record<string, string> {
  const timed = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return {
    [SIGNATURE_HEADER]: sign(body, secret),
    [TIMED_SIGNATURE_HEADER]: `t=${timestamp},v1=${timed}`,
  };
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
