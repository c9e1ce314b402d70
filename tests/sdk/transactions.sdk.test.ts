import type { Authorization, Order } from "@commercelayer/sdk";
import { describe, expect, it } from "vitest";
import type { Client } from "./client";
import { placedByCard, placedOrder, refusalOf, TOTAL } from "./road";

type Placed = { cl: Client; order: Order };

const authorizationOf = async ({ cl, order }: Placed): Promise<Authorization> => {
  const [authorization] = await cl.orders.authorizations(order.id);
  if (!authorization) throw new Error("The order has no authorization.");
  return authorization;
};

async function authorized() {
  const placed = await placedOrder();
  return { ...placed, authorization: await authorizationOf(placed) };
}

async function captured() {
  const placed = await authorized();
  await placed.cl.authorizations._capture(placed.authorization.id);
  const [capture] = await placed.cl.orders.captures(placed.order.id);
  if (!capture) throw new Error("Nothing was captured.");
  return { ...placed, capture };
}

const partial = (id: string, amount: number) => ({
  id,
  _capture: true,
  _capture_amount_cents: amount,
});

describe("an authorization", () => {
  it("is what placing leaves, with what can be done with it", async () => {
    const { authorization } = await authorized();
    expect(authorization).toMatchObject({
      succeeded: true,
      currency_code: "EUR",
      amount_cents: TOTAL,
      capture_amount_cents: TOTAL,
      capture_balance_cents: TOTAL,
      void_balance_cents: TOTAL,
      formatted_amount: "€32,50",
    });
  });

  it("is captured as a whole", async () => {
    const { cl, order, authorization } = await authorized();
    const after = await cl.authorizations._capture(authorization.id, { include: ["captures"] });
    expect(after).toMatchObject({ capture_balance_cents: 0 });
    expect(after.captures).toMatchObject([{ amount_cents: TOTAL, succeeded: true }]);
    expect(await cl.orders.retrieve(order.id)).toMatchObject({ payment_status: "paid" });
  });

  it("is captured in part, once, where its gateway takes one capture", async () => {
    const { cl, order, authorization } = await authorized();
    await cl.authorizations.update(partial(authorization.id, 1000));
    expect(await cl.orders.retrieve(order.id)).toMatchObject({ payment_status: "partially_paid" });
    expect((await refusalOf(cl.authorizations._capture(authorization.id))).status).toBe(422);
    const captures = await cl.orders.captures(order.id);
    expect([...captures].map((each) => each.amount_cents)).toEqual([1000]);
  });

  it("is never captured beyond its balance", async () => {
    const { cl, authorization } = await authorized();
    const refused = cl.authorizations.update(partial(authorization.id, TOTAL + 1));
    expect((await refusalOf(refused)).status).toBe(422);
    expect(await cl.authorizations.captures(authorization.id)).toHaveLength(0);
  });

  it("is not captured by an amount that comes without the action", async () => {
    const { cl, authorization } = await authorized();
    const refused = cl.authorizations._capture_amount_cents(authorization.id, 500);
    expect(await refusalOf(refused)).toMatchObject({
      status: 422,
      source: { pointer: "/data/attributes/_capture_amount_cents" },
    });
    expect(await cl.authorizations.captures(authorization.id)).toHaveLength(0);
  });

  it("is voided", async () => {
    const { cl, order, authorization } = await authorized();
    const after = await cl.authorizations._void(authorization.id);
    expect(after.void_balance_cents).toBe(0);
    const voids = await cl.authorizations.voids(authorization.id);
    expect(voids[0]).toMatchObject({ type: "voids", amount_cents: TOTAL, succeeded: true });
    expect(await cl.orders.retrieve(order.id)).toMatchObject({ payment_status: "voided" });
  });

  it("is not voided once it is captured, nor captured once it is voided", async () => {
    const first = await captured();
    expect((await refusalOf(first.cl.authorizations._void(first.authorization.id))).status).toBe(
      422,
    );
    const second = await authorized();
    await second.cl.authorizations._void(second.authorization.id);
    const refused = second.cl.authorizations._capture(second.authorization.id);
    expect((await refusalOf(refused)).status).toBe(422);
  });

  it("takes a reference and metadata, and no amount", async () => {
    const { cl, authorization } = await authorized();
    const { id } = authorization;
    const named = { id, reference: "ours", metadata: { desk: 7 } };
    expect(await cl.authorizations.update(named)).toMatchObject({
      reference: "ours",
      metadata: { desk: 7 },
    });
    const dearer = { id, amount_cents: 1 } as { id: string };
    expect((await refusalOf(cl.authorizations.update(dearer))).status).toBe(422);
  });

  it("leads to its order, and to its history", async () => {
    const { cl, order, authorization } = await authorized();
    expect((await cl.authorizations.order(authorization.id)).id).toBe(order.id);
    const events = await cl.authorizations.event_stores(authorization.id);
    expect(events.length).toBeGreaterThan(0);
  });

  it("of a card can be captured as well", async () => {
    const placed = await placedByCard();
    const authorization = await authorizationOf(placed);
    await placed.cl.authorizations._capture(authorization.id);
    const [capture] = await placed.cl.orders.captures(placed.order.id);
    expect(capture).toMatchObject({ amount_cents: TOTAL, type: "captures" });
  });
});

