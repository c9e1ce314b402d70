import type { Told } from "../db/told-query";
import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import { resetCircuit } from "../payments/circuit-door";
import type { ProviderError } from "../providers/provider";
import { err, ok, type Result } from "../result";
import { inTurns, turnOf } from "../turns";
import { type Configured, configured } from "./configure";
import {
  changesOf,
  type GatewayFacts,
  type GatewayGiven,
  type GatewayKey,
  webhookUrlOf,
} from "./gateway";
import {
  findGateway,
  insertGateway,
  type ReadGateway,
  removeGateway,
  updateGateway,
} from "./gateway-store";
import { checkConfig, keepsWebhookSecret, registerAt } from "./provider-side";

/** `check_failed`: the provider was asked and did not take the credentials, or could not be asked. */
export type GatewayError =
  | UseCaseError
  | { code: "check_failed"; error: ProviderError }
  | { code: "gateway_in_use" };

const toldBy = (deps: Deps, name: string, changes: JsonObject): Told => ({
  name: `gateway.${name}`,
  changes,
  by: deps.by,
  now: deps.clock.now(),
});

const blank = (type: GatewayKey["type"]): GatewayFacts => ({
  ...{ name: "", settings: {}, credentials: {}, metadata: {} },
  ...{ disabledAt: null, webhookEndpointId: null, reference: null, referenceOrigin: null },
  forcePayments: type === "stripe_gateways",
});

/**
 * Sets a gateway up; answers its id. With `checks` only when its provider takes the credentials. Its provider is then
 * told where its events go; one that cannot be told now is told at the next check.
 */
export async function createGateway(
  deps: Deps,
  input: Pick<GatewayKey, "type" | "mode"> & { given: GatewayGiven; checks: boolean },
): Promise<Result<GatewayKey, GatewayError>> {
  const { type, mode, given, checks } = input;
  const { secretSettings } = deps.providers(type);
  const own = secretSettings.includes(SHARED_SECRET) ? { [SHARED_SECRET]: deps.ids.secret() } : {};
  const before = { ...blank(type), credentials: own };
  const made = configured(deps, input, before, given);
  if (!made.ok) return made;
  const checked = checks ? await checkConfig(deps, type, made.value.config) : ok(null);
  if (!checked.ok) return err({ code: "check_failed", error: checked.error });
  const key = { id: deps.ids.resource(), type, mode };
  const webhookEndpointUrl = webhookUrlOf(deps.settings.appUrl, key);
  const { facts } = made.value;
  const told = toldBy(deps, "created", changesOf(null, facts));
  await insertGateway({ ...facts, ...key, webhookEndpointUrl }, told);
  if (keepsWebhookSecret(deps, type)) await registerWebhook(deps, key, made.value);
  return ok(key);
}

const SHARED_SECRET = "shared_secret";

type Change = { given: GatewayGiven; checks: boolean; renewsSecret: boolean };

/** Changes a gateway. With `checks` only when its provider takes the credentials as they would be; its circuit is then closed. */
export async function changeGateway(
  deps: Deps,
  key: GatewayKey,
  { given, checks, renewsSecret }: Change,
): Promise<Result<null, GatewayError>> {
  const found = await findGateway(key);
  if (!found) return err(notFound(key.type, key.id));
  const newSecret = renewsSecret ? deps.ids.secret() : null;
  const decide = (before: ReadGateway) =>
    configured(deps, key, before, {
      ...given,
      config: { ...given.config, ...(newSecret === null ? {} : renewed(before, newSecret)) },
    });
  const first = decide(found);
  if (!first.ok) return first;
  const checked = checks ? await checkConfig(deps, key.type, first.value.config) : ok(null);
  if (!checked.ok) return err({ code: "check_failed", error: checked.error });
  const written = await write(deps, key, found, decide);
  if (!written.ok) return written;
  const isRekeyed = given.config.secret_key !== undefined;
  const isUnheard = checks && found.credentials.webhook_endpoint_secret == null;
  if (keepsWebhookSecret(deps, key.type) && (isRekeyed || isUnheard)) {
    await registerWebhook(deps, key, first.value);
  }
  return checks ? resetCircuit(deps, { gatewayId: key.id }) : ok(null);
}

/** What was signed with the secret before is still believed. */
const renewed = ({ credentials }: ReadGateway, secret: string): JsonObject => ({
  [SHARED_SECRET]: secret,
  [`${SHARED_SECRET}_previous`]: credentials[SHARED_SECRET] ?? null,
});

async function write(
  deps: Deps,
  key: GatewayKey,
  from: ReadGateway | null,
  decide: (before: ReadGateway) => Result<Configured, UseCaseError>,
): Promise<Result<null, UseCaseError>> {
  return inTurns<ReadGateway, null, UseCaseError>(from, {
    read: () => findGateway(key),
    take: async (before) => {
      const next = decide(before);
      if (!next.ok) return next;
      const changes = changesOf(before, next.value.facts);
      if (Object.keys(changes).length === 0) return turnOf(true, null);
      const told = toldBy(deps, "updated", changes);
      return turnOf(await updateGateway(before, next.value.facts, told), null);
    },
    missing: () => err(notFound(key.type, key.id)),
  });
}

/** Tells the provider where its events go, and keeps what they will be signed with. A refusal leaves all as it was. */
async function registerWebhook(deps: Deps, key: GatewayKey, { config }: Configured) {
  const registered = await registerAt(deps, key, config);
  if (!registered) return;
  const { id, secret } = registered;
  await write(deps, key, null, (before) => {
    const { webhook_endpoint_secret: old = null } = before.credentials;
    const credentials = {
      ...before.credentials,
      webhook_endpoint_secret: secret,
      webhook_endpoint_secret_previous: old,
    };
    return ok({ facts: { ...before, credentials, webhookEndpointId: id }, config });
  });
}

/** Takes away a gateway that nothing hangs on. */
export async function deleteGateway(
  deps: Deps,
  key: GatewayKey,
): Promise<Result<null, GatewayError>> {
  const done = await removeGateway(key, toldBy(deps, "deleted", {}));
  switch (done) {
    case "removed":
      return ok(null);
    case "in_use":
      return err({ code: "gateway_in_use" });
    case "not_found":
      return err(notFound(key.type, key.id));
    default:
      throw new Error(`Unknown: ${done satisfies never}`);
  }
}
