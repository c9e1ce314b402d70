import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Merchant, merchantOf } from "../../tests/api/merchant";
import { tellSandbox } from "../../tests/api/placed";
import { cardToken, document, makeOrder, patchOf, to } from "../../tests/api/road";
import { type ApiShop, openApiShop, statementsOf } from "../../tests/api/shop";
import { systemClock } from "../clock";
import type { Deps } from "../deps";
import type { StoredTransaction } from "./store";

let shop: ApiShop;
let deps: Deps;
let merchant: Merchant;
/** How far our clock is ahead. */
let aheadMs = 0;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  const real = await parts({ kind: "user", id: "merchant" });
  const now = () => new Date(systemClock.now().getTime() + aheadMs);
  const settings = { ...real.settings, circuitFailuresMax: 2 };
  deps = { ...real, clock: { ...systemClock, now }, settings };
  merchant = merchantOf(shop, deps);
}, 180_000);
afterAll(() => shop?.close());

const faults = (method: "POST" | "DELETE", body: object = {}) =>
  fetch(`${shop.sandbox.url}/_control/faults`, {
    method,
    headers: { "x-sandbox-key": shop.sandbox.controlKey, "content-type": "application/json" },
    ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
  });
const comesBack = () => faults("DELETE");
beforeEach(() => {
  aheadMs = 0;
});
afterEach(async () => {
  await comesBack();
  const { resetCircuit } = await import("./circuit-door");
  for (const { id } of await gateways()) await resetCircuit(deps, { gatewayId: id });
});

const gateways = async () => [
  ...(await deps.payments.listGateways("checkout_com_gateways")),
  ...(await deps.payments.listGateways("external_gateways")),
];
const circuitOf = async (type: string) =>
  (await gateways()).find((gateway) => gateway.type === type)?.circuit;

async function openCheckout(): Promise<string> {
  const id = await makeOrder(shop, shop.salesChannel);
  const state = await deps.payments.find({ orderId: id });
  return state?.order.token ?? "";
}

type SourceType = "checkout_com_payments" | "external_payments";

const attributesOf = async (sourceType: SourceType) =>
  sourceType === "external_payments"
    ? { payment_source_token: "NB-APPROVE" }
    : { token: await cardToken(shop) };

async function pay(token: string, sourceType: SourceType, given?: Record<string, string>) {
  const { findCheckout } = await import("./checkout-queries");
  const { payOrder } = await import("./pay-order");
  const view = await findCheckout(token);
  const method = view?.paymentMethods.find((each) => each.sourceType === sourceType);
  const attributes = given ?? (await attributesOf(sourceType));
  return payOrder(deps, {
    token,
    paymentMethodId: method?.id ?? "",
    attributes,
    shownTotalMinor: view?.totalMinor ?? 0,
    nonce: `nonce-${token}-${sourceType}`,
  });
}

/** Three payments meet a gateway that answers 500: one more than its circuit allows here. */
async function outage(provider: "checkout_com" | "external"): Promise<string[]> {
  const sourceType = `${provider}_payments` as const;
  const shoppers: { token: string; given: Record<string, string> }[] = [];
  for (let i = 0; i < 3; i++) {
    shoppers.push({ token: await openCheckout(), given: await attributesOf(sourceType) });
  }
  await faults("POST", { provider, kind: "error_before", count: 1_000 });
  for (const { token, given } of shoppers) {
    const paid = await pay(token, sourceType, given);
    expect(paid).toMatchObject({ ok: true, value: { kind: "checking" } });
  }
  return shoppers.map(({ token }) => token);
}

const statusOf = async (token: string) =>
  (await deps.payments.find({ orderToken: token }))?.order.status;
const sweep = async () => {
  const { sweepUnsettled } = await import("./sweep-unsettled");
  return sweepUnsettled(deps, {
    isStart: false,
    report: (error) => {
      throw error;
    },
  });
};
const captureOf = async ({ orderId }: StoredTransaction) =>
  (await deps.payments.find({ orderId }))?.transactions.find(({ kind }) => kind === "capture");

