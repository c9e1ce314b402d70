/** The sandbox as a whole, over HTTP: faults, the book, the clock, webhooks and the pages. */
import { createHmac } from "node:crypto";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type StripeWorld } from "./contract/stripe-world";
import { createSandbox, type Sandbox } from "./server";

const KEY = "control";
const ACCOUNT = "servertest00000000";
const PAID = {
  amount: 6500,
  currency: "eur",
  confirm: true,
  payment_method: "pm_card_visa",
  automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  metadata: { order: "abc" },
} as const;

let sandbox: Sandbox;
let world: StripeWorld;

beforeEach(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: KEY });
  world = openWorld({
    secretKey: `sk_test_${ACCOUNT}`,
    publishableKey: `pk_test_${ACCOUNT}`,
    sandbox: { url: sandbox.url, controlKey: KEY },
  });
});
afterEach(() => sandbox.close());

async function control(method: string, path: string, body?: object) {
  const response = await fetch(`${sandbox.url}/_control${path}`, {
    method,
    headers: { "x-sandbox-key": KEY },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const fault = (kind: string, more: object = {}) =>
  control("POST", "/faults", {
    provider: "stripe",
    operation: "payment_intents.create",
    kind,
    ...more,
  });

const book = async () =>
  (await control("GET", `/book?account=${ACCOUNT}`)).body.entries as Record<string, unknown>[];

/** A client that gives up soon, so that a hanging answer is a test of milliseconds. */
const impatient = () =>
  new Stripe(`sk_test_${ACCOUNT}`, {
    host: "127.0.0.1",
    port: Number(new URL(sandbox.url).port),
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: 300,
  });

describe("/_control", () => {
  it("answers 401 without its key", async () => {
    for (const path of ["/book", "/faults", "/clock", "/deliveries"]) {
      expect((await fetch(`${sandbox.url}/_control${path}`)).status).toBe(401);
    }
  });

  it("says what is wrong with a fault", async () => {
    expect((await fault("explode")).body.error).toMatch(/^kind must be one of/);
    expect((await fault("slow", { count: 0 })).status).toBe(422);
    expect((await control("POST", "/clock", { advanceMs: -1 })).status).toBe(422);
  });

  it("keeps a book of what was charged, and forgets payments on reset", async () => {
    await world.stripe.paymentIntents.create(PAID);
    const kinds = (await book()).map(({ kind, amountMinor, currency }) => [
      kind,
      amountMinor,
      currency,
    ]);
    expect(kinds).toEqual([
      ["authorization", 6500, "EUR"],
      ["capture", 6500, "EUR"],
    ]);
    const byOrder = await control("GET", "/book?reference=abc");
    expect(byOrder.body.entries).toHaveLength(2);
    await control("POST", "/reset");
    expect(await book()).toEqual([]);
    expect((await world.stripe.paymentIntents.list()).data).toEqual([]);
  });
});

describe("faults", () => {
  it("before: nothing happened", async () => {
    await fault("timeout_before");
    await expect(impatient().paymentIntents.create(PAID)).rejects.toThrow();
    await fault("error_before");
    await expect(world.stripe.paymentIntents.create(PAID)).rejects.toMatchObject({
      statusCode: 500,
    });
    await fault("rate_limited");
    await expect(world.stripe.paymentIntents.create(PAID)).rejects.toMatchObject({
      statusCode: 429,
    });
    expect(await book()).toEqual([]);
    expect((await control("GET", "/faults")).body.faults).toEqual([]);
  });

  it.each(["timeout_after", "reset_after", "error_after", "bad_json"])(
    "%s: the money has moved, and the same key finds it",
    async (kind) => {
      await fault(kind);
      const options = { idempotencyKey: "order-1" };
      const client = kind === "reset_after" ? world.stripe : impatient();
      await expect(client.paymentIntents.create(PAID, options)).rejects.toThrow();
      expect(await book()).toHaveLength(2);
      const again = await world.stripe.paymentIntents.create(PAID, options);
      expect(again.status).toBe("succeeded");
      expect(await book()).toHaveLength(2);
    },
  );

  it("hold_after: the answer waits for release", async () => {
    await fault("hold_after", { match: "abc" });
    let answered = false;
    const held = world.stripe.paymentIntents.create(PAID).then((intent) => {
      answered = true;
      return intent;
    });
    while ((await book()).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(answered).toBe(false);
    expect((await control("POST", "/release")).body.released).toBe(1);
    expect((await held).status).toBe("succeeded");
  });

  it("slow: the key is in use meanwhile", async () => {
    await fault("slow", { delayMs: 300 });
    const options = { idempotencyKey: "order-2" };
    const first = world.stripe.paymentIntents.create(PAID, options);
    await new Promise((resolve) => setTimeout(resolve, 80));
    await expect(world.stripe.paymentIntents.create(PAID, options)).rejects.toMatchObject({
      statusCode: 409,
      code: "idempotency_key_in_use",
    });
    expect((await first).status).toBe("succeeded");
  });

  it("decline and wrong_amount are acted out by the bank", async () => {
    await fault("decline");
    await expect(world.stripe.paymentIntents.create(PAID)).rejects.toMatchObject({
      statusCode: 402,
    });
    await fault("wrong_amount");
    expect((await world.stripe.paymentIntents.create(PAID)).amount_received).toBe(6600);
  });

  it("meet a capture by what its payment's order is", async () => {
    const held = await world.stripe.paymentIntents.create({ ...PAID, capture_method: "manual" });
    await control("POST", "/faults", { provider: "stripe", kind: "error_before", match: "abc" });
    await expect(world.stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
      statusCode: 500,
    });
    expect((await world.stripe.paymentIntents.capture(held.id)).status).toBe("succeeded");
  });

  it("hit only what they match, as often as they say", async () => {
    await fault("error_before", { count: 2, match: "other-order" });
    expect((await world.stripe.paymentIntents.create(PAID)).status).toBe("succeeded");
    const other = { ...PAID, metadata: { order: "other-order" } };
    for (let count = 0; count < 2; count += 1) {
      await expect(world.stripe.paymentIntents.create(other)).rejects.toThrow();
    }
    expect((await world.stripe.paymentIntents.create(other)).status).toBe("succeeded");
  });
});

describe("webhooks", () => {
  const webhookFault = (kind: string) =>
    control("POST", "/faults", { provider: "stripe", operation: "payment_intent.succeeded", kind });

  async function receive(kind: string | null) {
    const receiver = await world.tools.receiveWebhooks();
    const endpoint = await world.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["payment_intent.created", "payment_intent.succeeded"],
    });
    if (kind !== null) await webhookFault(kind);
    await world.stripe.paymentIntents.create(PAID);
    return { receiver, secret: endpoint.secret ?? "" };
  }
  const types = (received: readonly { body: string }[]): string[] =>
    received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it("are dropped on request", async () => {
    const dropped = await receive("webhook_drop");
    await dropped.receiver.until(["payment_intent.created"]);
    await pause(150);
    expect(types(dropped.receiver.received)).toEqual(["payment_intent.created"]);
    await dropped.receiver.close();
  });

  it("are doubled on request", async () => {
    const doubled = await receive("webhook_duplicate");
    await doubled.receiver.until(["payment_intent.succeeded"]);
    await pause(150);
    const both = types(doubled.receiver.received).filter((type) => type.endsWith("succeeded"));
    expect(both).toHaveLength(2);
    await doubled.receiver.close();
  });

  it("carry a wrong body under the right signature when tampered with", async () => {
    const { receiver, secret } = await receive("webhook_tamper");
    await receiver.until(["payment_intent.succeeded"]);
    const bad = receiver.received.find(({ body }) => body.includes("payment_intent.succeeded"));
    const header = String(bad?.headers["stripe-signature"]);
    const timestamp = /t=(\d+)/.exec(header)?.[1] ?? "";
    const digest = createHmac("sha256", secret).update(`${timestamp}.${bad?.body}`).digest("hex");
    expect(header).not.toContain(digest);
    await receiver.close();
  });

  it("are repeated until they are answered, and after the clock was moved at once", async () => {
    const endpoint = await world.stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/nobody",
      enabled_events: ["payment_intent.created"],
    });
    await world.stripe.paymentIntents.create(PAID);
    const attempts = async (): Promise<number> => {
      const { deliveries } = (await control("GET", "/deliveries")).body;
      const [first] = deliveries as { attempts: object[]; secret?: string; url: string }[];
      expect(first?.url).toBe(endpoint.url);
      expect(first).not.toHaveProperty("secret");
      return first?.attempts.length ?? 0;
    };
    while ((await attempts()) < 1) await pause(10);
    for (let expected = 2; expected <= 5; expected += 1) {
      await control("POST", "/clock", { advanceMs: 600_000 });
      while ((await attempts()) < expected) await pause(10);
    }
  });
});
