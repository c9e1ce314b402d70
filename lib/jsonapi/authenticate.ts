import { type ApiCaller, type TokenKey, verifyAccessToken } from "../auth/access-token";
import { err, ok, type Result } from "../result";
import { type ApiError, invalidToken } from "./api-error";

const BEARER = /^Bearer +([\w~+/.=-]+)$/i;

/** Who calls, by the token alone: no database is asked. */
export async function authenticate(
  headers: Headers,
  { key, now }: { key: TokenKey; now: Date },
): Promise<Result<ApiCaller, ApiError>> {
  const header = headers.get("authorization");
  if (header === null || header.trim() === "") return err(invalidToken("missing"));
  const token = BEARER.exec(header.trim())?.[1];
  if (token === undefined) return err(invalidToken("invalid"));
  const verified = await verifyAccessToken(token, { key, now });
  return verified.ok ? ok(verified.value) : err(invalidToken(verified.error));
}
