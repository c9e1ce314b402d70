/**
 * Both signatures of bodies that go to a merchant's systems and come back from them.
 * `X-CommerceLayer-Signature` is the base64 HMAC-SHA256 of the raw bytes; `X-Kassa-Signature` adds a time, so that what was
 * recorded cannot be replayed later.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

export const SIGNATURE_HEADER = "X-CommerceLayer-Signature";
export const TIMED_SIGNATURE_HEADER = "X-Kassa-Signature";
const TOLERANCE_MS = 300_000;

type Bytes = string | Uint8Array;

/** The headers that sign a body, at a time. */
export function signatureHeaders(body: Bytes, secret: string, at: Date): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  return {
    [SIGNATURE_HEADER]: hmac(secret, body).toString("base64"),
    [TIMED_SIGNATURE_HEADER]: `t=${seconds},v1=${timed(secret, seconds, body).toString("hex")}`,
  };
}

export function isSigned(body: Bytes, signature: string, secret: string): boolean {
  return isSame(Buffer.from(signature.trim(), "base64"), hmac(secret, body));
}

/** Several `v1` may stand in one header, while a secret is being replaced. */
export function checkTimed(
  body: Bytes,
  header: string,
  secret: string,
  receivedAt: Date,
): "valid" | "invalid" | "outside_tolerance" {
  const parts = header.split(",").map((part) => part.trim().split("="));
  const seconds = parts.find(([name]) => name === "t")?.[1] ?? "";
  if (!/^\d{1,12}$/.test(seconds)) return "invalid";
  const expected = timed(secret, seconds, body);
  const isValid = parts.some(
    ([name, value]) => name === "v1" && isSame(Buffer.from(value ?? "", "hex"), expected),
  );
  if (!isValid) return "invalid";
  const ageMs = Math.abs(receivedAt.getTime() - Number(seconds) * 1000);
  return ageMs <= TOLERANCE_MS ? "valid" : "outside_tolerance";
}

const hmac = (secret: string, ...parts: Bytes[]): Buffer => {
  const sum = createHmac("sha256", secret);
  for (const part of parts) sum.update(part);
  return sum.digest();
};

const timed = (secret: string, seconds: string, body: Bytes): Buffer =>
  hmac(secret, `${seconds}.`, body);

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && timingSafeEqual(a, b);
