import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Customer, customerOf } from "./customer";
import { cardToken, confirmIntent, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
let mara: Customer;
let jan: Customer;
beforeAll(async () => {
  shop = await openApiShop();
  mara = await customerOf(shop, "mara@shop.example");
  jan = await customerOf(shop, "jan@shop.example");
}, 180_000);
afterAll(() => shop?.close());

const SAVE = { _save_payment_source_to_customer_wallet: true };
const PLACED = { status: "placed", payment_status: "authorized" };
const create = (type: string, orderId: string, attributes: object) =>
  shop.call("POST", type, {
    token: mara.token,
    body: document(type, attributes, { order: to("orders", orderId) }),
  });
const patch = (id: string, attributes: object, token = mara.token) =>
  shop.call("PATCH", `orders/${id}`, { token, body: patchOf(id, attributes) });
const walletOf = async (token: string) =>
  (await shop.call("GET", "customer_payment_sources", { token })).body.data;

/** Keeps what the order is paid with, and answers the newest of the wallet. */
async function keep(orderId: string, attributes: object) {
  const before = (await walletOf(mara.token)).length;
  const placed = await patch(orderId, { ...attributes, ...SAVE });
  expect(placed.status, JSON.stringify(placed.body.errors)).toBe(200);
  const wallet = await walletOf(mara.token);
  expect(wallet).toHaveLength(before + 1);
  return wallet.at(-1);
}

async function payAgain(entryId: string) {
  const orderId = await makeOrder(shop, mara.token);
  const paid = await patch(orderId, { _customer_payment_source_id: entryId });
  expect(paid.status, JSON.stringify(paid.body.errors)).toBe(200);
  return patch(orderId, { _place: true });
}

/** Makes something at Stripe as the merchant does; answers its id. */
async function stripe(path: string): Promise<string> {
  const { secret_key } = shop.demo.gateways.stripe_gateways;
  const answer = await fetch(`${shop.sandbox.url}/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret_key}` },
  });
  return ((await answer.json()) as { id: string }).id;
}

