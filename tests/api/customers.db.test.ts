import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Customer, customerOf } from "./customer";
import { document, makeOrder, patchOf, to } from "./road";
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

const change = (id: string, attributes: object, token = shop.integration) =>
  shop.call("PATCH", `customers/${id}`, {
    token,
    body: { data: { type: "customers", id, attributes } },
  });
const idsOf = (answer: { body: { data: { id: string }[] } }) =>
  answer.body.data.map(({ id }) => id);
const place = {
  first_name: "Mara",
  last_name: "Ott",
  line_1: "Lindenstraße 3",
  city: "Berlin",
  zip_code: "10969",
  country_code: "DE",
  phone: "+49 30 7654321",
};

describe("customers", () => {
  it("keep every documented value, and never show a password", async () => {
    const attributes = {
      email: "full@shop.example",
      password: "a good password",
      shopper_reference: "sh-1",
      profile_id: "pr-1",
      tax_exemption_code: "tax-1",
      metadata: { tier: "gold" },
      reference: "ref-1",
      reference_origin: "crm",
    };
    const made = await shop.call("POST", "customers", { body: document("customers", attributes) });
    expect(made.status).toBe(201);
    const { password: _, ...shown } = attributes;
    expect(made.body.data.attributes).toMatchObject({
      ...shown,
      has_password: true,
      status: "prospect",
      total_orders_count: 0,
    });
    const { id } = made.body.data;
    expect(
      (await change(id, { metadata: {}, reference: null })).body.data.attributes,
    ).toMatchObject({
      metadata: {},
      reference: null,
      shopper_reference: "sh-1",
    });
    expect(JSON.stringify(made.body)).not.toMatch(/password_hash|scrypt/);
    const taken = await change(id, { email: "MARA@shop.example" });
    expect(taken.body.errors[0].source).toEqual({ pointer: "/data/attributes/email" });
    expect((await shop.call("DELETE", `customers/${id}`)).status).toBe(204);
    expect((await shop.call("GET", `customers/${id}`)).status).toBe(404);
  });

  it("leave no personal data in the history", async () => {
    const events = await shop.call("GET", `customers/${mara.id}/event_stores`);
    expect(events.status).toBe(200);
    const rows = await shop.database.prisma.event.findMany({
      where: { resourceType: "customers" },
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows.map(({ changes }) => changes))).not.toMatch(/@|scrypt/);
  });

  it("sign up under an address that only guests' orders have used, once", async () => {
    const orderId = await makeOrder(shop, shop.salesChannel);
    const again = await customerOf(shop, "ines@shop.example");
    const order = await shop.call("GET", `orders/${orderId}/customer`);
    expect(order.body.data.id).toBe(again.id);
    // An address proves nothing: what its guests ordered is not shown.
    expect(idsOf(await shop.call("GET", "orders", { token: again.token }))).toEqual([]);
    expect((await shop.call("GET", `orders/${orderId}`, { token: again.token })).status).toBe(404);
    const under = await shop.call("GET", `customers/${again.id}/orders`, { token: again.token });
    expect(idsOf(under)).toEqual([]);
    await expect(customerOf(shop, "ines@shop.example")).rejects.toThrow(/taken/);
  });

  it("sign up with an order's customer_password", async () => {
    const made = await shop.call("POST", "orders", {
      token: shop.salesChannel,
      body: document("orders", {
        customer_email: "new@shop.example",
        customer_password: "a good password",
      }),
    });
    expect(made.status).toBe(201);
    const client = shop.demo.salesChannel;
    const given = { grant_type: "password", username: "new@shop.example" };
    expect(await shop.tokenOf({ ...client, ...given, password: "a good password" })).toBeTruthy();
  });

  it("are locked while orders are theirs", async () => {
    const body = document("orders", { currency_code: "EUR" });
    await shop.call("POST", "orders", { token: jan.token, body });
    const refused = await shop.call("DELETE", `customers/${jan.id}`);
    expect(refused.status).toBe(423);
  });
});

describe("a customer's token", () => {
  it("sees its own profile and orders, and nobody else's", async () => {
    const body = document("orders", { currency_code: "EUR" });
    const made = await shop.call("POST", "orders", { token: mara.token, body });
    const { id, attributes } = made.body.data;
    expect(attributes).toMatchObject({ customer_email: mara.email, guest: false });
    expect(idsOf(await shop.call("GET", "orders", { token: mara.token }))).toEqual([id]);
    expect(idsOf(await shop.call("GET", "customers", { token: mara.token }))).toEqual([mara.id]);
    for (const token of [jan.token, shop.salesChannel]) {
      expect((await shop.call("GET", `orders/${id}`, { token })).status).toBe(404);
      const patch = { token, body: patchOf(id, { metadata: { mine: true } }) };
      expect((await shop.call("PATCH", `orders/${id}`, patch)).status).toBe(404);
      expect((await shop.call("GET", `customers/${mara.id}`, { token })).status).toBe(404);
      expect((await change(mara.id, { metadata: {} }, token)).status).toBe(404);
    }
    const lists = await shop.call("GET", "orders", { token: shop.salesChannel });
    expect(lists.status).toBe(401);
    expect((await shop.call("GET", "markets", { token: mara.token })).status).toBe(401);
    expect((await change(mara.id, { _request_anonymization: true }, mara.token)).status).toBe(401);
  });

  it("makes a cart that was begun before the sign-in its customer's", async () => {
    const body = document("orders", { currency_code: "EUR" });
    const cart = (await shop.call("POST", "orders", { token: shop.salesChannel, body })).body.data
      .id;
    const token = mara.token;
    expect((await shop.call("GET", `orders/${cart}`, { token })).status).toBe(200);
    const patched = await shop.call("PATCH", `orders/${cart}`, {
      token,
      body: patchOf(cart, { customer_email: "somebody@else.example" }),
    });
    expect(patched.body.data.attributes.customer_email).toBe(mara.email);
    expect((await shop.call("GET", `orders/${cart}`, { token: jan.token })).status).toBe(404);
  });

  it("is answered by its own Idempotency-Key only", async () => {
    const body = document("orders", { currency_code: "EUR" });
    const headers = { "idempotency-key": "cart-1" };
    const hers = await shop.call("POST", "orders", { token: mara.token, body, headers });
    const his = await shop.call("POST", "orders", { token: jan.token, body, headers });
    expect(his.body.data.id).not.toBe(hers.body.data.id);
  });
});

