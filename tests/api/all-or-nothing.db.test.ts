// A request that asks for several things and is refused one of them does none.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const run = (id: string, attributes: object, relationships: object = {}) =>
  shop.call("PATCH", `orders/${id}`, { body: patchOf(id, attributes, relationships) });
const sourceFor = async (orderId: string, token = "NB-APPROVE") => {
  const attributes = { payment_source_token: token };
  const body = document("external_payments", attributes, { order: to("orders", orderId) });
  return (await shop.call("POST", "external_payments", { body })).body.data.id as string;
};
async function orderWithSource(token?: string): Promise<string> {
  const id = await makeOrder(shop, shop.integration);
  await sourceFor(id, token);
  return id;
}

/** All that is written of an order and what belongs to it; nothing of it says when it was looked at. */
const written = async (id: string): Promise<string> => {
  const { prisma } = shop.database;
  const [row] = await prisma.$queryRaw<[{ all: string }]>`
    SELECT jsonb_build_array(to_jsonb(o), (SELECT jsonb_agg(to_jsonb(c)) FROM customers c),
      (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.id) FROM payment_sources s WHERE s.order_id = o.id),
      (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM transactions t WHERE t.order_id = o.id),
      (SELECT jsonb_agg(to_jsonb(p)) FROM shipments p WHERE p.order_id = o.id),
      (SELECT count(*) FROM addresses), (SELECT count(*) FROM orders),
      (SELECT count(*) FROM events e WHERE e.order_id = o.id))::text AS all
    FROM orders o WHERE o.id = ${id}`;
  return row.all;
};

describe("an order", () => {
  const metadata = { asked: "together" };
  it.each([
    ["an action that its status does not allow", { _approve: true }],
    ["an action that only the last of three refuses", { _refresh_prices: true, _archive: true }],
    ["a fulfilment that comes too early", { _fulfill: true }],
    ["another amount than it costs", { _authorize: true, _authorization_amount_cents: 1 }],
    ["a wallet's entry that is not there", { _customer_payment_source_id: "AAAAAAAAAA" }],
    ["a card to keep where there is none", { _save_payment_source_to_customer_wallet: true }],
    ["money to take that nothing holds", { _capture: true }],
    ["a placing for which its source is missing", { _place: true }],
  ])("keeps no value that came with %s", async (_, action) => {
    const id = await makeOrder(shop, shop.integration);
    const before = await written(id);
    const answer = await run(id, { metadata, customer_email: "other@shop.example", ...action });
    expect(answer.status).toBeGreaterThanOrEqual(404);
    expect(await written(id)).toBe(before);
  });

  it("keeps no value that came with another order's payment source", async () => {
    const [id, other] = [await makeOrder(shop, shop.integration), await orderWithSource()];
    const { payment_source } = (await shop.call("GET", `orders/${other}?include=payment_source`))
      .body.data.relationships;
    const before = await written(id);
    expect((await run(id, { metadata }, { payment_source })).status).toBe(422);
    expect(await written(id)).toBe(before);
  });

  it("is not approved where nothing can be captured with it", async () => {
    const id = await orderWithSource();
    expect((await run(id, { _place: true })).status).toBe(200);
    const { body } = await shop.call("GET", `orders/${id}?include=authorizations`);
    const [{ id: authorization }] = body.data.relationships.authorizations.data;
    const voids = document("authorizations", { _void: true });
    const data = { ...voids.data, id: authorization };
    await shop.call("PATCH", `authorizations/${authorization}`, { body: { data } });
    const before = await written(id);
    expect((await run(id, { _approve_and_capture: true })).status).toBe(422);
    expect(await written(id)).toBe(before);
  });

  it("is not made where its customer cannot sign up with it", async () => {
    const orders = () => shop.database.prisma.order.count();
    const before = await orders();
    const attributes = { currency_code: "EUR", customer_password: "a long enough password" };
    const answer = await shop.call("POST", "orders", { body: document("orders", attributes) });
    expect(answer.status).toBe(422);
    expect(await orders()).toBe(before);
  });

  it("does all of it where nothing is refused: what one step makes possible, the next may use", async () => {
    const id = await orderWithSource();
    const both = await run(id, { metadata, _place: true, _archive: true });
    expect(both.body.data.attributes).toMatchObject({ metadata, status: "placed" });
    expect(both.body.data.attributes.archived_at).not.toBeNull();
    const more = await run(id, { _approve: true, _fulfill: true, _capture: true });
    expect(more.body.data.attributes).toMatchObject({
      ...{ status: "approved", payment_status: "paid", fulfillment_status: "fulfilled" },
    });
  });

  it("signs nobody up by an order that its sales channel does not see", async () => {
    const id = await makeOrder(shop, shop.integration);
    await run(id, { customer_email: "unseen@shop.example" });
    await run(id, { _cancel: true });
    const before = await written(id);
    const password = { customer_password: "a long enough password" };
    const save = { _save_payment_source_to_customer_wallet: true };
    for (const attributes of [password, { ...password, ...save }]) {
      const body = patchOf(id, attributes);
      const answer = await shop.call("PATCH", `orders/${id}`, { token: shop.salesChannel, body });
      expect(answer.status).toBe(404);
      expect(await written(id)).toBe(before);
    }
  });

  it("answers what was done to it, also where its sales channel sees it no more", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const body = patchOf(id, { _cancel: true });
    const answer = await shop.call("PATCH", `orders/${id}`, { token: shop.salesChannel, body });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({ id, attributes: { status: "cancelled" } });
    const after = await shop.call("GET", `orders/${id}`, { token: shop.salesChannel });
    expect(after.status).toBe(404);
    const again = await shop.call("PATCH", `orders/${id}`, { token: shop.salesChannel, body });
    expect(again.status).toBe(404);
  });

  it("keeps the values that it was to be placed with when its bank declines: that was asked", async () => {
    const id = await orderWithSource("NB-DECLINE");
    const answer = await run(id, { metadata, _place: true });
    expect(answer.status).toBe(422);
    const { attributes } = (await shop.call("GET", `orders/${id}`)).body.data;
    expect(attributes).toMatchObject({ metadata, status: "pending" });
  });
});