describe("a capture", () => {
  it("is refunded as a whole", async () => {
    const { cl, order, capture } = await captured();
    expect(capture.refund_balance_cents).toBe(TOTAL);
    const after = await cl.captures._refund(capture.id, { include: ["refunds"] });
    expect(after.refund_balance_cents).toBe(0);
    expect(after.refunds).toMatchObject([{ amount_cents: TOTAL, succeeded: true }]);
    expect(await cl.orders.retrieve(order.id)).toMatchObject({ payment_status: "refunded" });
  });

  it("is refunded in parts, up to its balance", async () => {
    const { cl, order, capture } = await captured();
    const { id } = capture;
    await cl.captures.update({ id, _refund: true, _refund_amount_cents: 500 });
    await cl.captures.update({ id, _refund: true, _refund_amount_cents: 700 });
    expect(await cl.captures.retrieve(id)).toMatchObject({ refund_balance_cents: TOTAL - 1200 });
    expect(await cl.orders.retrieve(order.id)).toMatchObject({
      payment_status: "partially_refunded",
    });
    const tooMuch = { id, _refund: true, _refund_amount_cents: TOTAL };
    expect((await refusalOf(cl.captures.update(tooMuch))).status).toBe(422);
  });

  it("knows the authorization that it came from", async () => {
    const { cl, authorization, capture } = await captured();
    expect((await cl.captures.reference_authorization(capture.id)).id).toBe(authorization.id);
  });

  it("is what a refund came from", async () => {
    const { cl, order, capture } = await captured();
    await cl.captures._refund(capture.id);
    const [refund] = await cl.orders.refunds(order.id);
    expect((await cl.refunds.reference_capture(refund?.id ?? "")).id).toBe(capture.id);
  });
});

describe("transactions", () => {
  it("of an order are listed by kind, and all together", async () => {
    const { cl, order, capture } = await captured();
    await cl.captures.update({ id: capture.id, _refund: true, _refund_amount_cents: 500 });
    const found = await cl.transactions.list({ filters: { order_id_eq: order.id } });
    const types = [...found].map(({ type }) => String(type)).sort();
    expect(types).toEqual(["authorizations", "captures", "refunds"]);
    const read = await cl.orders.retrieve(order.id, { include: ["transactions"] });
    expect(read.transactions).toHaveLength(3);
  });

  it("are filtered by what became of them", async () => {
    const { cl, order } = await captured();
    const filters = { order_id_eq: order.id, succeeded_true: true, amount_cents_gteq: TOTAL };
    expect(await cl.captures.count({ filters })).toBe(1);
    expect(await cl.captures.count({ filters: { ...filters, amount_cents_gt: TOTAL } })).toBe(0);
  });

  it("are never made or deleted through the API", async () => {
    const { cl, authorization } = await authorized();
    expect("create" in cl.authorizations).toBe(false);
    const again = cl.authorizations.update({ id: authorization.id, ...{ token: "mine" } });
    expect((await refusalOf(again)).status).toBe(422);
  });
});
