/** How a gateway's row is changed: decided on what was read, written if nobody else has written since, told in the history. */
import type { Told } from "../db/told-query";
import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import type { ProviderError } from "../providers/provider";
import { err, ok, type Result } from "../result";
import { inTurns, turnOf } from "../turns";
import type { Configured } from "./configure";
import { changesOf, type GatewayKey } from "./gateway";
import { findGateway, noteCheck, type ReadGateway, updateGateway } from "./gateway-store";
import { registerAt } from "./provider-side";

export const toldBy = (deps: Deps, name: string, changes: JsonObject): Told => ({
  name: `gateway.${name}`,
  changes,
  by: deps.by,
  now: deps.clock.now(),
});

/** `from`: the gateway as just read; null reads it. */
export async function writeGateway(
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
export async function registerWebhook(
  deps: Deps,
  key: GatewayKey,
  { config }: Pick<Configured, "config">,
): Promise<Result<{ secret: string }, UseCaseError>> {
  const registered = await registerAt(deps, key, config);
  if (!registered.ok) return registered;
  const { id, secret } = registered.value;
  const written = await writeGateway(deps, key, null, (before) => {
    const { webhook_endpoint_secret: old = null } = before.credentials;
    const credentials = {
      ...before.credentials,
      webhook_endpoint_secret: secret,
      webhook_endpoint_secret_previous: old,
    };
    return ok({ facts: { ...before, credentials, webhookEndpointId: id }, config });
  });
  return written.ok ? ok({ secret }) : written;
}

/** What the provider said of the credentials, as the admin shows it and the history tells it. */
export function keepAnswer(
  deps: Deps,
  key: GatewayKey,
  answer: Result<null, ProviderError>,
): Promise<void> {
  const error = answer.ok ? null : { code: answer.error.code, detail: answer.error.detail };
  const told = toldBy(deps, "checked", { answer: error === null ? "taken" : error.code });
  return noteCheck(key, error, told);
}
