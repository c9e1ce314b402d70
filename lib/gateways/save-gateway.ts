import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import { resetCircuit } from "../payments/circuit-door";
import type { ProviderError } from "../providers/provider";
import { err, ok, type Result } from "../result";
import { configured } from "./configure";
import {
  changesOf,
  endOf,
  type GatewayFacts,
  type GatewayGiven,
  type GatewayKey,
  webhookUrlOf,
} from "./gateway";
import { findGateway, insertGateway, type ReadGateway, removeGateway } from "./gateway-store";
import { checkConfig, keepsWebhookSecret } from "./provider-side";
import { keepAnswer, registerWebhook, toldBy, writeGateway } from "./write-gateway";

/** `check_failed`: the provider was asked and did not take the credentials, or could not be asked. */
export type GatewayError =
  | UseCaseError
  | { code: "check_failed"; error: ProviderError }
  | { code: "gateway_in_use" };

const blank = (type: GatewayKey["type"]): GatewayFacts => ({
  ...{ name: "", settings: {}, credentials: {}, metadata: {} },
  ...{ disabledAt: null, webhookEndpointId: null, reference: null, referenceOrigin: null },
  forcePayments: type === "stripe_gateways",
});

type Creation = Pick<GatewayKey, "type" | "mode"> & {
  given: GatewayGiven;
  checks: boolean;
  /** Whoever sends the same again names it, and it is made once. */
  id?: string;
};

/**
 * Sets a gateway up; answers what names it. With `checks` only when its provider takes the credentials. Its provider is
 * then told where its events go; one that cannot be told now is told at the next check.
 */
export async function createGateway(
  deps: Deps,
  input: Creation,
): Promise<Result<GatewayKey, GatewayError>> {
  const { type, mode, given, checks } = input;
  const key = { id: input.id ?? deps.ids.resource(), type, mode };
  if (input.id !== undefined && (await findGateway(key))) return ok(key);
  const { secretSettings } = deps.providers(type);
  const own = secretSettings.includes(SHARED_SECRET) ? { [SHARED_SECRET]: deps.ids.secret() } : {};
  const before = { ...blank(type), credentials: own };
  const made = configured(deps, input, before, given);
  if (!made.ok) return made;
  const checked = checks ? await checkConfig(deps, type, made.value.config) : ok(null);
  if (!checked.ok) return err({ code: "check_failed", error: checked.error });
  const webhookEndpointUrl = webhookUrlOf(deps.settings.appUrl, key);
  const { facts } = made.value;
  const told = toldBy(deps, "created", changesOf(null, facts));
  const isMade = await insertGateway({ ...facts, ...key, webhookEndpointUrl }, told);
  if (!isMade) return (await findGateway(key)) ? ok(key) : err({ code: "idempotency_conflict" });
  if (checks && canBeAsked(deps, type)) await keepAnswer(deps, key, checked);
  if (keepsWebhookSecret(deps, type)) await registerWebhook(deps, key, made.value);
  return ok(key);
}

const SHARED_SECRET = "shared_secret";

const canBeAsked = (deps: Deps, type: GatewayKey["type"]): boolean =>
  deps.providers(type).check !== undefined;

type Change = {
  given: GatewayGiven;
  checks: boolean;
  renewsSecret: boolean;
  /** The end of a secret as it was seen: another one is left alone, so that pressing twice replaces it once. */
  seen?: { name: string; end: string | null };
};

/** Changes a gateway. With `checks` only when its provider takes the credentials as they would be; its circuit is then closed. */
export async function changeGateway(
  deps: Deps,
  key: GatewayKey,
  { given, checks, renewsSecret, seen }: Change,
): Promise<Result<null, GatewayError>> {
  const found = await findGateway(key);
  if (!found) return err(notFound(key.type, key.id));
  const newSecret = renewsSecret ? deps.ids.secret() : null;
  const decide = (before: ReadGateway) => {
    if (seen && endOf(before.credentials[seen.name]) !== seen.end) return err(REPLACED);
    const config = newSecret === null ? {} : renewed(before, newSecret);
    return configured(deps, key, before, { ...given, config: { ...given.config, ...config } });
  };
  const first = decide(found);
  if (!first.ok) return first;
  const asks = checks && canBeAsked(deps, key.type);
  const checked = asks ? await checkConfig(deps, key.type, first.value.config) : ok(null);
  if (!checked.ok) {
    if (isNothing(given)) await keepAnswer(deps, key, checked);
    return err({ code: "check_failed", error: checked.error });
  }
  const written = await writeGateway(deps, key, found, decide);
  if (!written.ok) return written;
  if (asks) await keepAnswer(deps, key, checked);
  const isUnheard = checks && found.credentials.webhook_endpoint_secret == null;
  if (keepsWebhookSecret(deps, key.type) && (isRekeyed(deps, key, given) || isUnheard)) {
    await registerWebhook(deps, key, first.value);
  }
  return checks ? resetCircuit(deps, { gatewayId: key.id }) : ok(null);
}

const REPLACED = { code: "illegal_transition", from: "replaced", to: "replaced" } as const;

/** What the provider says is then of the credentials that are kept. */
const isNothing = ({ config, ...values }: GatewayGiven): boolean =>
  Object.keys(config).length === 0 && Object.keys(values).length === 0;

const SIGNING = /^(shared|webhook_endpoint)_secret(_previous)?$/;

/** Another key may be another account's, which knows nothing of our webhook. */
const isRekeyed = (deps: Deps, { type }: GatewayKey, { config }: GatewayGiven): boolean =>
  deps
    .providers(type)
    .secretSettings.some((name) => !SIGNING.test(name) && config[name] !== undefined);

/** What was signed with the secret before is still believed. */
const renewed = ({ credentials }: ReadGateway, secret: string): JsonObject => ({
  [SHARED_SECRET]: secret,
  [`${SHARED_SECRET}_previous`]: credentials[SHARED_SECRET] ?? null,
});

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