describe("a gateway that fails too often in a row", () => {
  it("is not offered, takes no new attempt and no row, and another way pays", async () => {
    await outage("external");
    expect(await circuitOf("external_gateways")).toMatchObject({ state: "open", failureCount: 3 });
    const token = await openCheckout();
    const { findCheckout } = await import("./checkout-queries");
    const view = await findCheckout(token);
    expect(view?.paymentMethods.map(({ sourceType, isAway }) => [sourceType, isAway])).toEqual([
      ["stripe_payments", false],
      ["checkout_com_payments", false],
      ["external_payments", true],
    ]);
    expect(await pay(token, "external_payments")).toMatchObject({
      error: { code: "circuit_open" },
    });
    const state = await deps.payments.find({ orderToken: token });
    expect(state).toMatchObject({ order: { status: "pending" }, sources: [], transactions: [] });
    expect(await pay(token, "checkout_com_payments")).toEqual({
      ok: true,
      value: { kind: "placed" },
    });
  });

  it("says 503 to the API, with nothing written", async () => {
    await outage("external");
    const id = await makeOrder(shop, shop.salesChannel);
    const body = document(
      "external_payments",
      { payment_source_token: "good" },
      { order: to("orders", id) },
    );
    const made = await shop.call("POST", "external_payments", { token: shop.salesChannel, body });
    expect(made.status).toBe(201);
    const placed = await shop.call("PATCH", `orders/${id}`, {
      token: shop.salesChannel,
      body: patchOf(id, { _place: true }),
    });
    expect(placed.status).toBe(503);
    expect(placed.body.errors[0]).toMatchObject({
      code: "GATEWAY_UNAVAILABLE",
      meta: { error: "circuit_open" },
    });
    expect((await deps.payments.find({ orderId: id }))?.transactions).toEqual([]);
  });

  it("keeps what is asked of a payment that exists, and does it once it is back", async () => {
    const authorization = await merchant.placed("checkout_com");
    const lost = await outage("checkout_com");
    const taken = await merchant.capture(authorization, null, "k1");
    expect(taken).toMatchObject({ ok: true, value: { status: "requested" } });
    // While it is away the capture is not even tried; a look-up finds out, once in a while.
    aheadMs = 12_000;
    await sweep();
    expect(await circuitOf("checkout_com_gateways")).toMatchObject({ state: "open" });
    expect((await captureOf(authorization))?.status).toBe("requested");

    await comesBack();
    await tellSandbox(shop, "clock", { advanceMs: 60_000 });
    aheadMs = 18_000;
    await sweep();
    expect(await circuitOf("checkout_com_gateways")).toMatchObject({
      state: "closed",
      failureCount: 0,
    });
    for (const token of lost) expect(await statusOf(token)).toBe("placed");
    // Checkout.com takes a capture up, and does it a little later.
    await tellSandbox(shop, "clock", { advanceMs: 60_000 });
    aheadMs = 70_000;
    await sweep();
    expect((await captureOf(authorization))?.status).toBe("succeeded");
  });

  it("lets one shopper find out where there is nothing else to ask", async () => {
    await outage("external");
    await comesBack();
    expect(await pay(await openCheckout(), "external_payments")).toMatchObject({ ok: false });
    aheadMs = 31_000;
    expect(await pay(await openCheckout(), "external_payments")).toMatchObject({
      value: { kind: "placed" },
    });
    expect(await circuitOf("external_gateways")).toMatchObject({ state: "closed" });
  });
});

describe("a gateway that answers", () => {
  it("costs its circuit no statement, and a decline is an answer", async () => {
    const token = await openCheckout();
    const texts = await statementsOf(() => pay(token, "checkout_com_payments"));
    expect(texts.filter((text) => /circuit_/.test(text))).toEqual([]);
    await outage("external");
    await comesBack();
    aheadMs = 31_000;
    const declined = await pay(await openCheckout(), "external_payments", {
      payment_source_token: "NB-DECLINE",
    });
    expect(declined).toMatchObject({ value: { kind: "declined" } });
    expect(await circuitOf("external_gateways")).toMatchObject({ state: "closed" });
  });

  it("is closed by an integration's _reset_circuit, and tells so in its history", async () => {
    await outage("external");
    const [gateway] = await deps.payments.listGateways("external_gateways");
    const path = `external_gateways/${gateway?.id}`;
    const body = {
      data: {
        type: "external_gateways",
        id: gateway?.id,
        attributes: { _reset_circuit: true },
      },
    };
    const read = await shop.call("GET", path);
    expect(read.body.data.attributes).toMatchObject({
      circuit_state: "open",
      circuit_failure_count: 3,
    });
    const refused = await shop.call("PATCH", path, { token: shop.salesChannel, body });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await circuitOf("external_gateways")).toMatchObject({ state: "open" });
    const reset = await shop.call("PATCH", path, { body });
    expect(reset.status).toBe(200);
    expect(reset.body.data.attributes).toMatchObject({
      circuit_state: "closed",
      circuit_failure_count: 0,
    });
    const versions = await shop.call("GET", `${path}/versions`);
    expect(JSON.stringify(versions.body)).toContain("circuit_state");
  });
});
