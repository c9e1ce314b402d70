import { describe, expect, it } from "vitest";
import { asIntegration, asShopper, running } from "./client";
import { ADDRESS, payableOrder, refusalOf } from "./road";

/** Codes are unique for ever in a shop, and the suite may run twice in one. */
const mark = Date.now().toString(36).toUpperCase();

/** The typings want what this shop does not have (categories, lists of prices), and leave out its currencies. */
const given = <T>(attributes: object): T => attributes as T;

describe("articles", () => {
  it("are made, priced, sold and changed", async () => {
    const cl = await asIntegration();
    const code = `SCARF-${mark}`;
    const sku = await cl.skus.create(given({ code, name: "Scarf", description: "Of wool" }));
    expect(sku).toMatchObject({ code, name: "Scarf", do_not_ship: false });
    const price = await cl.prices.create(
      given({
        amount_cents: 1500,
        currency_code: "EUR",
        sku: cl.skus.relationship(sku.id),
      }),
    );
    expect(price).toMatchObject({ sku_code: code, formatted_amount: "€15,00" });
    const order = await cl.orders.create(given({ currency_code: "EUR" }));
    const line = { sku_code: code, quantity: 2, order: cl.orders.relationship(order.id) };
    expect((await cl.line_items.create(line)).total_amount_cents).toBe(3000);
    await cl.prices.update({ id: price.id, amount_cents: 1800 });
    expect((await cl.skus.prices(sku.id))[0]?.amount_cents).toBe(1800);
  });

  it("have one code each", async () => {
    const cl = await asIntegration();
    const refused = cl.skus.create(given({ code: "ENAMEL-MUG", name: "Again" }));
    expect(await refusalOf(refused)).toMatchObject({
      status: 422,
      source: { pointer: "/data/attributes/code" },
    });
  });

  it("are deleted while nobody has them", async () => {
    const cl = await asIntegration();
    const sku = await cl.skus.create(given({ code: `GONE-${mark}`, name: "Gone" }));
    await cl.skus.delete(sku.id);
    expect((await refusalOf(cl.skus.retrieve(sku.id))).status).toBe(404);
    const [mug] = await cl.skus.list({ filters: { code_eq: "ENAMEL-MUG" } });
    await payableOrder(cl);
    expect((await refusalOf(cl.skus.delete(mug?.id ?? ""))).status).toBe(423);
  });

  it("are read by shoppers, and changed by the merchant alone", async () => {
    const cl = await asShopper();
    const [mug] = await cl.skus.list({ filters: { code_eq: "ENAMEL-MUG" }, include: ["prices"] });
    expect(mug?.prices?.length).toBeGreaterThan(0);
    const refused = cl.skus.update({ id: mug?.id ?? "", name: "Mine" });
    expect((await refusalOf(refused)).status).toBe(401);
  });

  it("tell who changed what", async () => {
    const cl = await asIntegration();
    const sku = await cl.skus.create(given({ code: `TOLD-${mark}`, name: "Before" }));
    await cl.skus.update({ id: sku.id, name: "After" });
    const events = await cl.skus.event_stores(sku.id);
    expect([...events].map(({ event }) => event)).toEqual(["sku.created", "sku.updated"]);
    expect(events[1]?.payload).toMatchObject({ name: ["Before", "After"] });
  });
});

describe("markets", () => {
  it("are made, switched off and on, and renamed", async () => {
    const cl = await asIntegration();
    const north = { name: "North", code: `north-${mark.toLowerCase()}` };
    const market = await cl.markets.create(given(north));
    expect(market).toMatchObject({ ...north, disabled_at: null });
    expect((await cl.markets._disable(market.id)).disabled_at).toMatch(/Z$/);
    expect((await cl.markets._enable(market.id)).disabled_at).toBeNull();
    const renamed = await cl.markets.update({ id: market.id, name: "Far north" });
    expect(renamed.name).toBe("Far north");
  });

  it("keep what is documented, also where the shop has no use for it", async () => {
    const cl = await asIntegration();
    const [market] = await cl.markets.list({ pageSize: 1 });
    const { id } = market ?? { id: "" };
    const kept = await cl.markets.update({ id, facebook_pixel_id: "1234567890" });
    expect(kept.facebook_pixel_id).toBe("1234567890");
  });
});

describe("methods", () => {
  it("of payment are made for a gateway, with their fee", async () => {
    const cl = await asIntegration();
    const { id } = running.demo.gateways.external_gateways;
    const method = await cl.payment_methods.create({
      name: "Bank transfer",
      payment_source_type: "external_payments",
      currency_code: "USD",
      price_amount_cents: 150,
      payment_gateway: cl.payment_gateways.relationship(id),
    });
    expect(method).toMatchObject({ auto_capture: false, formatted_price_amount: "$1.50" });
    expect((await cl.payment_methods._disable(method.id)).disabled_at).toMatch(/Z$/);
    await cl.payment_methods.delete(method.id);
    expect((await refusalOf(cl.payment_methods.retrieve(method.id))).status).toBe(404);
  });

  it("of delivery are made, and offered to orders", async () => {
    const cl = await asIntegration();
    const [market] = await cl.markets.list({ pageSize: 1 });
    const method = await cl.shipping_methods.create({
      name: "By balloon",
      currency_code: "JPY", // The other scenarios' orders are in euros: another choice would be in their way.
      price_amount_cents: 9900,
      market: cl.markets.relationship(market?.id ?? ""),
    });
    const order = await payableOrder(cl, "JPY");
    const [shipment] = await cl.orders.shipments(order.id);
    const offered = await cl.shipments.available_shipping_methods(shipment?.id ?? "");
    expect([...offered].map(({ name }) => name)).toContain("By balloon");
    await cl.shipping_methods._disable(method.id);
    const rest = await cl.shipments.available_shipping_methods(shipment?.id ?? "");
    expect([...rest].map(({ name }) => name)).not.toContain("By balloon");
  });
});

describe("addresses", () => {
  it("are made, listed and deleted by the merchant", async () => {
    const cl = await asIntegration();
    const address = await cl.addresses.create({ ...ADDRESS, reference: mark });
    const found = await cl.addresses.list({ filters: { reference_eq: mark } });
    expect([...found].map(({ id }) => id)).toEqual([address.id]);
    await cl.addresses.delete(address.id);
    expect((await refusalOf(cl.addresses.retrieve(address.id))).status).toBe(404);
  });
});

describe("the shop itself", () => {
  it("says who it is", async () => {
    const cl = await asIntegration();
    const organization = await cl.organization.retrieve();
    expect(organization).toMatchObject({ type: "organizations", slug: expect.any(String) });
  });

  it("says which application asks", async () => {
    const cl = await asShopper();
    const application = await cl.application.retrieve();
    expect(application).toMatchObject({ type: "applications", kind: "sales_channel" });
  });
});
