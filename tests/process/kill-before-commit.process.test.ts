// kill -9 of the app between the provider's answer and its own commit: the order is authorized once, at the provider too.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startProduct } from "../../scripts/test/product.mjs";

const DEADLINE_MS = 60_000;
type Product = Awaited<ReturnType<typeof startProduct>>;
type Document = { id: string; attributes: Record<string, unknown> };

let product: Product;
let token: string;

beforeAll(async () => {
  product = await startProduct({ PROVIDER_TIMEOUT_MS: "3000", SWEEP_INTERVAL_MS: "1000" });
  const answer = await fetch(`${product.baseUrl}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ grant_type: "client_credentials", ...product.demo().integration }),
  });
  token = (await answer.json()).access_token;
});
afterAll(() => product?.stop());

async function api(method: string, path: string, body?: object): Promise<Document> {
  const answer = await fetch(`${product.baseUrl}/api/${path}`, {
    method,
    headers: {
      accept: "application/vnd.api+json",
      "content-type": "application/vnd.api+json",
      authorization: `Bearer ${token}`,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const document = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(document)}`);
  return document.data;
}

const create = (type: string, attributes: object, orderId?: string): Promise<Document> =>
  api("POST", type, {
    data: {
      type,
      attributes,
      ...(orderId ? { relationships: { order: { data: { type: "orders", id: orderId } } } } : {}),
    },
  });

async function control<T>(method: string, path: string, body?: object): Promise<T> {
  const key = readFileSync(join(product.dataDirectory, "sandbox", "control-key"), "utf8").trim();
  const answer = await fetch(`${product.sandboxUrl}/_control/${path}`, {
    method,
    headers: { "x-sandbox-key": key, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return answer.json();
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const endsAt = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = await look().catch(() => null); // The app may be down at this moment.
    if (found !== null) return found;
    if (Date.now() > endsAt) throw new Error(`Waited in vain for ${what}.\n${product.output()}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** The app's own process among the supervisor's children. */
function appPid(): number {
  const children = execFileSync("pgrep", ["-P", String(product.pid), "-f", "serve.mjs"], {
    encoding: "utf8",
  });
  return Number(children.trim().split("\n")[0]);
}

type Entry = { kind: string; reference: string | null; paymentId: string };

/** Payments carry `<order id>-<attempt>`; the external gateway's book says the order's id. */
const authorizationsOf = async (orderId: string): Promise<Entry[]> => {
  const { entries } = await control<{ entries: Entry[] }>("GET", "book");
  return entries.filter(
    (entry) => entry.kind === "authorization" && JSON.stringify(entry).includes(orderId),
  );
};

async function checkoutComToken(): Promise<string> {
  const answer = await fetch(`${product.sandboxUrl}/tokens`, {
    method: "POST",
    headers: {
      authorization: product.demo().gateways.checkout_com_gateways.publishable_key,
      "content-type": "application/json",
    },
    body: JSON.stringify({
      type: "card",
      number: "4242424242424242",
      expiry_month: 6,
      expiry_year: 2032,
      cvv: "100",
    }),
  });
  return (await answer.json()).token;
}

const ROADS = [
  {
    type: "checkout_com_payments",
    provider: "checkout_com",
    attributes: async () => ({ payment_type: "token", token: await checkoutComToken() }),
  },
  {
    type: "external_payments",
    provider: "external",
    attributes: async () => ({ payment_source_token: "NB-APPROVE" }),
  },
] as const;

describe("kill -9 of the app between the provider's answer and its own commit", () => {
  it.each(ROADS)("leaves one authorization: $type", async ({ type, provider, attributes }) => {
    const order = await create("orders", {
      currency_code: "EUR",
      customer_email: "kill@example.com",
    });
    await create(
      "line_items",
      { name: "One thing", unit_amount_cents: 6500, quantity: 1 },
      order.id,
    );
    await create(type, await attributes(), order.id);
    await control("POST", "faults", { provider, kind: "hold_after", count: 1 });
    // Its answer never comes: the app dies while it waits.
    const placing = api("PATCH", `orders/${order.id}`, {
      data: { type: "orders", id: order.id, attributes: { _place: true } },
    }).catch(() => null);
    await until("the provider to act", async () =>
      (await authorizationsOf(order.id)).length > 0 ? true : null,
    );
    process.kill(appPid(), "SIGKILL");
    await placing;
    await control("POST", "release");

    const placed = await until("the order to be placed", async () => {
      const { attributes: now } = await api("GET", `orders/${order.id}`);
      return now.status === "placed" ? now : null;
    });
    expect(placed).toMatchObject({ status: "placed", payment_status: "authorized" });
    expect(await authorizationsOf(order.id)).toHaveLength(1);
  });
});
