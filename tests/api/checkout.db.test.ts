import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerBank, cardToken, confirmIntent, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop, statementsOf } from "./shop";

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
/** Its bank asks; 4242… is paid without. */
const WITH_3DS = "4543474002249996";
const UNPAID = { status: "pending", payment_status: "unpaid" };

describe("an order placed through the API alone", () => {
  it("with an external gateway", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const source = await create("external_payments", id, {
      payment_source_token: "xxxx.yyyy.zzzz",
    });
    expect(source.status).toBe(201);
    expect(await stateOf(id)).toEqual(UNPAID);
    const placed = await place(id);
    expect(placed.status).toBe(200);
    expect(placed.body.data.attributes).toMatchObject({
      ...PLACED,
      total_amount_with_taxes_cents: 3250,
      formatted_total_amount_with_taxes: "€32,50",
      total_tax_amount_cents: 519,
      editable: false,
    });
    expect(placed.body.data.attributes.placed_at).toMatch(/^\d{4}-.*Z$/);
  });

  it("with Checkout.com and its 3DS page", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const token = await cardToken(shop, WITH_3DS);
    const source = await create("checkout_com_payments", id, { payment_type: "token", token });
    expect(source.status).toBe(201);
    const placing = await place(id);
    expect(placing.status).toBe(200);
    expect(placing.body.data.attributes.status).toBe("placing");
    const path = `checkout_com_payments/${source.body.data.id}`;
    const waiting = await shop.call("GET", path, { token: shop.salesChannel });
    const { redirect_uri, payment_response } = waiting.body.data.attributes;
    expect(payment_response.status).toBe("Pending");
    const back = await answerBank(redirect_uri, "complete");
    expect(back.pathname).toBe("/checkout_com/success");
    const session_id = back.searchParams.get("cko-session-id");
    const details = await patchSource("checkout_com_payments", source.body.data.id, {
      _details: true,
      session_id,
    });
    expect(details.status).toBe(200);
    expect(details.body.data.attributes).toMatchObject({
      session_id,
      payment_response: { status: "Authorized", approved: true },
      payment_instrument: { card_last_digits: "9996" },
    });
    expect(details.body.data.attributes.source_id).toMatch(/^src_/);
    expect(await stateOf(id)).toEqual(PLACED);
  });

  it("with Checkout.com and a card without 3DS", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    await create("checkout_com_payments", id, { token: await cardToken(shop) });
    expect((await place(id)).body.data.attributes).toMatchObject(PLACED);
  });

  it("with Checkout.com after a failed check, with another card", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const first = await create("checkout_com_payments", id, {
      token: await cardToken(shop, WITH_3DS),
    });
    const asked = await patchSource("checkout_com_payments", first.body.data.id, {
      _authorize: true,
    });
    expect(asked.status).toBe(200);
    expect(await stateOf(id)).toEqual(UNPAID);
    await answerBank(asked.body.data.attributes.redirect_uri, "fail");
    const failed = await patchSource("checkout_com_payments", first.body.data.id, { _details: 1 });
    expect(failed.body.data.attributes.payment_response.status).toBe("Declined");
    const second = await create("checkout_com_payments", id, {
      token: await cardToken(shop, WITH_3DS),
    });
    await place(id);
    const path = `checkout_com_payments/${second.body.data.id}`;
    const waiting = await shop.call("GET", path, { token: shop.salesChannel });
    await answerBank(waiting.body.data.attributes.redirect_uri, "complete");
    await patchSource("checkout_com_payments", second.body.data.id, { _refresh: true });
    expect(await stateOf(id)).toEqual(PLACED);
  });

  it("with Stripe, its intent confirmed in the browser and checked by 3DS", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const source = await create("stripe_payments", id, {});
    expect(source.status).toBe(201);
    const made = source.body.data.attributes;
    expect(made.stripe_id).toMatch(/^pi_/);
    expect(made.publishable_key).toBe(shop.demo.gateways.stripe_gateways.publishable_key);
    const bank = await confirmIntent(shop, made, "pm_card_authenticationRequired");
    expect(bank).not.toBeNull();
    await answerBank(bank ?? "", "complete");
    const placed = await place(id);
    expect(placed.status).toBe(200);
    expect(await stateOf(id)).toEqual(PLACED);
    const path = `stripe_payments/${source.body.data.id}`;
    const paid = await shop.call("GET", path, { token: shop.salesChannel });
    expect(paid.body.data.attributes.charge_id).toMatch(/^ch_/);
    expect(paid.body.data.attributes.payment_instrument.card_last_digits).toBe("3184");
  });

  it("with Stripe and no 3DS", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const source = await create("stripe_payments", id, {});
    expect(await confirmIntent(shop, source.body.data.attributes)).toBeNull();
    await place(id);
    expect(await stateOf(id)).toEqual(PLACED);
  });
});

describe("a decline", () => {
  it("is 422 on _place, leaves the order open, and another card pays", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    await create("external_payments", id, { payment_source_token: "declined" });
    const refused = await place(id);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toMatchObject({
      code: "PAYMENT_NOT_APPROVED_FOR_EXECUTION",
      meta: { error: "card_declined", decline_code: "" },
    });
    expect(await stateOf(id)).toEqual(UNPAID);
    await create("external_payments", id, { payment_source_token: "good" });
    expect((await place(id)).status).toBe(200);
    expect(await stateOf(id)).toEqual(PLACED);
  });

  it("tells an integration the gateway's own code", async () => {
    const id = await makeOrder(shop, shop.integration);
    const body = document(
      "external_payments",
      { payment_source_token: "insufficient" },
      { order: to("orders", id) },
    );
    await shop.call("POST", "external_payments", { body });
    const refused = await shop.call("PATCH", `orders/${id}`, { body: patchOf(id, { _place: 1 }) });
    expect(refused.body.errors[0].meta).toEqual({
      error: "insufficient_funds",
      decline_code: "insufficient_funds",
    });
  });
});

describe("placing", () => {
  it("says what the order lacks", async () => {
    const order = await shop.call("POST", "orders", { body: document("orders", {}) });
    const { id } = order.body.data;
    const refused = await shop.call("PATCH", `orders/${id}`, {
      body: patchOf(id, { _place: true }),
    });
    expect(refused.status).toBe(422);
    const pointers = refused.body.errors.map((error: { source: object }) => error.source);
    expect(pointers).toContainEqual({ pointer: "/data/relationships/line_items" });
    expect(pointers).toContainEqual({ pointer: "/data/attributes/customer_email" });
  });

  it("a second time is 422 on the status", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    await create("external_payments", id, { payment_source_token: "good" });
    await place(id);
    const again = await place(id);
    expect(again.status).toBe(422);
    expect(again.body.errors[0].source).toEqual({ pointer: "/data/attributes/status" });
  });
});

describe("the work of the database", () => {
  it("is at most six statements for a payment source, and twenty for a whole checkout", async () => {
    const token = shop.salesChannel;
    let id = "";
    const before = await statementsOf(async () => {
      id = await makeOrder(shop, token);
    });
    const creation = await statementsOf(() =>
      create("external_payments", id, { payment_source_token: "good" }),
    );
    const placing = await statementsOf(() => place(id));
    expect(await stateOf(id)).toEqual(PLACED);
    expect(creation.length).toBeLessThanOrEqual(6);
    const all = [...before, ...creation, ...placing];
    expect(
      all.length,
      all.map((text) => text.trim().slice(0, 60).replace(/\s+/g, " ")).join("\n"),
    ).toBeLessThanOrEqual(20);
  });
});