describe("a part of an order", () => {
  const patch = (type: string, id: string, attributes: object) =>
    shop.call("PATCH", `${type}/${id}`, { body: { data: { type, id, attributes } } });
  const reference = "kept only with the rest";

  it("keeps no text that came with what its transaction is refused", async () => {
    const id = await orderWithSource();
    await run(id, { _place: true });
    const { body } = await shop.call("GET", `orders/${id}?include=authorizations`);
    const [authorization] = body.data.relationships.authorizations.data;
    const before = await written(id);
    const asked = { reference, _capture: true, _capture_amount_cents: 99_999_999 };
    expect((await patch("authorizations", authorization.id, asked)).status).toBe(422);
    const cancelled = { reference, _cancel: true };
    expect((await patch("authorizations", authorization.id, cancelled)).status).toBe(422);
    expect(await written(id)).toBe(before);
  });

  it("keeps no text and no number that came with a move its parcel cannot make", async () => {
    const id = await makeOrder(shop, shop.integration);
    const { body } = await shop.call("GET", `orders/${id}?include=shipments`);
    const [{ id: parcel }] = body.data.relationships.shipments.data;
    const before = await written(id);
    const asked = { reference, number: "P-1", _ship: true };
    expect((await patch("shipments", parcel, asked)).status).toBe(422);
    expect(await written(id)).toBe(before);
  });

  it("keeps no text of a source that is not the one to authorize", async () => {
    const id = await makeOrder(shop, shop.integration);
    const checkout = { order: to("orders", id) };
    const older = await shop.call("POST", "checkout_com_payments", {
      body: document("checkout_com_payments", { token: "tok_older" }, checkout),
    });
    await sourceFor(id);
    const before = await written(id);
    const asked = { reference, metadata: { a: 1 }, _authorize: true };
    const answer = await patch("checkout_com_payments", older.body.data.id, asked);
    expect(answer.status).toBe(422);
    expect(await written(id)).toBe(before);
  });

  it("is a customer's e-mail address as well, where there is no request to take back", async () => {
    const made = await shop.call("POST", "customers", {
      body: document("customers", { email: "still@shop.example" }),
    });
    const { id } = made.body.data;
    const asked = { reference, _cancel_anonymization: true };
    expect((await patch("customers", id, asked)).status).toBe(422);
    const { attributes } = (await shop.call("GET", `customers/${id}`)).body.data;
    expect(attributes.reference).toBeNull();
  });

  it("is an address book too: what it has already makes nobody known", async () => {
    const email = "guest@shop.example";
    const orders = document("orders", { currency_code: "EUR", customer_email: email });
    expect((await shop.call("POST", "orders", { body: orders })).status).toBe(201);
    const id = await makeOrder(shop, shop.integration);
    const { body } = await shop.call("GET", `orders/${id}?include=shipping_address`);
    const address = body.data.relationships.shipping_address;
    const keep = () =>
      shop.call("POST", "customer_addresses", {
        body: document("customer_addresses", { customer_email: email }, { address }),
      });
    expect((await keep()).status).toBe(201);
    const { prisma } = shop.database;
    const customer = () => prisma.customer.findFirst({ where: { email } });
    const before = await customer();
    expect((await keep()).status).toBe(422);
    expect(await customer()).toEqual(before);
  });
});
