import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openMerchantService, YES } from "../../tests/api/merchant-service";
import { cardToken, document, makeOrder, patchOf, to } from "../../tests/api/road";
import { type ApiShop, openApiShop, statementsOf } from "../../tests/api/shop";
import type { Deps } from "../deps";

const NO = {
  status: 200,
  body: { success: false, error: { code: "STOCK_LIMIT", message: "At most one mug <b>each</b>." } },
};

let shop: ApiShop;
let deps: Deps;
let service: Awaited<ReturnType<typeof openMerchantService>>;
let marketId = "";

const changeMarket = (attributes: object) =>
  shop.call("PATCH", `markets/${marketId}`, {
    body: { data: { type: "markets", id: marketId, attributes } },
  });
const setUrl = (address: string | null) => changeMarket({ external_order_validation_url: address });

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  deps = await parts();
  service = await openMerchantService();
  const order = await shop.call(
    "GET",
    `orders/${await makeOrder(shop, shop.integration)}?include=market`,
  );
  marketId = order.body.included[0].id;
}, 180_000);
afterAll(async () => {
  service?.close();
  await shop?.close();
});
beforeEach(async () => {
  Object.assign(service, { asked: [], reply: YES, meanwhile: async () => undefined });
  const saved = await setUrl(service.url);
  service.secret = saved.body.data.attributes.shared_secret;
});

const orderOf = async (orderId: string) => {
  const state = await deps.payments.find({ orderId });
  if (!state) throw new Error("The order is gone.");
  return state;
};
/** What the providers' own book says of an order. */
async function bookOf(orderId: string): Promise<readonly unknown[]> {
  const answer = await fetch(`${shop.sandbox.url}/_control/book`, {
    headers: { "x-sandbox-key": shop.sandbox.controlKey },
  });
  const { entries } = (await answer.json()) as { entries: unknown[] };
  return entries.filter((entry) => JSON.stringify(entry).includes(orderId));
}

async function pay(orderId: string) {
  const { findCheckout } = await import("./checkout-queries");
  const { payOrder } = await import("./pay-order");
  const { token } = (await orderOf(orderId)).order;
  const view = await findCheckout(token);
  const method = view?.paymentMethods.find((each) => each.sourceType === "checkout_com_payments");
  return payOrder(deps, {
    token,
    paymentMethodId: method?.id ?? "",
    attributes: { token: await cardToken(shop) },
    shownTotalMinor: method?.totalMinor ?? 0,
    nonce: `nonce-${orderId}-${service.asked.length}`,
  });
}
const changeQuantity = async (orderId: string, quantity: number) => {
  const { setQuantity } = await import("../orders/set-quantity");
  const cart = await deps.orders.find({ id: orderId });
  const line = cart?.lines.find(({ skuCode }) => skuCode === "ENAMEL-MUG");
  return setQuantity(deps, { token: cart?.order.token ?? "", lineId: line?.id ?? "", quantity });
};

describe("the merchant's veto", () => {
  it("is asked with the order, signed, before anything is written or sent; a yes pays", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const seen: unknown[] = [];
    service.meanwhile = async () => {
      seen.push((await orderOf(id)).transactions, await bookOf(id));
    };
    expect(await pay(id)).toEqual({ ok: true, value: { kind: "placed" } });
    expect(seen).toEqual([[], []]);
    expect(service.asked).toHaveLength(1);
    expect(service.asked[0]).toMatchObject({
      isSigned: true,
      body: {
        data: { type: "orders", id, attributes: { total_amount_with_taxes_cents: 3250 } },
      },
    });
    const included = JSON.stringify(service.asked[0]?.body.included);
    for (const type of ["line_items", "addresses", "customers", "markets"]) {
      expect(included).toContain(`"type":"${type}"`);
    }
    expect(JSON.stringify(service.asked)).not.toContain(service.secret);
  });

  it("is asked with the total that the payment method's fee is in", async () => {
    const { paymentMethod } = (await import("../db/client")).prisma();
    await paymentMethod.updateMany({ data: { priceMinor: 150 } });
    expect((await pay(await makeOrder(shop, shop.salesChannel))).ok).toBe(true);
    const data = { attributes: { total_amount_with_taxes_cents: 3400 } };
    expect(service.asked[0]).toMatchObject({ body: { data } });
    await paymentMethod.updateMany({ data: { priceMinor: 0 } });
  });

  it("takes nothing and keeps nothing on a no, hands on the words, and lets the order be mended", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    service.reply = NO;
    const before = await orderOf(id);
    expect(await pay(id)).toEqual({
      ok: false,
      error: {
        code: "order_refused",
        reason: "STOCK_LIMIT",
        message: "At most one mug <b>each</b>.",
      },
    });
    expect(await orderOf(id)).toEqual(before);
    expect(await bookOf(id)).toEqual([]);
    service.reply = YES;
    expect(await changeQuantity(id, 1)).toMatchObject({ ok: true });
    expect(await pay(id)).toMatchObject({ value: { kind: "placed" } });
  });

  it.each([
    ["a 500", { status: 500, body: { success: true } }],
    ["an answer of another shape", { status: 200, body: { fine: true } }],
    ["no answer in five seconds", "hang"],
  ] as const)("takes nothing on %s", async (_, given) => {
    const id = await makeOrder(shop, shop.salesChannel);
    service.reply = given;
    expect(await pay(id)).toMatchObject({ ok: false, error: { code: "order_unchecked" } });
    expect(await orderOf(id)).toMatchObject({
      order: { status: "pending" },
      sources: [],
      transactions: [],
    });
    expect(await bookOf(id)).toEqual([]);
  });

  it("is asked again where the order has changed while it was looked at", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    let changes = 0;
    service.meanwhile = async () => {
      if (changes++ === 0) await changeQuantity(id, 1);
    };
    // The total is another now: what was pressed is not what would be taken.
    expect(await pay(id)).toMatchObject({ value: { kind: "total_changed", totalMinor: 1850 } });
    expect(await bookOf(id)).toEqual([]);
    const other = await makeOrder(shop, shop.salesChannel);
    changes = 0;
    service.meanwhile = async () => {
      if (changes++ > 0) return;
      await shop.call("PATCH", `orders/${other}`, { body: patchOf(other, { reference: "x" }) });
    };
    expect(await pay(other)).toMatchObject({ value: { kind: "placed" } });
    expect(service.asked.at(-1)?.body).toMatchObject({ data: { attributes: { reference: "x" } } });
  });
});

