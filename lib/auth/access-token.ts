import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { assert } from "../assert";
import { err, ok, type Result } from "../result";

export type ApiClientKind = "integration" | "sales_channel";
export type ApiMode = "test" | "live";

/** Who calls the JSON:API, as its token says. Reading it touches no database. */
export type ApiCaller = {
  /** `api_clients.id`. */
  id: string;
  clientId: string;
  kind: ApiClientKind;
  mode: ApiMode;
  organizationId: string;
  /** Null: every market. */
  marketIds: readonly string[] | null;
  /** The customer who signed in, `customers.id`; null or absent: nobody did. */
  ownerId?: string | null;
};

export type TokenSubject = ApiCaller & {
  organizationSlug: string;
  scope: string;
  /** The sign-in that it belongs to, where there is an owner. */
  signInId?: string;
};

/** What tells one token from others, where some end before they say. */
export type TokenIdentity = {
  id: string;
  applicationId: string;
  signInId: string | null;
  ownerId: string | null;
  issuedAt: Date;
  expiresAt: Date;
};
export type VerifiedToken = ApiCaller & { token: TokenIdentity };

/**
 * Seconds. Source: the API's documentation (four hours for sales channels, two for integrations).
 */
export const TOKEN_LIFETIME_SECONDS: Record<ApiClientKind, number> = {
  sales_channel: 14_400,
  integration: 7_200,
};

/**
 * Clients decode the payload with `atob`, which refuses base64url's `-` and `_`. Neither can occur
 * while every character is ASCII and none is `>`, `?`, `~` or DEL: only those have the six ones in
 * a row that they stand for.
 */
const ATOB_SAFE = /^[\x20-\x3d@-}]*$/;

const claimsSchema = z.object({
  organization: z.object({ id: z.string(), slug: z.string() }),
  application: z.object({
    id: z.string(),
    kind: z.enum(["integration", "sales_channel"]),
    client_id: z.string(),
  }),
  market: z.object({ id: z.array(z.string()) }).optional(),
  owner: z.object({ id: z.string(), type: z.literal("Customer") }).optional(),
  test: z.boolean(),
  jti: z.string(),
  sid: z.string().optional(),
  iat_ms: z.int(),
  exp: z.int(),
});

export type TokenKey = { secret: string; issuer: string };

const bytesOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/**
 * A signed token (HS512) with the documented claims, and when it ends. `rand` makes two of one
 * second differ; by `jti` it can be revoked.
 */
export async function signAccessToken(
  subject: TokenSubject,
  { key, now, rand, jti }: { key: TokenKey; now: Date; rand: string; jti: string },
): Promise<{ token: string; createdAt: number; expiresIn: number }> {
  const createdAt = Math.floor(now.getTime() / 1000);
  const expiresIn = TOKEN_LIFETIME_SECONDS[subject.kind];
  const isPublic = subject.kind === "sales_channel";
  const claims = {
    organization: {
      id: subject.organizationId,
      slug: subject.organizationSlug,
      enterprise: false,
      region: "self-hosted",
    },
    application: {
      id: subject.id,
      kind: subject.kind,
      public: isPublic,
      client_id: subject.clientId,
      confidential: !isPublic,
    },
    ...(subject.marketIds === null ? {} : { market: { id: subject.marketIds } }),
    ...(subject.ownerId ? { owner: { id: subject.ownerId, type: "Customer" } } : {}),
    ...(subject.signInId === undefined ? {} : { sid: subject.signInId }),
    scope: subject.scope,
    test: subject.mode === "test",
    rand,
    jti,
    iss: key.issuer,
    iat: createdAt,
    // A customer may change the password and sign in again within one second.
    iat_ms: now.getTime(),
    exp: createdAt + expiresIn,
  };
  assert(ATOB_SAFE.test(JSON.stringify(claims)), "every claim can be read by atob");
  const header = { alg: "HS512", typ: "JWT" };
  const token = await new SignJWT(claims).setProtectedHeader(header).sign(bytesOf(key.secret));
  return { token, createdAt, expiresIn };
}

export type TokenProblem = "expired" | "invalid";

/** The caller a token speaks for. Only our own algorithm, issuer and key are accepted. */
export async function verifyAccessToken(
  token: string,
  { key, now }: { key: TokenKey; now: Date },
): Promise<Result<VerifiedToken, TokenProblem>> {
  try {
    const { payload } = await jwtVerify(token, bytesOf(key.secret), {
      algorithms: ["HS512"],
      issuer: key.issuer,
      currentDate: now,
      requiredClaims: ["exp", "iat"],
    });
    const claims = claimsSchema.safeParse(payload);
    return claims.success ? ok(callerOf(claims.data)) : err("invalid");
  } catch (error) {
    if (error instanceof errors.JWTExpired) return err("expired");
    if (error instanceof errors.JOSEError) return err("invalid");
    throw error;
  }
}

const callerOf = (claims: z.infer<typeof claimsSchema>): VerifiedToken => ({
  id: claims.application.id,
  clientId: claims.application.client_id,
  kind: claims.application.kind,
  mode: claims.test ? "test" : "live",
  organizationId: claims.organization.id,
  marketIds: claims.market?.id ?? null,
  ownerId: claims.owner?.id ?? null,
  token: {
    id: claims.jti,
    applicationId: claims.application.id,
    signInId: claims.sid ?? null,
    ownerId: claims.owner?.id ?? null,
    issuedAt: new Date(claims.iat_ms),
    expiresAt: new Date(claims.exp * 1000),
  },
});
