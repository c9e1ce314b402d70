import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveToken } from "./live-token";
import { document, makeOrder, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const create = (type: string, attributes: object, relationships: object = {}) =>
  shop.call("POST", type, { body: document(type, attributes, relationships) });
const change = (type: string, id: string, attributes: object, relationships: object = {}) =>
  shop.call("PATCH", `${type}/${id}`, {
    body: { data: { type, id, attributes, relationships } },
  });
const asShopper = (path: string) => shop.call("GET", path, { token: shop.salesChannel });

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
    const order = await create("orders", {}, { market: to("markets", id) });
    const path = `orders/${order.body.data.id}/default_shipping_method`;
    expect((await shop.call("GET", path)).body.data.attributes.name).toBe(
      method.body.data[0].attributes.name,
    );

    const { shared_secret } = read.body.data.attributes;
    const url = { external_order_validation_url: "https://merchant.example/check" };
    const told = await change("markets", id, url);
    expect(told.body.data.attributes).toMatchObject({ ...url, shared_secret });
    const renewed = await change("markets", id, { _regenerate_shared_secret: true });
    expect(renewed.body.data.attributes.shared_secret).not.toBe(shared_secret);
    const inside = { external_order_validation_url: "http://10.0.0.1/check" };
    expect((await change("markets", id, inside)).status).toBe(422);
    const free = (await create("markets", { name: "Popup" })).body.data.id;
    expect((await shop.call("DELETE", `markets/${free}`)).status).toBe(204);
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
