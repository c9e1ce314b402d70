import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cardToken, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const TYPES = ["external_payments", "checkout_com_payments"] as const;

async function placedOrder(type: (typeof TYPES)[number]): Promise<string> {
  const id = await makeOrder(shop, shop.integration);
  const attributes =
    type === "external_payments"
      ? { payment_source_token: "NB-APPROVE" }
      : { payment_type: "token", token: await cardToken(shop) };
  await shop.call("POST", type, { body: document(type, attributes, { order: to("orders", id) }) });
  expect((await run(id, { _place: true })).status).toBe(200);
  return id;
}

const run = (id: string, attributes: object, options: object = {}) =>
  shop.call("PATCH", `orders/${id}`, { body: patchOf(id, attributes), ...options });

/** Checkout.com answers such requests before it acts; `_refresh` asks it. */
const becomes = (id: string, attributes: { status: string; payment_status: string }) =>
  vi.waitFor(
    async () =>
      expect((await run(id, { _refresh: true })).body.data.attributes).toMatchObject(attributes),
    { timeout: 10_000, interval: 200 },
  );

/** What the providers did for an order, by their own book: kinds and amounts in their order. */
async function booked(orderId: string): Promise<string[]> {
  const answer = await fetch(`${shop.sandbox.url}/_control/book`, {
    headers: { "x-sandbox-key": "control-key" },
  });
  const { entries } = (await answer.json()) as {
    entries: { kind: string; amountMinor: number; account: string }[];
  };
  return entries
    .filter((entry) => JSON.stringify(entry).includes(orderId))
    .map(({ kind, amountMinor }) => `${kind} ${amountMinor}`);
}

describe.each(TYPES)("an order's money, by the API's actions: %s", (type) => {
  it("is captured with _approve_and_capture and given back with _refund, once each", async () => {
    const id = await placedOrder(type);
    expect((await run(id, { _approve_and_capture: true })).status).toBe(200);
    await becomes(id, { status: "approved", payment_status: "paid" });
    expect((await run(id, { _capture: true })).status).toBe(422);
    expect((await run(id, { _refund: true })).status).toBe(200);
    await becomes(id, { status: "cancelled", payment_status: "refunded" });
    expect((await run(id, { _refund: true })).status).toBe(422);
    expect(await booked(id)).toEqual(["authorization 3250", "capture 3250", "refund 3250"]);
  });

  it("is let go with _cancel, once", async () => {
    const id = await placedOrder(type);
    expect((await run(id, { _cancel: true })).status).toBe(200);
    await becomes(id, { status: "cancelled", payment_status: "voided" });
    expect((await run(id, { _cancel: true })).status).toBe(200);
    expect(await booked(id)).toEqual(["authorization 3250", "void 3250"]);
  });

  it("answers a repeated request with the first one's answer, under one key", async () => {
    const id = await placedOrder(type);
    const headers = { "idempotency-key": `capture-${id}` };
    expect((await run(id, { _capture: true }, { headers })).status).toBe(200);
    expect((await run(id, { _capture: true }, { headers })).status).toBe(200);
    await becomes(id, { status: "placed", payment_status: "paid" });
    expect(await booked(id)).toEqual(["authorization 3250", "capture 3250"]);
  });
});

describe("an order's money", () => {
  it("is not a sales channel's to take or give back", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    for (const name of ["_approve", "_approve_and_capture", "_capture", "_refund"]) {
      const refused = await run(id, { [name]: true }, { token: shop.salesChannel });
      expect(refused.status, name).toBe(401);
      expect(refused.body.errors[0].source).toEqual({ pointer: `/data/attributes/${name}` });
    }
  });

  it("cannot be taken or given back where there is none", async () => {
    const id = await makeOrder(shop, shop.integration);
    for (const name of ["_approve", "_capture", "_refund"]) {
      expect((await run(id, { [name]: true })).status, name).toBe(422);
    }
  });
});
