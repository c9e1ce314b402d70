/** Replaces what events are signed with. What is signed with the one before is still believed. */
import type { Deps } from "../deps";
import { notFound } from "../errors";
import { err, ok, type Result } from "../result";
import { configured } from "./configure";
import { endOf, type GatewayKey } from "./gateway";
import { findGateway } from "./gateway-store";
import { changeGateway, type GatewayError } from "./save-gateway";
import { registerWebhook } from "./write-gateway";

const WEBHOOK_SECRET = "webhook_endpoint_secret";
const SHARED_SECRET = "shared_secret";

/** `seenEnd`: how the secret ended that somebody saw when they asked for another. */
type Renewal = { seenEnd: string | null };
const REPLACED = { code: "illegal_transition", from: "replaced", to: "replaced" } as const;

/** A new shared secret, told this once; the merchant's own service must learn it. */
export async function renewSharedSecret(
  deps: Deps,
  key: GatewayKey,
  { seenEnd }: Renewal,
): Promise<Result<{ secret: string }, GatewayError>> {
  const seen = { name: SHARED_SECRET, end: seenEnd };
  const change = { given: { config: {} }, checks: false, renewsSecret: true, seen };
  const done = await changeGateway(deps, key, change);
  return done.ok ? readSharedSecret(key) : done;
}

/** As it was made with the gateway: told once, to whoever set it up. */
export async function readSharedSecret(
  key: GatewayKey,
): Promise<Result<{ secret: string }, GatewayError>> {
  const found = await findGateway(key);
  const secret = found?.credentials[SHARED_SECRET];
  return typeof secret === "string" ? ok({ secret }) : err(notFound(key.type, key.id));
}

/** Registers our address anew at the provider, which then signs with another secret. */
export async function renewWebhookSecret(
  deps: Deps,
  key: GatewayKey,
  { seenEnd }: Renewal,
): Promise<Result<null, GatewayError>> {
  const found = await findGateway(key);
  if (!found) return err(notFound(key.type, key.id));
  if (endOf(found.credentials[WEBHOOK_SECRET]) !== seenEnd) return err(REPLACED);
  const now = configured(deps, key, found, { config: {} });
  if (!now.ok) return now;
  const registered = await registerWebhook(deps, key, now.value);
  return registered.ok ? ok(null) : registered;
}

/** A secret from the provider's own dashboard, where somebody registered our address by hand. */
export async function keepWebhookSecret(
  deps: Deps,
  key: GatewayKey,
  { secret, seenEnd }: Renewal & { secret: string },
): Promise<Result<null, GatewayError>> {
  const found = await findGateway(key);
  if (!found) return err(notFound(key.type, key.id));
  const previous = found.credentials[WEBHOOK_SECRET] ?? null;
  const config = { [WEBHOOK_SECRET]: secret, [`${WEBHOOK_SECRET}_previous`]: previous };
  const seen = { name: WEBHOOK_SECRET, end: seenEnd };
  return changeGateway(deps, key, { given: { config }, checks: false, renewsSecret: false, seen });
}
