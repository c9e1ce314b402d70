import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const get = async (path: string) => (await shop.call("GET", path)).body.data;
const orderOf = async (id: string) => (await get(`orders/${id}`)).attributes;
const change = (id: string, attributes: object, token = shop.integration) =>
  shop.call("PATCH", `line_items/${id}`, {
    token,
    body: { data: { type: "line_items", id, attributes } },
  });
const add = (orderId: string, attributes: object, relationships: object = {}) =>
  shop.call("POST", "line_items", {
    body: document("line_items", attributes, { order: to("orders", orderId), ...relationships }),
  });
async function orderWithLine(token = shop.integration) {
  const orderId = await makeOrder(shop, token);
  const [line] = await get(`orders/${orderId}/line_items`);
  return { orderId, id: line.id as string };
}
const pay = async (orderId: string, trigger: string) => {
  const attributes = { payment_source_token: "NB-APPROVE" };
  const body = document("external_payments", attributes, { order: to("orders", orderId) });
  await shop.call("POST", "external_payments", { body });
  return shop.call("PATCH", `orders/${orderId}`, { body: patchOf(orderId, { [trigger]: true }) });
};

describe("a line of an order", () => {
  it("takes another quantity, and the order's total follows", async () => {
    const { orderId, id } = await orderWithLine();
    const answer = await change(id, { quantity: 3 });
    expect(answer.body.data.attributes).toMatchObject({ quantity: 3, total_amount_cents: 4200 });
    expect(await orderOf(orderId)).toMatchObject({
      subtotal_amount_cents: 4200,
      total_amount_with_taxes_cents: 4650,
    });
    for (const quantity of [0, -1, 1.5, 1000, null]) {
      expect((await change(id, { quantity })).status).toBe(422);
    }
  });

  it("takes a price of an integration's own, never of a browser's", async () => {
    const { orderId, id } = await orderWithLine(shop.salesChannel);
    const denied = await change(id, { unit_amount_cents: 1 }, shop.salesChannel);
    expect(denied.status).toBe(401);
    expect((await change(id, { unit_amount_cents: 1000 })).status).toBe(200);
    expect((await orderOf(orderId)).subtotal_amount_cents).toBe(2000);
    expect((await change(id, { quantity: 1 }, shop.salesChannel)).status).toBe(200);
    expect((await orderOf(orderId)).subtotal_amount_cents).toBe(1000);
  });

  it("keeps its words, what it is struck through with, and its references", async () => {
    const { id } = await orderWithLine();
    const words = {
      name: "Mug, engraved",
      image_url: "https://shop.example/mug.png",
      compare_at_amount_cents: 1900,
      reference: "L-1",
      metadata: { text: "Ida" },
    };
    expect((await change(id, words)).body.data.attributes).toMatchObject({
      ...words,
      formatted_compare_at_amount: "€19,00",
      sku_code: "ENAMEL-MUG",
    });
    const cleared = await change(id, { compare_at_amount_cents: null, metadata: null });
    const expected = { compare_at_amount_cents: null, metadata: {} };
    expect(cleared.body.data.attributes).toMatchObject(expected);
  });

  it("sells another SKU in its place, at that one's price", async () => {
    const { orderId, id } = await orderWithLine();
    const skus = await get("skus?page[size]=25");
    const other = skus.find(
      ({ attributes }: { attributes: { code: string } }) => attributes.code !== "ENAMEL-MUG",
    );
    const { code, name } = other.attributes;
    expect((await change(id, { sku_code: code })).body.data.attributes).toMatchObject({
      ...{ sku_code: code, name, quantity: 2, item_type: "skus" },
    });
    expect((await get(`line_items/${id}/item`)).id).toBe(other.id);
    const line = (await get(`line_items/${id}`)).attributes;
    expect((await orderOf(orderId)).subtotal_amount_cents).toBe(2 * line.unit_amount_cents);
    expect((await change(id, { sku_code: "NONE" })).status).toBe(422);
  });

  it("joins the line of the same SKU where _update_quantity asks for it", async () => {
    const { orderId, id } = await orderWithLine();
    const more = { sku_code: "ENAMEL-MUG", quantity: 2, _update_quantity: true };
    expect((await add(orderId, more)).body.data.id).toBe(id);
    expect((await get(`line_items/${id}`)).attributes.quantity).toBe(4);
    const sku = (await get(`line_items/${id}/item`)).id;
    const named = await add(orderId, { quantity: 1 }, { item: to("skus", sku) });
    expect(named.body.data.attributes).toMatchObject({ sku_code: "ENAMEL-MUG", quantity: 1 });
    expect(await get(`orders/${orderId}/line_items`)).toHaveLength(2);
  });

  it("is deleted, and an order without lines is a draft again", async () => {
    const { orderId, id } = await orderWithLine();
    expect((await shop.call("DELETE", `line_items/${id}`)).status).toBe(204);
    expect((await shop.call("GET", `line_items/${id}`)).status).toBe(404);
    expect((await shop.call("DELETE", `line_items/${id}`)).status).toBe(404);
    const empty = { status: "draft", total_amount_with_taxes_cents: 0 };
    expect(await orderOf(orderId)).toMatchObject(empty);
  });

  it.each(["_authorize", "_place"])("stays as it is after %s", async (trigger) => {
    const { orderId, id } = await orderWithLine();
    expect((await pay(orderId, trigger)).status).toBe(200);
    expect((await change(id, { quantity: 1 })).body.errors[0].meta.error).toBe("not_editable");
    expect((await shop.call("DELETE", `line_items/${id}`)).status).toBe(423);
    expect((await orderOf(orderId)).total_amount_with_taxes_cents).toBe(3250);
  });

  it("is nobody else's", async () => {
    const { id } = await orderWithLine();
    const { salesChannel: token } = shop;
    expect((await change(id, { quantity: 1 }, token)).status).toBe(404);
    expect((await shop.call("DELETE", `line_items/${id}`, { token })).status).toBe(404);
  });

  it("refuses in words what it would have to pretend", async () => {
    const { orderId, id } = await orderWithLine();
    for (const name of ["bundle_code", "frequency", "_external_price", "options_amount_cents"]) {
      const answer = await change(id, { [name]: name.endsWith("cents") ? 5 : "x" });
      expect([name, answer.status]).toEqual([name, 422]);
      expect(answer.body.errors[0].title).toContain("is not offered");
    }
    const bundle = await add(orderId, { bundle_code: "SET", quantity: 1 });
    expect(bundle.body.errors[0].source.pointer).toBe("/data/attributes/bundle_code");
  });
});
