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
  for (let attempt = 1; ; attempt++) {
    const status = await put(`${env.SANDBOX_URL}/_control/external-merchants/${id}`, env, body);
    if (status === 200 || status === 201 || status === 204) return;
    if (attempt >= TRIES_MAX || status === 401) {
      throw new Error(`The sandbox did not take the demo merchant (${status ?? "no answer"}).`);
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