describe("the merchant's veto by the API", () => {
  it("is 422 with the merchant's code on _place, and 503 where nobody answers", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    const token = shop.salesChannel;
    await shop.call("POST", "external_payments", {
      token,
      body: document(
        "external_payments",
        { payment_source_token: "good" },
        { order: to("orders", id) },
      ),
    });
    service.reply = NO;
    const place = () =>
      shop.call("PATCH", `orders/${id}`, { token, body: patchOf(id, { _place: true }) });
    const refused = await place();
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toMatchObject({
      title: "At most one mug <b>each</b>.",
      meta: { error: "refused_by_merchant", code: "STOCK_LIMIT" },
    });
    service.reply = { status: 503, body: {} };
    const unchecked = await place();
    expect(unchecked.status).toBe(503);
    expect(unchecked.body.errors[0].code).toBe("ORDER_VALIDATION_UNAVAILABLE");
    expect((await orderOf(id)).transactions).toEqual([]);
    service.reply = YES;
    expect((await place()).status).toBe(200);
  });

  it("comes before Stripe's intent, whose secret lets a browser pay", async () => {
    const id = await makeOrder(shop, shop.salesChannel);
    service.reply = NO;
    const made = await shop.call("POST", "stripe_payments", {
      token: shop.salesChannel,
      body: document("stripe_payments", {}, { order: to("orders", id) }),
    });
    expect(made.status).toBe(422);
    expect(await bookOf(id)).toEqual([]);
    expect((await orderOf(id)).sources).toEqual([]);
  });

  it("is asked with what the market wants to see of an order; a name of nothing is left out", async () => {
    await changeMarket({ external_includes: ["line_items", "nobody"] });
    await pay(await makeOrder(shop, shop.salesChannel));
    await changeMarket({ external_includes: null });
    const included = JSON.stringify(service.asked[0]?.body.included);
    expect(included).toContain('"type":"line_items"');
    expect(included).not.toMatch(/"type":"(addresses|customers|markets|skus)","links"/);
    expect(service.asked[0]?.isSigned).toBe(true);
  });

  it("is set by integrations alone, to allowed addresses alone, and taken away by null", async () => {
    const body = {
      data: {
        type: "markets",
        id: marketId,
        attributes: { external_order_validation_url: service.url },
      },
    };
    const path = `markets/${marketId}`;
    const refused = await shop.call("PATCH", path, { token: shop.salesChannel, body });
    expect(refused.status).toBe(401);
    const read = await shop.call("GET", path, { token: shop.salesChannel });
    expect(read.body.data.attributes).toMatchObject({
      external_order_validation_url: null,
      shared_secret: null,
    });
    expect((await setUrl("http://10.0.0.1/vet")).status).toBe(422);
    const cleared = await setUrl(null);
    expect(cleared.body.data.attributes).toMatchObject({
      external_order_validation_url: null,
      shared_secret: service.secret,
    });
    const id = await makeOrder(shop, shop.salesChannel);
    const texts = await statementsOf(() => pay(id));
    expect(service.asked).toEqual([]);
    expect(await orderOf(id)).toMatchObject({ order: { status: "placed" } });
    await setUrl(service.url);
    const vetted = await makeOrder(shop, shop.salesChannel);
    // With a merchant to ask, the document is one statement more.
    expect((await statementsOf(() => pay(vetted))).length).toBe(texts.length + 1);
  });
});
