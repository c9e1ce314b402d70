import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop, statementsOf } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const get = async (path: string) => (await shop.call("GET", path)).body.data;
const orderOf = async (id: string) => (await get(`orders/${id}`)).attributes;
const change = (id: string, attributes: object, relationships = {}, token = shop.integration) =>
  shop.call("PATCH", `shipments/${id}`, {
    token,
    body: { data: { type: "shipments", id, attributes, relationships } },
  });
const statusOf = async (id: string) => (await get(`shipments/${id}`)).attributes.status;

async function orderWithParcel(token = shop.integration) {
  const orderId = await makeOrder(shop, token);
  const [parcel] = await get(`orders/${orderId}/shipments`);
  return { orderId, id: parcel.id as string };
}
const run = (orderId: string, trigger: string) =>
  shop.call("PATCH", `orders/${orderId}`, { body: patchOf(orderId, { [trigger]: true }) });
async function placedParcel() {
  const made = await orderWithParcel();
  const relationships = { order: to("orders", made.orderId) };
  const body = document("external_payments", { payment_source_token: "NB-APPROVE" }, relationships);
  await shop.call("POST", "external_payments", { body });
  expect((await run(made.orderId, "_place")).status).toBe(200);
  return made;
}

describe("a parcel", () => {
  it("is a draft while its order is open, and upcoming once that is placed", async () => {
    const open = await orderWithParcel();
    expect(await statusOf(open.id)).toBe("draft");
    expect((await change(open.id, { _ship: true })).body.errors[0].meta).toMatchObject({
      ...{ from: "draft", to: "shipped" },
    });
    const placed = await placedParcel();
    expect(await statusOf(placed.id)).toBe("upcoming");
    expect((await change(placed.id, { _picking: true })).status).toBe(422);
    expect((await change(placed.id, { _on_hold: true })).body.data.attributes).toMatchObject({
      ...{ status: "on_hold", on_hold_at: expect.any(String) },
    });
  });

  it("goes from step to step once its order is approved, and the order follows", async () => {
    const { orderId, id } = await placedParcel();
    await run(orderId, "_approve");
    expect((await orderOf(orderId)).fulfillment_status).toBe("unfulfilled");
    for (const [trigger, status, fulfillment] of [
      ["_picking", "picking", "in_progress"],
      ["_packing", "packing", "in_progress"],
      ["_ready_to_ship", "ready_to_ship", "in_progress"],
      ["_ship", "shipped", "fulfilled"],
      ["_deliver", "delivered", "fulfilled"],
    ] as const) {
      const { attributes } = (await change(id, { [trigger]: true })).body.data;
      expect(attributes.status).toBe(status);
      expect(attributes[`${status}_at`]).toEqual(expect.any(String));
      expect((await orderOf(orderId)).fulfillment_status).toBe(fulfillment);
    }
    expect((await orderOf(orderId)).fulfillment_updated_at).toEqual(expect.any(String));
    expect((await change(id, { _cancel: true })).status).toBe(422);
    expect((await change(id, { _deliver: true })).status).toBe(200);
    const history = JSON.stringify(await get(`shipments/${id}/event_stores?page[size]=25`));
    expect(history).toContain("ready_to_ship");
    expect(await get("shipments?filter[q][status_eq]=delivered")).toHaveLength(1);
  });

  it("goes nowhere once its order is cancelled", async () => {
    const { orderId, id } = await placedParcel();
    await run(orderId, "_cancel");
    expect(await statusOf(id)).toBe("cancelled");
    expect((await change(id, { _upcoming: true })).status).toBe(422);
  });

  it("is moved by one of two who ask at once, and by the other after it", async () => {
    const { orderId, id } = await placedParcel();
    await run(orderId, "_approve");
    const answers = await Promise.all([
      change(id, { _ship: true }),
      change(id, { _on_hold: true }),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    // On hold may be shipped no more, and what has left is not held.
    expect(statuses).toEqual([200, 422]);
  });

  it("is read with its order in one statement: what another did between two would not be seen", async () => {
    const { findShipment } = await import("@/lib/jsonapi/shipment-store");
    const { orderId, id } = await orderWithParcel();
    const statements = await statementsOf(async () => {
      const found = await findShipment(id);
      expect(found).toMatchObject({ orderId, status: "draft", order: { isPlaced: false } });
    });
    expect(statements).toHaveLength(1);
  });

  it("is there before anybody has said how it travels", async () => {
    const { prisma } = await import("@/lib/db/client");
    const { orderId } = await orderWithParcel();
    const { marketId } = await prisma().order.findUniqueOrThrow({ where: { id: orderId } });
    const now = new Date();
    await prisma().shippingMethod.create({
      data: {
        ...{ id: "ExpressWay", marketId, name: "Express", currencyCode: "EUR", priceMinor: 900n },
        ...{ createdAt: now, updatedAt: now },
      },
    });
    const { orderId: later, id } = await orderWithParcel(shop.salesChannel);
    expect((await orderOf(later)).shipping_amount_cents).toBe(0);
    const chosen = { shipping_method: to("shipping_methods", "ExpressWay") };
    expect((await change(id, {}, chosen, shop.salesChannel)).status).toBe(200);
    expect((await orderOf(later)).shipping_amount_cents).toBe(900);
    await prisma().shippingMethod.update({
      where: { id: "ExpressWay" },
      data: { disabledAt: now },
    });
  });

  it("is made once for an order, and deleted while nothing travels in it", async () => {
    const { orderId, id } = await orderWithParcel();
    const make = (order: string) =>
      shop.call("POST", "shipments", {
        body: document("shipments", { reference: "early" }, { order: to("orders", order) }),
      });
    expect((await make(orderId)).body.errors[0].meta.error).toBe("taken");
    expect((await shop.call("DELETE", `shipments/${id}`)).status).toBe(423);
    const empty = await shop.call("POST", "orders", { body: document("orders", {}) });
    const made = await make(empty.body.data.id);
    expect(made.body.data.attributes).toMatchObject({ status: "draft", reference: "early" });
    expect((await shop.call("DELETE", `shipments/${made.body.data.id}`)).status).toBe(204);
    expect((await shop.call("GET", `shipments/${made.body.data.id}`)).status).toBe(404);
  });

  it("takes a number, references and a way to travel that is offered", async () => {
    const [one, two] = [await orderWithParcel(), await orderWithParcel()];
    const texts = { number: "P-1", reference: "erp-1", metadata: { box: "S" } };
    expect((await change(one.id, texts)).body.data.attributes).toMatchObject(texts);
    expect((await change(two.id, { number: "P-1" })).body.errors[0].meta.error).toBe("taken");
    const { prisma } = await import("@/lib/db/client");
    const enabled = { where: { id: "ExpressWay" }, data: { disabledAt: null } };
    const express = await prisma().shippingMethod.update(enabled);
    const chosen = { shipping_method: to("shipping_methods", express.id) };
    expect((await change(one.id, {}, chosen)).status).toBe(200);
    const { cost_amount_cents } = (await get(`shipments/${one.id}`)).attributes;
    expect(cost_amount_cents).toBe(900);
    expect((await orderOf(one.orderId)).total_amount_with_taxes_cents).toBe(3700);
    const none = { shipping_method: to("shipping_methods", "None") };
    expect((await change(one.id, {}, none)).body.errors[0].source.pointer).toBe(
      "/data/relationships/shipping_method",
    );
  });

  it("is the merchant's to move; a browser chooses how it travels, of its own orders", async () => {
    const { salesChannel: token } = shop;
    const { id } = await orderWithParcel(token);
    expect((await change(id, { _on_hold: true }, {}, token)).status).toBe(401);
    expect((await change(id, { _upcoming: true }, {}, token)).status).toBe(401);
    const foreign = await orderWithParcel();
    expect((await change(foreign.id, {}, {}, token)).status).toBe(404);
    expect((await change(id, { _get_rates: true })).body.errors[0].title).toContain("not offered");
  });
});
