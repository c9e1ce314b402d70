import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signAccessToken } from "@/lib/auth/access-token";
import { document, makeOrder, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
let market: string;
beforeAll(async () => {
  shop = await openApiShop();
  market = (await shop.call("GET", "markets")).body.data[0].id;
}, 180_000);
afterAll(() => shop?.close());

const create = (type: string, attributes: object, relationships: object = {}) =>
  shop.call("POST", type, { body: document(type, attributes, relationships) });
const change = (type: string, id: string, attributes: object, relationships: object = {}) =>
  shop.call("PATCH", `${type}/${id}`, {
    body: { data: { type, id, attributes, relationships } },
  });
const asShopper = (path: string) => shop.call("GET", path, { token: shop.salesChannel });
const gateway = () => shop.demo.gateways.checkout_com_gateways.id;

const liveToken = async () => {
  const { token } = await signAccessToken(
    {
      ...{ id: "AAAAAAAAAA", clientId: "c", kind: "integration", mode: "live" },
      ...{ organizationId: "A", organizationSlug: "a", marketIds: null, scope: "market:all" },
    },
    {
      key: { secret: process.env.API_TOKEN_SECRET ?? "", issuer: "https://auth.localhost:3999" },
      now: new Date(),
      rand: "0.1",
    },
  );
  return token;
};

const CARDS = {
  payment_source_type: "checkout_com_payments",
  currency_code: "eur",
  price_amount_cents: 100,
};

describe("a payment method", () => {
  const make = (attributes: object = CARDS, type = "checkout_com_gateways", id = gateway()) =>
    create("payment_methods", attributes, { payment_gateway: to(type, id) });

  it("is made for a gateway, offered at once, switched off and on, and deleted", async () => {
    const made = await make();
    expect(made.status).toBe(201);
    const { id, attributes } = made.body.data;
    expect(attributes).toMatchObject({
      ...{ name: "Checkout com payments", currency_code: "EUR", price_amount_cents: 100 },
      ...{ require_capture: true, moto: false, disabled_at: null, formatted_price_amount: "€1,00" },
    });
    const orderId = await makeOrder(shop, shop.integration);
    const path = `orders/${orderId}?include=available_payment_methods`;
    const offered = async () =>
      (await shop.call("GET", path)).body.included.map((each: { id: string }) => each.id);
    expect(await offered()).toContain(id);
    expect((await asShopper(`payment_methods/${id}`)).status).toBe(200);

    const off = await change("payment_methods", id, { _disable: 1, name: "Cards" });
    expect(off.body.data.attributes.disabled_at).toMatch(/^20/);
    expect(await offered()).not.toContain(id);
    expect((await asShopper(`payment_methods/${id}`)).status).toBe(404);
    const on = await change("payment_methods", id, { _enable: true });
    expect(on.body.data.attributes).toMatchObject({ disabled_at: null, name: "Cards" });
    expect((await shop.call("DELETE", `payment_methods/${id}`)).status).toBe(204);
  });

  it("is of the kind that its gateway makes, when it is made and when it is changed", async () => {
    const other = await make({ ...CARDS, payment_source_type: "stripe_payments" });
    expect(other.status).toBe(422);
    expect(other.body.errors[0].source.pointer).toBe("/data/attributes/payment_source_type");
    const unknown = await make({ ...CARDS, payment_source_type: "adyen_payments" });
    expect(unknown.body.errors[0].title).toContain("must be one of stripe_payments");

    const { id } = (await make()).body.data;
    const stripe = to("stripe_gateways", shop.demo.gateways.stripe_gateways.id);
    const source = { payment_source_type: "stripe_payments" };
    const half = await change("payment_methods", id, source);
    expect(half.body.errors[0].title).toBe("is not what the payment gateway makes");
    expect((await change("payment_methods", id, {}, { payment_gateway: stripe })).status).toBe(422);
    const whole = await change("payment_methods", id, source, { payment_gateway: stripe });
    expect(whole.status).toBe(200);
    const same = await change("payment_methods", id, source);
    expect(same.status).toBe(200);
    const none = await change("payment_methods", id, {}, { payment_gateway: { data: null } });
    expect(none.body.errors[0].detail).toBe("payment_gateway - can't be blank");
  });

  it("of a gateway of the other mode is no method at all, to read or to write", async () => {
    const { prisma } = shop.database;
    const row = await prisma.gateway.findUniqueOrThrow({ where: { id: gateway() } });
    const settings = row.settings ?? {};
    await prisma.gateway.create({
      data: { ...row, settings, metadata: {}, id: "Live", mode: "live" },
    });
    const lost = await make(CARDS, "checkout_com_gateways", "Live");
    expect([lost.status, lost.body.errors[0].source.pointer]).toEqual([
      404,
      "/data/relationships/payment_gateway",
    ]);
    const { id } = (await make()).body.data;
    const token = await liveToken();
    const body = { data: { type: "payment_methods", id, attributes: { name: "Mine" } } };
    expect((await shop.call("GET", `payment_methods/${id}`, { token })).status).toBe(404);
    expect((await shop.call("PATCH", `payment_methods/${id}`, { token, body })).status).toBe(404);
    expect((await shop.call("DELETE", `payment_methods/${id}`, { token })).status).toBe(404);
    expect((await shop.call("GET", `payment_methods/${id}`)).status).toBe(200);
  });

  it("needs a currency, its own or a market's", async () => {
    const { currency_code: _, ...free } = CARDS;
    expect((await make(free)).body.errors[0].detail).toBe("currency_code - can't be blank");
    const relationships = {
      payment_gateway: to("checkout_com_gateways", gateway()),
      market: to("markets", market),
    };
    const made = await create("payment_methods", free, relationships);
    expect(made.body.data.attributes.currency_code).toBe("EUR");
    const two = await create("payment_methods", { ...free, name: "" }, relationships);
    expect(two.status).toBe(422);
  });

  it("that an order has chosen stays", async () => {
    const { id } = (await make()).body.data;
    const orderId = await makeOrder(shop, shop.integration);
    await change("orders", orderId, {}, { payment_method: to("payment_methods", id) });
    expect((await shop.call("DELETE", `payment_methods/${id}`)).status).toBe(423);
  });
});

describe("a shipping method", () => {
  const PARCEL = { name: "Bike", currency_code: "EUR", price_amount_cents: 700, min_weight: 10 };
  const make = (attributes: object = {}) =>
    create("shipping_methods", { ...PARCEL, ...attributes }, { market: to("markets", market) });

  it("is made with a secret that no history tells, and changed", async () => {
    const made = await make({ free_over_amount_cents: 5_000, scheme: "flat" });
    expect(made.status).toBe(201);
    const { id, attributes } = made.body.data;
    expect(attributes).toMatchObject({ ...PARCEL, scheme: "flat", circuit_state: "closed" });
    const { shared_secret } = attributes;
    expect(shared_secret).toMatch(/^.{20,}$/);
    const shown = (await asShopper(`shipping_methods/${id}`)).body.data.attributes;
    expect([shown.name, shown.shared_secret]).toEqual(["Bike", null]);

    const renewed = await change("shipping_methods", id, { _regenerate_shared_secret: true });
    expect(renewed.body.data.attributes.shared_secret).not.toBe(shared_secret);
    const texts = { tax_code: "P0", external_includes: ["order"], reference: "r" };
    const changed = await change("shipping_methods", id, texts);
    expect(changed.body.data.attributes).toMatchObject(texts);
    const history = JSON.stringify(
      (await shop.call("GET", `shipping_methods/${id}/versions`)).body,
    );
    expect(history).toContain('"shared_secret":"changed"');
    expect(history).not.toContain(shared_secret);
    expect(history).not.toContain(renewed.body.data.attributes.shared_secret);
  });

  it("takes no other way of pricing, and belongs to a market that is there", async () => {
    expect((await make({ scheme: "weight_tiered" })).body.errors[0].title).toContain(
      "must be flat",
    );
    expect((await make({ use_subtotal: false })).status).toBe(422);
    const lost = { market: to("markets", "AAAAAAAAAA") };
    expect((await create("shipping_methods", PARCEL, lost)).status).toBe(404);
    expect((await create("shipping_methods", PARCEL)).status).toBe(422);
    const { id } = (await make()).body.data;
    const token = shop.salesChannel;
    const data = { type: "shipping_methods", id, attributes: { _reset_circuit: false } };
    const denied = await shop.call("PATCH", `shipping_methods/${id}`, { token, body: { data } });
    expect(denied.status).toBe(401);
    expect(denied.body.errors[0].source.pointer).toBe("/data/attributes/_reset_circuit");
    expect((await change("shipping_methods", id, { _reset_circuit: true })).status).toBe(200);
    expect((await asShopper("shipping_methods")).status).toBe(401);
  });

  it("is listed by what it costs", async () => {
    const query = "filter[q][price_amount_cents_gteq]=700&sort=-price_amount_cents";
    const { body } = await shop.call("GET", `shipping_methods?${query}&filter[q][scheme_eq]=flat`);
    const cents = body.data.map(
      (each: { attributes: { price_amount_cents: number } }) => each.attributes.price_amount_cents,
    );
    expect(cents.length).toBeGreaterThan(0);
    expect(cents).toEqual([...cents].sort((a: number, b: number) => b - a));
  });
});

describe("a market", () => {
  it("is born with what the first one sells by, and orders can be made in it", async () => {
    const made = await create("markets", { name: "Outlet", facebook_pixel_id: "px" });
    expect(made.status).toBe(201);
    const { id, attributes } = made.body.data;
    expect(attributes).toMatchObject({ number: 2, name: "Outlet", facebook_pixel_id: "px" });
    expect(attributes.code).toMatch(/^market-/);
    const rates = await shop.database.prisma.marketTaxRate.groupBy({
      by: ["marketId"],
      _count: true,
    });
    expect(rates.map(({ _count }) => _count)).toEqual([rates[0]?._count, rates[0]?._count]);
    const order = await create("orders", {}, { market: to("markets", id) });
    expect(order.body.data.attributes.currency_code).toBe("EUR");
    expect((await shop.call("DELETE", `markets/${id}`)).status).toBe(423);
    expect((await asShopper(`markets/${id}`)).status).toBe(404);
  });

  it("keeps its defaults, its code and its secret", async () => {
    const { id } = (await create("markets", { name: "B2B", code: "b2b" })).body.data;
    const taken = await create("markets", { name: "Again", code: "b2b" });
    expect(taken.body.errors[0].detail).toBe("code - has already been taken");
    const blank = await change("markets", id, { code: null });
    expect([blank.status, blank.body.errors[0].detail]).toEqual([422, "code - can't be blank"]);
    const method = await shop.call("GET", "shipping_methods?page[size]=1");
    const default_shipping_method = to("shipping_methods", method.body.data[0].id);
    await change("markets", id, {}, { default_shipping_method });
    const read = await shop.call("GET", `markets/${id}?include=default_shipping_method`);
    expect(read.body.included).toHaveLength(1);

    const { shared_secret } = read.body.data.attributes;
    const url = { external_order_validation_url: "https://merchant.example/check" };
    const told = await change("markets", id, url);
    expect(told.body.data.attributes).toMatchObject({ ...url, shared_secret });
    const renewed = await change("markets", id, { _regenerate_shared_secret: true });
    expect(renewed.body.data.attributes.shared_secret).not.toBe(shared_secret);
    const inside = { external_order_validation_url: "http://10.0.0.1/check" };
    expect((await change("markets", id, inside)).status).toBe(422);
    expect((await shop.call("DELETE", `markets/${id}`)).status).toBe(204);
  });
});

describe("what there is one of", () => {
  it("is the organization and the application of the token", async () => {
    const organization = await asShopper("organization");
    expect(organization.status).toBe(200);
    expect(organization.body.data).toMatchObject({
      ...{ type: "organizations", attributes: { domain: "localhost:3999" } },
      id: shop.demo.organization.id,
    });
    const [mine, theirs] = [await shop.call("GET", "application"), await asShopper("application")];
    expect(mine.body.data.attributes).toMatchObject({ kind: "integration", public_access: false });
    expect(theirs.body.data).toMatchObject({
      ...{ type: "applications", attributes: { kind: "sales_channel", public_access: true } },
    });
    expect(JSON.stringify(mine.body)).not.toContain(shop.demo.integration.client_secret);
    expect((await asShopper(`applications/${mine.body.data.id}`)).status).toBe(404);
    expect((await shop.call("GET", "organization/AAAAAAAAAA/x/y")).status).toBe(404);
    expect((await shop.call("GET", "organizations")).status).toBe(405);
    expect((await shop.call("PATCH", "organization", { body: {} })).status).toBe(405);
  });
});

describe("a payment option", () => {
  it("is kept for an order, and its data is in no history", async () => {
    const order = to("orders", await makeOrder(shop, shop.integration));
    const given = { payment_source_type: "stripe_payments", data: { note: "wrap it" } };
    const made = await create("payment_options", given, { order });
    expect(made.body.data.attributes).toMatchObject(given);
    const { id } = made.body.data;
    await change("payment_options", id, { data: { note: "do not" }, name: "Note" });
    const events = await shop.call("GET", `payment_options/${id}/event_stores`);
    expect(events.body.data).toHaveLength(2);
    expect(JSON.stringify(events.body)).not.toContain("wrap it");
    const kind = await change("payment_options", id, { payment_source_type: "external_payments" });
    expect(kind.status).toBe(422);
    const token = await liveToken();
    expect((await shop.call("GET", `payment_options/${id}`, { token })).status).toBe(404);
    expect((await shop.call("DELETE", `payment_options/${id}`)).status).toBe(204);
  });
});
