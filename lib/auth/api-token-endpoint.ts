import { randomBytes } from "node:crypto";
import type { Clock } from "../clock";
import { signAccessToken, type TokenKey } from "./access-token";
import { decideGrant, type GrantFacts, readGrantRequest } from "./api-grant";
import type { Throttle } from "./api-throttle";
import { problemAnswer, tokenAnswer } from "./api-token-answer";
import { readTokenFields } from "./api-token-request";

/** Requests a minute and address. Source: the API's documented limit for this endpoint. */
export const TOKEN_LIMIT = { requests: 30, windowMs: 60_000 } as const;

export type TokenEndpoint = {
  clock: Pick<Clock, "now">;
  key: TokenKey;
  throttle: Throttle;
  /** Null where the connection's other end is not known: all such requests count as one address. */
  address: string | null;
  findGrantFacts: (clientId: string) => Promise<GrantFacts>;
};

/**
 * `POST /oauth/token`. Every answer carries the limit's headers; a refusal never says what was
 * wrong with a secret.
 */
export async function answerTokenRequest(
  request: Request,
  parts: TokenEndpoint,
): Promise<Response> {
  const now = parts.clock.now();
  const turn = parts.throttle.take(parts.address ?? "unknown", now);
  const headers = {
    "x-ratelimit-limit": String(TOKEN_LIMIT.requests),
    "x-ratelimit-interval": String(TOKEN_LIMIT.windowMs / 1000),
    "x-ratelimit-remaining": String(turn.remaining),
  };
  if (!turn.allowed) {
    const wait = { "retry-after": String(turn.retryAfterSeconds) };
    return problemAnswer({ code: "too_many_requests" }, { ...headers, ...wait });
  }
  const fields = await readTokenFields(request);
  if (!fields.ok) return problemAnswer({ code: fields.error }, headers);
  const grant = readGrantRequest(fields.value);
  if (!grant.ok) return problemAnswer(grant.error, headers);
  const subject = decideGrant(grant.value, await parts.findGrantFacts(grant.value.client_id));
  if (!subject.ok) return problemAnswer(subject.error, headers);
  const rand = `0.${randomBytes(6).readUIntBE(0, 6)}`;
  const signed = await signAccessToken(subject.value, { key: parts.key, now, rand });
  const body = {
    access_token: signed.token,
    token_type: "bearer",
    expires_in: signed.expiresIn,
    scope: subject.value.scope,
    created_at: signed.createdAt,
  };
  return tokenAnswer(200, body, headers);
}
