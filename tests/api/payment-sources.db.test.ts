import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerBank, cardToken, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const create = (type: string, orderId: string, attributes: object) =>
  shop.call("POST", type, {
    token: shop.salesChannel,
    body: document(type, attributes, { order: to("orders", orderId) }),
  });
const patchSource = (type: string, id: string, attributes: object) =>
  shop.call("PATCH", `${type}/${id}`, {
    token: shop.salesChannel,
    body: { data: { type, id, attributes } },
  });
const place = (orderId: string) =>
  shop.call("PATCH", `orders/${orderId}`, {
    token: shop.salesChannel,
    body: patchOf(orderId, { _place: true }),
  });
const stateOf = async (orderId: string) => {
  const { body } = await shop.call("GET", `orders/${orderId}`);
  const { status, payment_status } = body.data.attributes;
  return { status, payment_status };
};
const PLACED = { status: "placed", payment_status: "authorized" };
const UNPAID = { status: "pending", payment_status: "unpaid" };

describe("PATCH of a payment source", () => {
  it("gives a Checkout.com payment its token later, and authorizes with it", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const source = await create("checkout_com_payments", id, {
      success_url: `${shop.appUrl}/done`,
      failure_url: `${shop.appUrl}/done`,
    });
    expect(source.status).toBe(201);
    expect(source.body.data.attributes).toMatchObject({ token: null, payment_type: "token" });
    const token = await cardToken(shop);
    const paid = await patchSource("checkout_com_payments", source.body.data.id, {
      payment_type: "token",
      token,
      _authorize: true,
    });
    expect(paid.status).toBe(200);
    expect(paid.body.data.attributes.payment_response).toMatchObject({ approved: true });
    expect(await stateOf(id)).toEqual({ status: "pending", payment_status: "authorized" });
    expect((await place(id)).body.data.attributes).toMatchObject(PLACED);
  });

  it("shows a decline instead of failing, so that the client can try another card", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const source = await create("checkout_com_payments", id, {
      token: await cardToken(shop, "4024007181869214"),
    });
    const sourceId = source.body.data.id;
    const asked = await patchSource("checkout_com_payments", sourceId, { _authorize: true });
    await answerBank(asked.body.data.attributes.redirect_uri, "complete");
    const declined = await patchSource("checkout_com_payments", sourceId, { _details: true });
    expect(declined.status).toBe(200);
    expect(declined.body.data.attributes.payment_response).toMatchObject({ status: "Declined" });
    expect(await stateOf(id)).toEqual(UNPAID);
  });

  it("keeps options and metadata, and refuses what cannot be changed", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const source = await create("external_payments", id, { payment_source_token: "a.b.c" });
    const patch = (attributes: object) =>
      patchSource("external_payments", source.body.data.id, attributes);
    const changed = await patch({ options: { a: 1 }, metadata: { b: 2 } });
    expect(changed.body.data.attributes).toMatchObject({ options: { a: 1 }, metadata: { b: 2 } });
    expect(changed.body.data.attributes.payment_source_token).toBe("a.b.c");
    const refused = await patch({ payment_source_token: "other" });
    expect(refused.status).toBe(422);
    const asAnother = await patchSource("stripe_payments", source.body.data.id, { _refresh: true });
    expect(asAnother.status).toBe(404);
  });

  it("authorizes only the order's newest source", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const older = await create("checkout_com_payments", id, { token: await cardToken(shop) });
    await create("external_payments", id, { payment_source_token: "a.b.c" });
    const refused = await patchSource("checkout_com_payments", older.body.data.id, {
      _authorize: true,
    });
    expect(refused.status).toBe(422);
    expect(await stateOf(id)).toEqual(UNPAID);
  });
});
