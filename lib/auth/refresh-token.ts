import { createHash, randomBytes } from "node:crypto";

/** Source: the API's documentation (two weeks). */
export const REFRESH_LIFETIME_MS = 14 * 24 * 3_600_000;

/** 256 random bits: nobody guesses one, so one round of a hash is enough to keep them by. */
export const newRefreshToken = (): string => randomBytes(32).toString("base64url");

export const hashRefreshToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");