describe("an address book", () => {
  const keep = (customer: Customer, addressId: string, token = customer.token) =>
    shop.call("POST", "customer_addresses", {
      token,
      body: document(
        "customer_addresses",
        { customer_email: customer.email },
        { customer: to("customers", customer.id), address: to("addresses", addressId) },
      ),
    });

  it("is its customer's own", async () => {
    const { token } = mara;
    const address = await shop.call("POST", "addresses", {
      token,
      body: document("addresses", place),
    });
    const addressId = address.body.data.id;
    const kept = await keep(mara, addressId);
    expect(kept.status).toBe(201);
    expect(kept.body.data.attributes).toMatchObject({
      name: "Mara Ott, Lindenstraße 3 10969 Berlin DE",
      customer_email: mara.email,
    });
    expect((await keep(mara, addressId)).status).toBe(422);
    expect((await keep(mara, addressId, jan.token)).status).toBe(422);
    expect((await keep(mara, addressId, shop.salesChannel)).status).toBe(401);
    expect(idsOf(await shop.call("GET", "addresses", { token }))).toEqual([addressId]);
    for (const other of [jan.token, shop.salesChannel]) {
      expect((await shop.call("GET", `addresses/${addressId}`, { token: other })).status).toBe(404);
    }
    const path = `customer_addresses/${kept.body.data.id}`;
    const shown = await shop.call("GET", `${path}?include=address,customer`, { token });
    expect(shown.body.included).toHaveLength(2);
    expect((await shop.call("DELETE", path, { token: jan.token })).status).toBe(404);
    expect((await shop.call("DELETE", path, { token })).status).toBe(204);
  });

  it("takes an order's addresses once, as copies that may be mended", async () => {
    const token = mara.token;
    const orderId = await makeOrder(shop, token);
    const triggers = {
      _save_shipping_address_to_customer_address_book: true,
      _save_billing_address_to_customer_address_book: true,
    };
    const saved = await shop.call("PATCH", `orders/${orderId}`, {
      token,
      body: patchOf(orderId, triggers),
    });
    expect(saved.status).toBe(200);
    const book = await shop.call("GET", "customer_addresses?include=address", { token });
    expect(book.body.data).toHaveLength(1);
    const order = await shop.call("GET", `orders/${orderId}/shipping_address`, { token });
    expect(book.body.included[0].id).not.toBe(order.body.data.id);
    expect(book.body.included[0].attributes.line_1).toBe(order.body.data.attributes.line_1);
    const guests = await makeOrder(shop, shop.salesChannel);
    const refused = await shop.call("PATCH", `orders/${guests}`, {
      token: shop.salesChannel,
      body: patchOf(guests, triggers),
    });
    expect(refused.status).toBe(401);
  });
});

describe("anonymization", () => {
  it("may be taken back, and after thirty days leaves orders without a person", async () => {
    const lea = await customerOf(shop, "lea@shop.example");
    const orderId = await makeOrder(shop, lea.token);
    const asked = await change(lea.id, { _request_anonymization: true });
    expect(asked.body.data.attributes.anonymization_status).toBe("requested");
    const back = await change(lea.id, { _cancel_anonymization: true });
    expect(back.body.data.attributes.anonymization_status).toBeNull();
    expect((await change(lea.id, { _cancel_anonymization: true })).status).toBe(422);
    await change(lea.id, { _request_anonymization: true });
    const { eraseDueCustomers } = await import("@/lib/customers/erase-customers");
    const { prisma } = shop.database;
    expect(await eraseDueCustomers(prisma, new Date(Date.now() + 29 * 86_400_000))).toBe(0);
    expect(await eraseDueCustomers(prisma, new Date(Date.now() + 31 * 86_400_000))).toBe(1);
    const after = await shop.call("GET", `orders/${orderId}?include=customer,shipping_address`);
    expect(after.status).toBe(200);
    expect(after.body.data.attributes.total_amount_with_taxes_cents).toBe(3250);
    expect(JSON.stringify(after.body)).not.toMatch(/lea@|Koch|Oranien|1234567/);
    const customer = await shop.call("GET", `customers/${lea.id}`);
    expect(customer.body.data.attributes).toMatchObject({
      anonymization_status: "done",
      has_password: false,
      email: expect.stringMatching(/^erased-/),
    });
    expect((await change(lea.id, { email: "lea@shop.example" })).status).toBe(422);
  });
});
