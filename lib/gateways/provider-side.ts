/** What setting a gateway up asks of its provider. Nothing here moves money. */
import type { Deps } from "../deps";
import type { GatewayType } from "../gateway-types";
import type { IdempotencyKey } from "../ids";
import { log } from "../log";
import type { ProviderError } from "../providers/provider";
import { ok, type Result } from "../result";
import { type GatewayKey, webhookUrlOf } from "./gateway";

/** Whether the provider takes these credentials; a provider that cannot be asked takes all. */
export async function checkConfig(
  deps: Deps,
  type: GatewayType,
  config: unknown,
): Promise<Result<null, ProviderError>> {
  const { check } = deps.providers(type);
  return check ? check({ config, signal: deadlineOf(deps) }) : ok(null);
}

/** Where the provider signs its events with a secret that it and we agree on when they are registered. */
export const keepsWebhookSecret = (deps: Deps, type: GatewayType): boolean =>
  deps.providers(type).secretSettings.includes("webhook_endpoint_secret");

/** A refusal is no more than said: the gateway works without, and learns of payments by asking. */
export async function registerAt(
  deps: Deps,
  key: GatewayKey,
  config: unknown,
): Promise<Result<{ id: string; secret: string }, ProviderError>> {
  const url = webhookUrlOf(deps.settings.appUrl, key);
  const idempotencyKey = deps.ids.call() as IdempotencyKey;
  const call = { config, idempotencyKey, signal: deadlineOf(deps) };
  const registered = await deps.providers(key.type).registerWebhook(call, url);
  if (!registered.ok) {
    const { code, detail } = registered.error;
    log.warn({ gatewayId: key.id, code, detail }, "a gateway's webhook could not be registered");
  }
  return registered;
}

const deadlineOf = ({ clock, settings }: Deps): AbortSignal =>
  clock.deadline(settings.providerTimeoutMs);
