import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmIntent, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const DEARER = 4650; // Three mugs of 14.00 and their delivery, where there were two.

async function intentFor(orderId: string, attributes: object = {}) {
  const { body } = await shop.call("POST", "stripe_payments", {
    body: document("stripe_payments", attributes, { order: to("orders", orderId) }),
  });
  return body.data as { id: string; attributes: { stripe_id: string; client_secret: string } };
}

/** The shopper takes a third mug while the intent waits. */
async function makeDearer(orderId: string): Promise<void> {
  const added = await shop.call("POST", "line_items", {
    body: document(
      "line_items",
      { sku_code: "ENAMEL-MUG", quantity: 1 },
      { order: to("orders", orderId) },
    ),
  });
  expect(added.status).toBe(201);
}

const patchSource = (id: string, attributes: object) =>
  shop.call("PATCH", `stripe_payments/${id}`, {
    body: { data: { type: "stripe_payments", id, attributes } },
  });
const place = (orderId: string) =>
  shop.call("PATCH", `orders/${orderId}`, { body: patchOf(orderId, { _place: true }) });
const stateOf = async (orderId: string) => {
  const { body } = await shop.call("GET", `orders/${orderId}`);
  const { status, payment_status, total_amount_cents } = body.data.attributes;
  return { status, payment_status, total_amount_cents };
};
const mismatch = async (id: string): Promise<boolean> => {
  const { body } = await shop.call("GET", `stripe_payments/${id}`);
  return body.data.attributes.mismatched_amounts;
};

/** What Stripe did for an order, by its own book. */
async function booked(orderId: string): Promise<string[]> {
  const answer = await fetch(`${shop.sandbox.url}/_control/book`, {
    headers: { "x-sandbox-key": "control-key" },
  });
  const { entries } = (await answer.json()) as { entries: { kind: string; amountMinor: number }[] };
  return entries
    .filter((entry) => JSON.stringify(entry).includes(orderId))
    .map(({ kind, amountMinor }) => `${kind} ${amountMinor}`);
}

describe("_update of a Stripe payment", () => {
  it("pushes the order's new amount into the intent, which the browser then confirms", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const source = await intentFor(orderId);
    await makeDearer(orderId);
    expect(await mismatch(source.id)).toBe(true);
    const updated = await patchSource(source.id, { _update: true });
    expect(updated.status).toBe(200);
    expect(updated.body.data.attributes).toMatchObject({
      mismatched_amounts: false,
      stripe_id: source.attributes.stripe_id,
      client_secret: source.attributes.client_secret,
    });
    await confirmIntent(shop, source.attributes);
    expect((await place(orderId)).status).toBe(200);
    expect(await stateOf(orderId)).toEqual({
      status: "placed",
      payment_status: "authorized",
      total_amount_cents: DEARER,
    });
    expect(await booked(orderId)).toEqual([`authorization ${DEARER}`]);
  });

  it("is written ahead of its call, under whose id it is asked for", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const source = await intentFor(orderId);
    await makeDearer(orderId);
    await patchSource(source.id, { _update: true });
    const { prisma } = await import("@/lib/db/client");
    const calls = await prisma().providerCall.findMany({
      where: { transaction: { orderId } },
      orderBy: { startedAt: "asc" },
    });
    expect(calls.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ["prepare", "action_required"],
      ["change_amount", "changed"],
    ]);
    const [change] = calls.slice(-1);
    expect(JSON.stringify(change?.transcripts)).toContain(String(DEARER));
  });

  it("makes another intent for the same source where Stripe allows no change any more", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const source = await intentFor(orderId);
    const { stripe_id } = source.attributes;
    await fetch(`${shop.sandbox.url}/v1/payment_intents/${stripe_id}/cancel`, {
      method: "POST",
      headers: { authorization: `Bearer ${shop.demo.gateways.stripe_gateways.secret_key}` },
    });
    await makeDearer(orderId);
    const updated = await patchSource(source.id, { _update: true });
    expect(updated.status).toBe(200);
    const { attributes } = updated.body.data;
    expect(attributes.stripe_id).not.toBe(stripe_id);
    expect(attributes.mismatched_amounts).toBe(false);
    await confirmIntent(shop, attributes);
    expect((await place(orderId)).status).toBe(200);
    expect((await stateOf(orderId)).status).toBe("placed");
    expect(await booked(orderId)).toEqual([`authorization ${DEARER}`]);
  });

  it("comes too late for money that is held", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const source = await intentFor(orderId);
    await confirmIntent(shop, source.attributes);
    const refused = await patchSource(source.id, { _update: true });
    expect(refused.status).toBe(422);
    // What it found is kept all the same.
    expect(await stateOf(orderId)).toMatchObject({ payment_status: "authorized" });
  });
});

describe("an order whose total changed after an intent was prepared", () => {
  it("is not placed, and nothing is taken for what it cost before", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    await intentFor(orderId, { options: { payment_method: "pm_card_visa" } });
    await makeDearer(orderId);
    const refused = await place(orderId);
    expect(refused.status).toBe(422);
    expect(await stateOf(orderId)).toMatchObject({ status: "pending", payment_status: "unpaid" });
    expect(await booked(orderId)).toEqual([]);
  });

  it("is not placed with the old amount that a browser has confirmed", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const source = await intentFor(orderId);
    await makeDearer(orderId);
    await confirmIntent(shop, source.attributes);
    expect((await place(orderId)).status).toBe(422);
    expect((await stateOf(orderId)).status).toBe("pending");
  });
});

it("leaves clean books", async () => {
  const { verifyBooks } = await import("@/lib/books/verify-books");
  const { prisma } = await import("@/lib/db/client");
  const checks = await verifyBooks(prisma(), Date.now);
  expect(checks.filter((each) => each.violationsCount > 0)).toEqual([]);
});
