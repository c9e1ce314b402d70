import "server-only";
import { systemClock } from "../clock";
import type { Env } from "../env";
import type { DemoFacts } from "./demo-facts";

const TRIES_MAX = 40;
const PAUSE_MS = 250;

/**
 * A real merchant copies the gateway's shared secret and callback address into a system of its own; the demo's is told
 * by its control address.
 */
export async function registerExternalMerchant(env: Env, facts: DemoFacts): Promise<void> {
  const { id, secret_key } = facts.gateways.external_gateways;
  const body = JSON.stringify({
    shared_secret: secret_key,
    callback_url: `${env.APP_URL}/webhook_callbacks/external_gateways/${id}`,
  });
  await tell(env, `external-merchants/${id}`, body);
}

/** At real providers a shop's name stands in its account; at the sandbox it is told, for the bank's page to show. */
export async function nameShopAtProviders(
  env: Env,
  { gateways }: DemoFacts,
  name: string,
): Promise<void> {
  const keys = [gateways.stripe_gateways.secret_key, gateways.checkout_com_gateways.secret_key];
  const accounts = keys.map((key) => key.split("_").at(-1) ?? "");
  const body = JSON.stringify({ name });
  await Promise.all(accounts.map((account) => tell(env, `accounts/${account}`, body)));
}

/** Waits for a sandbox that is not listening yet. */
async function tell(env: Env, path: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const status = await put(`${env.SANDBOX_URL}/_control/${path}`, env, body);
    if (status === 200 || status === 201 || status === 204) return;
    if (attempt >= TRIES_MAX || status === 401) {
      throw new Error(`The sandbox did not take the demo shop (${status ?? "no answer"}).`);
    }
    await systemClock.sleep(PAUSE_MS);
  }
}

async function put(url: string, env: Env, body: string): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: "PUT",
      headers: {
        "content-type": "application/json",
        "x-sandbox-key": env.SANDBOX_CONTROL_KEY ?? "",
      },
      body,
      signal: AbortSignal.timeout(5_000),
    });
    return answer.status;
  } catch {
    return null; // Not listening yet.
  }
}
