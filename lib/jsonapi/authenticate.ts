import { type ApiCaller, type TokenKey, verifyAccessToken } from "../auth/access-token";
import type { Revocations } from "../auth/revocations";
import { err, ok, type Result } from "../result";
import { type ApiError, invalidToken } from "./api-error";

const BEARER = /^Bearer +([\w~+/.=-]+)$/i;

/** Who calls, by the token and the list of revoked ones, which is read every other second and not by each request. */
export async function authenticate(
  headers: Headers,
  { key, now, revocations }: { key: TokenKey; now: Date; revocations: Revocations },
): Promise<Result<ApiCaller, ApiError>> {
  const header = headers.get("authorization");
  if (header === null || header.trim() === "") return err(invalidToken("missing"));
  const token = BEARER.exec(header.trim())?.[1];
  if (token === undefined) return err(invalidToken("invalid"));
  const verified = await verifyAccessToken(token, { key, now });
  if (!verified.ok) return err(invalidToken(verified.error));
  const { token: identity, ...caller } = verified.value;
  const isRevoked = await revocations.isRevoked(identity);
  return isRevoked ? err(invalidToken("revoked")) : ok(caller);
}