describe("a wallet", () => {
  it("keeps a card of Checkout.com, which pays the next order", async () => {
    const orderId = await makeOrder(shop, mara.token);
    await create("checkout_com_payments", orderId, { token: await cardToken(shop) });
    expect((await patch(orderId, SAVE)).status).toBe(422); // Nothing is kept before it is paid with.
    const entry = await keep(orderId, { _place: true });
    expect(entry.attributes.name).toBe("visa ending in 4242");
    expect(entry.attributes.payment_source_token).toBeNull();
    const merchants = await shop.call("GET", `customer_payment_sources/${entry.id}`);
    expect(merchants.body.data.attributes.payment_source_token).toMatch(/^src_/);
    expect((await patch(orderId, SAVE)).status).toBe(200);
    expect(await walletOf(mara.token)).toHaveLength(1);
    expect((await payAgain(entry.id)).body.data.attributes).toMatchObject(PLACED);
  });

  it("keeps a token of an external gateway, which pays the next order", async () => {
    const orderId = await makeOrder(shop, mara.token);
    await create("external_payments", orderId, { payment_source_token: "xxxx.yyyy.zzzz" });
    const entry = await keep(orderId, { _place: true });
    expect((await payAgain(entry.id)).body.data.attributes).toMatchObject(PLACED);
  });

  it("keeps a card of Stripe's where Stripe was asked to, and only there", async () => {
    const orderId = await makeOrder(shop, mara.token);
    const source = await create("stripe_payments", orderId, {});
    await confirmIntent(shop, source.body.data.attributes);
    const placed = await patch(orderId, { _place: true, ...SAVE });
    expect(placed.status).toBe(422);
    expect(placed.body.errors[0].detail).toContain("setup_future_usage");
  });

  it("pays the next order with a card that Stripe keeps", async () => {
    const customer = await stripe("customers");
    const orderId = await makeOrder(shop, mara.token);
    const options = { customer, setup_future_usage: "off_session" };
    const source = await create("stripe_payments", orderId, { options });
    expect(source.status, JSON.stringify(source.body.errors)).toBe(201);
    await confirmIntent(shop, source.body.data.attributes);
    const entry = await keep(orderId, { _place: true });
    expect(entry.attributes.name).toBe("visa ending in 4242");
    const next = await makeOrder(shop, mara.token);
    const paid = await patch(next, { _customer_payment_source_id: entry.id });
    expect(paid.status, JSON.stringify(paid.body.errors)).toBe(200);
    const { payment_source } = (await shop.call("GET", `orders/${next}?include=payment_source`))
      .body.data.relationships;
    const path = `stripe_payments/${payment_source.data.id}`;
    const { attributes } = (await shop.call("GET", path)).body.data;
    expect(attributes.options).toMatchObject({
      customer,
      payment_method: expect.stringMatching(/^pm_/),
    });
  });

  it("is its customer's: nobody else lists, uses, fills or empties it", async () => {
    const [entry] = await walletOf(mara.token);
    expect(await walletOf(jan.token)).toEqual([]);
    const path = `customer_payment_sources/${entry.id}`;
    for (const token of [jan.token, shop.salesChannel]) {
      expect((await shop.call("GET", path, { token })).status).toBe(404);
      expect((await shop.call("DELETE", path, { token })).status).toBe(404);
    }
    const his = await makeOrder(shop, jan.token);
    const stolen = await patch(his, { _customer_payment_source_id: entry.id }, jan.token);
    expect(stolen.status).toBe(422);
    const guests = await shop.call("POST", "orders", {
      token: shop.salesChannel,
      body: document("orders", { customer_email: mara.email }),
    });
    const asGuest = { _customer_payment_source_id: entry.id };
    const refused = await patch(guests.body.data.id, asGuest, shop.salesChannel);
    expect(refused.status).toBe(401);
    const offered = `orders/${guests.body.data.id}/available_customer_payment_sources`;
    expect((await shop.call("GET", offered, { token: shop.salesChannel })).body.data).toEqual([]);
    expect((await shop.call("GET", offered)).body.data.length).toBeGreaterThan(0);
  });

  it("takes tokens that a client knows, never a card's number, and nothing in the clear", async () => {
    const make = (payment_source_token: string, token = shop.integration) =>
      shop.call("POST", "customer_payment_sources", {
        token,
        body: document(
          "customer_payment_sources",
          { payment_source_token, customer_token: "cus_of_jan" },
          { customer: to("customers", jan.id) },
        ),
      });
    const made = await make("src_of_jan");
    expect(made.status).toBe(201);
    expect((await make("src_of_jan")).status).toBe(422);
    expect((await make("4242424242424242")).status).toBe(422);
    expect((await make("src_of_mara", mara.token)).status).toBe(422);
    expect((await make("src_of_guest", shop.salesChannel)).status).toBe(401);
    const rows = await shop.database.prisma.customerPaymentSource.findMany();
    const events = await shop.database.prisma.event.findMany();
    const told = JSON.stringify([rows, events.map(({ changes }) => changes)]);
    expect(told).not.toMatch(/src_of_jan|cus_of_jan|xxxx\.yyyy/);
    const path = `customer_payment_sources/${made.body.data.id}`;
    expect((await shop.call("DELETE", path, { token: jan.token })).status).toBe(204);
    // Nor how it is kept: the history speaks the API's words.
    await shop.call("PATCH", `customers/${jan.id}`, {
      body: { data: { type: "customers", id: jan.id, attributes: { password: "another one 9" } } },
    });
    const stored = /password_hash|secrets_encrypted|fingerprint|is_known/;
    const history = await shop.call("GET", "event_stores?page[size]=25&sort=-created_at");
    expect(JSON.stringify(history.body)).not.toMatch(stored);
    expect(JSON.stringify(history.body)).toContain('"changed":["password"]');
  });
});
