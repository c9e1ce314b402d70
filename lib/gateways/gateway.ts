/** A merchant's gateway as it is set up: what may be written of it, and what is told of a change. */
import { differences } from "../differences";
import type { GatewayType } from "../gateway-types";
import type { Json, JsonObject } from "../json";
import type { ProviderError } from "../providers/provider";

export type GatewayFacts = {
  name: string;
  /** The provider's schema knows both halves joined; this one is no secret. */
  settings: JsonObject;
  credentials: JsonObject;
  forcePayments: boolean;
  disabledAt: Date | null;
  webhookEndpointId: string | null;
  metadata: JsonObject;
  reference: string | null;
  referenceOrigin: string | null;
};

export type StoredGateway = GatewayFacts & {
  id: string;
  type: GatewayType;
  mode: "test" | "live";
};

/** What names one gateway: another mode's, or another type's, is no such gateway. */
export type GatewayKey = Pick<StoredGateway, "id" | "type" | "mode">;

/** What somebody gave; absent members change nothing. */
export type GatewayGiven = Partial<
  Pick<GatewayFacts, "name" | "forcePayments" | "metadata" | "reference" | "referenceOrigin">
> & {
  /** Settings and credentials alike, in the API's names; null clears. */
  config: JsonObject;
  isEnabled?: boolean;
};

/** Why a provider did not take the credentials, or could not be asked. */
export type CheckError = { code: ProviderError["code"]; detail: string };

/** Where the provider's events come in. */
export const webhookUrlOf = (appUrl: string, { type, id }: Pick<GatewayKey, "type" | "id">) =>
  `${appUrl}/webhook_callbacks/${type}/${id}`;

const LAST_DIGITS = 4;

export const endOf = (credential: Json | undefined): string | null =>
  typeof credential === "string" ? credential.slice(-LAST_DIGITS) : null;

/** The ends of the credentials: enough to tell two apart, never more. */
export const credentialKeysOf = (credentials: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(credentials).map(([name, value]) => [name, endOf(value)]));

const toldOf = (facts: GatewayFacts): JsonObject => ({
  name: facts.name,
  ...facts.settings,
  credential_keys: credentialKeysOf(facts.credentials),
  force_payments: facts.forcePayments,
  disabled_at: facts.disabledAt?.toISOString() ?? null,
  webhook_endpoint_id: facts.webhookEndpointId,
  metadata: facts.metadata,
  reference: facts.reference,
  reference_origin: facts.referenceOrigin,
});

/** Old and new values of what differs, for the history; of credentials the ends only. */
export function changesOf(before: GatewayFacts | null, after: GatewayFacts): JsonObject {
  // A setting that was cleared is kept no more, and told as null.
  const cleared = Object.keys(before?.settings ?? {}).map((name) => [name, null] as const);
  const now = { ...Object.fromEntries(cleared), ...toldOf(after) };
  const changes = differences(before ? toldOf(before) : {}, now);
  // A new secret may end as the old one did: that it changed is told all the same.
  const isRenewed =
    before !== null && JSON.stringify(before.credentials) !== JSON.stringify(after.credentials);
  const ends = [before, after].map((facts) => facts && credentialKeysOf(facts.credentials));
  return isRenewed ? { ...changes, credential_keys: ends } : changes;
}
