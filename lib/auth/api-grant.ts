import { z } from "zod";
import { err, ok, type Result } from "../result";
import type { TokenSubject } from "./access-token";
import type { findGrantFacts } from "./api-client-store";
import { isWithin, marketsOf } from "./api-scope";
import { isApiSecret } from "./api-secret";

export type GrantFacts = Awaited<ReturnType<typeof findGrantFacts>>;

export type GrantError =
  | { code: "invalid_request"; detail: string }
  | { code: "unsupported_grant_type"; detail: string }
  | { code: "invalid_client"; detail: string }
  | { code: "unauthorized_client"; detail: string }
  | { code: "invalid_grant"; detail: string }
  | { code: "invalid_scope"; detail: string };

const text = z.string().min(1).max(512);
const client = { client_id: text, client_secret: text.optional() };
const common = { ...client, scope: text.optional() };
const grantTypes = z.object({ grant_type: text });
const requestSchema = z.discriminatedUnion("grant_type", [
  z.object({ grant_type: z.literal("client_credentials"), ...common }),
  z.object({ grant_type: z.literal("password"), username: text, password: text, ...common }),
  z.object({ grant_type: z.literal("refresh_token"), refresh_token: text, ...common }),
]);
export type GrantRequest = z.infer<typeof requestSchema>;
const GRANT_TYPES = ["client_credentials", "password", "refresh_token"];
const revokeSchema = z.object({ token: z.string().min(1).max(8_192), ...client });
export type RevokeRequest = z.infer<typeof revokeSchema>;

const unreadable = (error: z.ZodError): GrantError => {
  const name = error.issues[0]?.path.join(".") || "The body";
  return { code: "invalid_request", detail: `${name} is missing or not a text.` };
};

/**
 * A token request's fields, whichever way they came (JSON, form, or HTTP Basic). Unknown ones are
 * left out.
 */
export function readGrantRequest(fields: unknown): Result<GrantRequest, GrantError> {
  const named = grantTypes.safeParse(fields);
  if (!named.success) return err(unreadable(named.error));
  if (!GRANT_TYPES.includes(named.data.grant_type)) {
    const detail = `Offered are the grant types ${GRANT_TYPES.join(", ")}.`;
    return err({ code: "unsupported_grant_type", detail });
  }
  const parsed = requestSchema.safeParse(fields);
  return parsed.success ? ok(parsed.data) : err(unreadable(parsed.error));
}

/** What `/oauth/revoke` is sent. */
export function readRevokeRequest(fields: unknown): Result<RevokeRequest, GrantError> {
  const parsed = revokeSchema.safeParse(fields);
  return parsed.success ? ok(parsed.data) : err(unreadable(parsed.error));
}

const UNKNOWN_CLIENT: GrantError = {
  code: "invalid_client",
  detail: "The client is unknown, or its secret is wrong.",
};

/** Null when the client is who it says. One answer stands for every way in which it can be wrong. */
export function refuseClient(
  request: Pick<GrantRequest, "client_secret">,
  client: GrantFacts["client"],
): GrantError | null {
  if (client !== null && isProven(client, request.client_secret)) return null;
  return UNKNOWN_CLIENT;
}

/**
 * Who the token will speak for. An integration proves itself with its secret; a sales channel is
 * public and has none; for customers only a sales channel speaks.
 */
export function decideGrant(
  request: Pick<GrantRequest, "client_secret" | "scope"> & { grant_type: string },
  { client, organization, markets }: GrantFacts,
): Result<TokenSubject, GrantError> {
  const refused = refuseClient(request, client);
  if (refused !== null || client === null) {
    return err(refused ?? UNKNOWN_CLIENT);
  }
  if (request.grant_type !== "client_credentials" && client.kind !== "sales_channel") {
    const detail = "Customers sign in through a sales channel.";
    return err({ code: "unauthorized_client", detail });
  }
  const scope = request.scope ?? client.scope;
  const allowed = marketsOf(client.scope, markets);
  const wanted = marketsOf(scope, markets);
  if (!allowed.ok || !wanted.ok || !isWithin(wanted.value, allowed.value)) {
    const detail =
      "The scope names a market that does not exist or that this client may not sell in.";
    return err({ code: "invalid_scope", detail });
  }
  return ok({
    id: client.id,
    clientId: client.clientId,
    kind: client.kind,
    mode: client.mode,
    organizationId: organization.id,
    organizationSlug: organization.slug,
    marketIds: wanted.value,
    scope,
  });
}

const isProven = (client: NonNullable<GrantFacts["client"]>, secret: string | undefined): boolean =>
  client.isEnabled && (client.secretHash === null || isApiSecret(secret ?? "", client.secretHash));
