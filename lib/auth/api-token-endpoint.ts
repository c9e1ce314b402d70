import { randomBytes } from "node:crypto";
import type { Clock } from "../clock";
import { err, ok, type Result } from "../result";
import {
  signAccessToken,
  type TokenKey,
  type TokenSubject,
  verifyAccessToken,
} from "./access-token";
import {
  decideGrant,
  type GrantError,
  type GrantFacts,
  type GrantRequest,
  readGrantRequest,
  readRevokeRequest,
  refuseClient,
} from "./api-grant";
import type { Throttle } from "./api-throttle";
import { problemAnswer, tokenAnswer } from "./api-token-answer";
import { readTokenFields } from "./api-token-request";
import type { TooManyTries } from "./customer-sign-in";
import type { CustomerTokens, SignedIn } from "./customer-tokens";

/** Requests a minute and address. Source: the API's documented limit for this endpoint. */
export const TOKEN_LIMIT = { requests: 30, windowMs: 60_000 } as const;

export type TokenEndpoint = {
  clock: Pick<Clock, "now">;
  key: TokenKey;
  throttle: Throttle;
  /** Null where the connection's other end is not known: all such requests count as one address. */
  address: string | null;
  findGrantFacts: (clientId: string) => Promise<GrantFacts>;
  customers: CustomerTokens;
};

type Headers = Record<string, string>;
type Opened = Result<{ headers: Headers; fields: unknown }, Response>;

/** What both endpoints begin with. They count together: a refusal never says what was wrong with a secret. */
async function open(
  request: Request,
  { throttle, address, clock }: TokenEndpoint,
): Promise<Opened> {
  const turn = throttle.take(address ?? "unknown", clock.now());
  const headers = {
    "x-ratelimit-limit": String(TOKEN_LIMIT.requests),
    "x-ratelimit-interval": String(TOKEN_LIMIT.windowMs / 1000),
    "x-ratelimit-remaining": String(turn.remaining),
  };
  if (!turn.allowed) {
    const wait = { "retry-after": String(turn.retryAfterSeconds) };
    return err(problemAnswer({ code: "too_many_requests" }, { ...headers, ...wait }));
  }
  const fields = await readTokenFields(request);
  return fields.ok
    ? ok({ headers, fields: fields.value })
    : err(problemAnswer({ code: fields.error }, headers));
}

/** `POST /oauth/token`. Every answer carries the limit's headers. */
export async function answerTokenRequest(
  request: Request,
  parts: TokenEndpoint,
): Promise<Response> {
  const opened = await open(request, parts);
  if (!opened.ok) return opened.error;
  const { headers, fields } = opened.value;
  const grant = readGrantRequest(fields);
  if (!grant.ok) return problemAnswer(grant.error, headers);
  const granted = await grantOf(grant.value, parts);
  if (!granted.ok) return refusalOf(granted.error, headers, parts);
  const { subject, signedIn } = granted.value;
  const rand = `0.${randomBytes(6).readUIntBE(0, 6)}`;
  const jti = randomBytes(16).toString("hex");
  const signed = await signAccessToken(subject, {
    key: parts.key,
    now: parts.clock.now(),
    rand,
    jti,
  });
  const body = {
    access_token: signed.token,
    token_type: "bearer",
    expires_in: signed.expiresIn,
    ...(signedIn === null ? {} : { refresh_token: signedIn.refreshToken }),
    scope: subject.scope,
    created_at: signed.createdAt,
    ...(signedIn === null ? {} : { owner_id: signedIn.ownerId, owner_type: "customer" }),
  };
  return tokenAnswer(200, body, headers);
}

type Granted = { subject: TokenSubject; signedIn: SignedIn | null };

async function grantOf(
  request: GrantRequest,
  parts: TokenEndpoint,
): Promise<Result<Granted, GrantError | TooManyTries>> {
  const facts = await parts.findGrantFacts(request.client_id);
  const decided = decideGrant(request, facts);
  if (!decided.ok) return decided;
  const { mode, id: apiClientId, scope } = decided.value;
  switch (request.grant_type) {
    case "client_credentials":
      return ok({ subject: decided.value, signedIn: null });
    case "password": {
      const { username: email, password } = request;
      const given = { mode, apiClientId, scope, email, password, address: parts.address };
      const signedIn = await parts.customers.signIn(given);
      return signedIn.ok ? ok(ownedBy(signedIn.value, decided.value)) : signedIn;
    }
    case "refresh_token": {
      const token = request.refresh_token;
      const signedIn = await parts.customers.renew({ token, apiClientId });
      if (!signedIn.ok) return signedIn;
      // The scope of the sign-in, as far as this client still has it; a renewal never widens it.
      const again = decideGrant({ ...request, scope: signedIn.value.scope }, facts);
      return again.ok ? ok(ownedBy(signedIn.value, again.value)) : again;
    }
  }
}

const ownedBy = (signedIn: SignedIn, subject: TokenSubject): Granted => ({
  subject: { ...subject, ownerId: signedIn.ownerId, signInId: signedIn.signInId },
  signedIn,
});

function refusalOf(
  error: GrantError | TooManyTries,
  headers: Headers,
  { clock }: TokenEndpoint,
): Response {
  if (error.code !== "too_many_requests") return problemAnswer(error, headers);
  const seconds = Math.ceil((error.retryAt.getTime() - clock.now().getTime()) / 1000);
  const wait = { "retry-after": String(Math.max(1, seconds)) };
  return problemAnswer({ code: "too_many_requests" }, { ...headers, ...wait });
}

/**
 * `POST /oauth/revoke` (RFC 7009): an access token, or a refresh token with its whole sign-in. A token of somebody else, or of
 * nobody, is answered alike: 200, and nothing happens.
 */
export async function answerRevokeRequest(
  request: Request,
  parts: TokenEndpoint,
): Promise<Response> {
  const opened = await open(request, parts);
  if (!opened.ok) return opened.error;
  const { headers, fields } = opened.value;
  const given = readRevokeRequest(fields);
  if (!given.ok) return problemAnswer(given.error, headers);
  const { client } = await parts.findGrantFacts(given.value.client_id);
  const wrong = refuseClient(given.value, client);
  if (wrong !== null || client === null) {
    return problemAnswer(wrong ?? { code: "invalid_client", detail: "" }, headers);
  }
  const { token } = given.value;
  const verified = await verifyAccessToken(token, { key: parts.key, now: parts.clock.now() });
  if (verified.ok) {
    if (verified.value.id === client.id) await parts.customers.revokeAccess(verified.value.token);
  } else if (!token.includes(".")) {
    await parts.customers.revokeRefresh({ token, apiClientId: client.id });
  }
  return tokenAnswer(200, {}, headers);
}
