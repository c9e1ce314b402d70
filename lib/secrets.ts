import "server-only";
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { env } from "./env";
import { isJsonObject, type JsonObject } from "./json";

/** AES-256-GCM with a key id in front, so that keys can be rotated: `<key id>.<nonce>.<tag>.<text>`, base64url. */
const NONCE_BYTES = 12;

const keyId = (key: Buffer): string => createHash("sha256").update(key).digest("hex").slice(0, 8);

/** Encrypts a JSON object. The same object gives another text each time. */
export function encryptWith(key: Buffer, value: JsonObject): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return [
    keyId(key),
    ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64url")),
  ].join(".");
}

/** Throws when no key fits or a byte was changed: that is a wrong configuration, not an expected case. */
export function decryptWith(keys: readonly Buffer[], sealed: string): JsonObject {
  const [id, nonce, tag, text] = sealed.split(".");
  const key = keys.find((candidate) => keyId(candidate) === id);
  if (!key || !nonce || !tag || text === undefined) {
    throw new Error(
      "A stored secret was encrypted with a key that is not set: see KASSA_ENCRYPTION_KEYS_PREVIOUS.",
    );
  }
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  const clear = Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]);
  const value: unknown = JSON.parse(clear.toString("utf8"));
  if (!isJsonObject(value)) throw new Error("A stored secret is not an object.");
  return value;
}

function keys(): readonly [Buffer, ...Buffer[]] {
  const { KASSA_ENCRYPTION_KEY: current, KASSA_ENCRYPTION_KEYS_PREVIOUS: previous } = env();
  const earlier = (previous ?? "").split(",").filter(Boolean);
  return [Buffer.from(current, "base64"), ...earlier.map((key) => Buffer.from(key, "base64"))];
}

export const encrypt = (value: JsonObject): string => encryptWith(keys()[0], value);
export const decrypt = (sealed: string): JsonObject => decryptWith(keys(), sealed);

/**
 * By what an encrypted text is found again, whole: keyed, so that nobody can try texts against it. Of another key it is
 * another one: after a rotation, what was written before is not found by it.
 */
export const digestOf = (text: string): string =>
  createHmac("sha256", keys()[0]).update(text).digest("base64url");

/** Null stands for "no secrets", on both sides. */
export const encryptOrNull = (value: JsonObject): string | null =>
  Object.keys(value).length === 0 ? null : encrypt(value);
export const decryptOrEmpty = (sealed: string | null): JsonObject =>
  sealed === null ? {} : decrypt(sealed);
