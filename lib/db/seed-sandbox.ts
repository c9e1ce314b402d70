import "server-only";
import { systemClock } from "../clock";
import type { Env } from "../env";
import { DEMO_SHOP } from "./demo.data";
import type { DemoFacts } from "./demo-facts";

const TRIES_MAX = 40;
const PAUSE_MS = 250;

/**
 * What a merchant would tell a provider's people by hand. The external gateway's shared secret and callback address go
 * into the merchant's own system, and the shop's name onto the bank's page; the sandbox is told by its control address.
 */
export async function introduceShop(env: Env, facts: DemoFacts): Promise<void> {
  const { external_gateways: external, stripe_gateways, checkout_com_gateways } = facts.gateways;
  const named = [stripe_gateways, checkout_com_gateways].map(({ secret_key }) =>
    tell(env, `accounts/${encodeURIComponent(accountOf(secret_key))}`, {
      name: DEMO_SHOP.organization.name,
    }),
  );
  const merchant = tell(env, `external-merchants/${external.id}`, {
    shared_secret: external.secret_key,
    callback_url: `${env.APP_URL}/webhook_callbacks/external_gateways/${external.id}`,
  });
  await Promise.all([...named, merchant]);
}

/** `sk_test_X` and `sk_sbox_X` belong to the account `X`. */
const accountOf = (key: string): string => key.replace(/^sk_(test|sbox)_/, "");

/** The sandbox may still be starting: it is asked again for ten seconds. */
async function tell(env: Env, path: string, body: Record<string, string>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const status = await put(`${env.SANDBOX_URL}/_control/${path}`, env, body);
    if (status !== null && status < 300) return;
    if (attempt >= TRIES_MAX || status === 401) {
      throw new Error(`The sandbox did not take the demo shop (${status ?? "no answer"}).`);
    }
    await systemClock.sleep(PAUSE_MS);
  }
}

async function put(url: string, env: Env, body: object): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: "PUT",
      headers: {
        "content-type": "application/json",
        "x-sandbox-key": env.SANDBOX_CONTROL_KEY ?? "",
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    });
    return answer.status;
  } catch {
    return null; // Not listening yet.
  }
}
