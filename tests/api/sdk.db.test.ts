import { CommerceLayer } from "@commercelayer/sdk/bundle";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

/**
 * The official client as published. Its address is wired to https, so only where requests go is
 * changed.
 */
const client = () =>
  CommerceLayer({
    accessToken: shop.salesChannel,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      const text = await request.text();
      const answer = await shop.call(
        request.method as "GET",
        `${pathname.replace("/api/", "")}${search}`,
        {
          token: null,
          headers: Object.fromEntries(request.headers),
          ...(text === "" ? {} : { body: text }),
        },
      );
      return Response.json(answer.body, { status: answer.status, headers: answer.headers });
    },
  });

describe("the official client", () => {
  it("makes, pays and places an order", async () => {
    const cl = client();
    const order = await cl.orders.create({ customer_email: "ines@shop.example" });
    await cl.line_items.create({
      sku_code: "ENAMEL-MUG",
      quantity: 1,
      order: cl.orders.relationship(order.id),
    });
    const address = await cl.addresses.create({
      first_name: "Ines",
      last_name: "Koch",
      line_1: "Oranienstraße 1",
      city: "Berlin",
      zip_code: "10999",
      country_code: "DE",
      phone: "+49 30 1234567",
    });
    await cl.orders.update({
      id: order.id,
      shipping_address: cl.addresses.relationship(address.id),
      billing_address: cl.addresses.relationship(address.id),
    });
    const source = await cl.external_payments.create({
      payment_source_token: "xxxx.yyyy.zzzz",
      order: cl.orders.relationship(order.id),
    });
    expect(source.payment_source_token).toBe("xxxx.yyyy.zzzz");
    const placed = await cl.orders._place(order.id, { include: ["line_items", "payment_source"] });
    expect(placed).toMatchObject({ status: "placed", payment_status: "authorized" });
    expect(placed.line_items?.[0]?.sku_code).toBe("ENAMEL-MUG");
    expect(placed.payment_source?.id).toBe(source.id);
    const slim = await cl.orders.retrieve(order.id, { fields: { orders: ["number"] } });
    expect(slim.number).toBe(placed.number);
    expect(slim.status).toBeUndefined();
  });

  it("reads our errors", async () => {
    const missing = client().orders.retrieve("AAAAAAAAAA");
    await expect(missing).rejects.toMatchObject({ status: 404, code: "404" });
    const incomplete = client().external_payments.create({
      payment_source_token: "4242424242424242",
      order: { type: "orders", id: "AAAAAAAAAA" },
    });
    const error = await incomplete.catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      errors: [
        expect.objectContaining({
          code: "VALIDATION_ERROR",
          source: { pointer: "/data/attributes/payment_source_token" },
        }),
      ],
    });
  });
});
