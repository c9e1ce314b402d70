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
  | { code: "invalid_scope"; detail: string };

const text = z.string().min(1).max(512);
const requestSchema = z.object({
  grant_type: text,
  client_id: text,
  client_secret: text.optional(),
  scope: text.optional(),
});
export type GrantRequest = z.infer<typeof requestSchema>;

/**
 * A token request's fields, whichever way they came (JSON, form, or HTTP Basic). Unknown ones are
 * left out.
 */
export function readGrantRequest(fields: unknown): Result<GrantRequest, GrantError> {
  const parsed = requestSchema.safeParse(fields);
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path.join(".") || "The body";
    return err({ code: "invalid_request", detail: `${name} is missing or not a text.` });
  }
  if (parsed.data.grant_type !== "client_credentials") {
    const detail = "Only grant_type client_credentials is offered.";
    return err({ code: "unsupported_grant_type", detail });
  }
  return ok(parsed.data);
}

/**
 * Who the token will speak for. An integration proves itself with its secret; a sales channel is
 * public and has none. One answer stands for every way in which a client can be wrong.
 */
export function decideGrant(
  request: GrantRequest,
  { client, organization, markets }: GrantFacts,
): Result<TokenSubject, GrantError> {
  if (client === null || !isProven(client, request.client_secret)) {
    const detail = "The client is unknown, or its secret is wrong.";
    return err({ code: "invalid_client", detail });
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
