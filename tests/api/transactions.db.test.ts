import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cardToken, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const get = async (path: string) => (await shop.call("GET", path)).body.data;
const change = (type: string, id: string, attributes: object, options: object = {}) =>
  shop.call("PATCH", `${type}/${id}`, {
    body: { data: { type, id, attributes, relationships: {} } },
    ...options,
  });
const onlyOf = async (orderId: string, type: string) => {
  const [found, ...more] = await get(`orders/${orderId}/${type}`);
  expect(more).toEqual([]);
  return found;
};

/** An order paid by the sample merchant's gateway; `token` says how that answers. */
async function paidOrder(token: string, trigger = "_place"): Promise<string> {
  const id = await makeOrder(shop, shop.integration);
  const body = document(
    "external_payments",
    { payment_source_token: token },
    { order: to("orders", id) },
  );
  expect((await shop.call("POST", "external_payments", { body })).status).toBe(201);
  const answer = await shop.call("PATCH", `orders/${id}`, {
    body: patchOf(id, { [trigger]: true }),
  });
  expect(answer.status).toBe(200);
  return id;
}

describe("an authorization", () => {
  it("is captured in part and given back in part, and its balances follow", async () => {
    const orderId = await paidOrder("NB-APPROVE");
    const { id, attributes } = await onlyOf(orderId, "authorizations");
    expect(attributes).toMatchObject({
      type: "authorizations",
      succeeded: true,
      amount_cents: 3250,
      capture_balance_cents: 3250,
      formatted_void_balance: "€32,50",
    });
    const part = { _capture: true, _capture_amount_cents: 1000 };
    const captured = await change("authorizations", id, part);
    expect(captured.status).toBe(200);
    expect(captured.body.data.attributes).toMatchObject({
      capture_balance_cents: 2250,
      void_balance_cents: 0,
    });
    const capture = await onlyOf(orderId, "captures");
    expect(capture.attributes).toMatchObject({ amount_cents: 1000, refund_balance_cents: 1000 });
    const back = await change("captures", capture.id, { _refund: 1, _refund_amount_cents: 400 });
    expect(back.body.data.attributes.refund_balance_cents).toBe(600);
    const refund = await onlyOf(orderId, "refunds");
    expect((await get(`refunds/${refund.id}/reference_capture`)).id).toBe(capture.id);
    expect((await get(`captures/${capture.id}/reference_authorization`)).id).toBe(id);
    expect(await get(`transactions?filter[q][order_id_eq]=${orderId}`)).toHaveLength(3);
  });

  it("is not captured by an amount alone, nor beyond what it holds", async () => {
    const orderId = await paidOrder("NB-APPROVE");
    const { id } = await onlyOf(orderId, "authorizations");
    expect((await change("authorizations", id, { _capture_amount_cents: 500 })).status).toBe(422);
    expect(await get(`orders/${orderId}/captures`)).toEqual([]);
    const much = { _capture: true, _capture_amount_cents: 3251 };
    expect((await change("authorizations", id, much)).status).toBe(422);
  });

  it("is let go with _void; with _cancel only while its order is open", async () => {
    const placed = await onlyOf(await paidOrder("NB-APPROVE"), "authorizations");
    expect((await change("authorizations", placed.id, { _cancel: true })).status).toBe(422);
    expect((await change("authorizations", placed.id, { _void: true })).status).toBe(200);
    const openId = await paidOrder("NB-APPROVE", "_authorize");
    const open = await onlyOf(openId, "authorizations");
    expect((await change("authorizations", open.id, { _cancel: true })).status).toBe(200);
    const voided = await onlyOf(openId, "voids");
    expect(voided.attributes).toMatchObject({ succeeded: true, amount_cents: 3250 });
  });

  it("once captured, is given back by its capture's _cancel while the order is open", async () => {
    const orderId = await paidOrder("NB-APPROVE", "_authorize");
    const { id } = await onlyOf(orderId, "authorizations");
    await change("authorizations", id, { _capture: true });
    const capture = await onlyOf(orderId, "captures");
    expect((await change("captures", capture.id, { _cancel: true })).status).toBe(200);
    expect((await onlyOf(orderId, "refunds")).attributes.amount_cents).toBe(3250);
  });
});

describe("_forward", () => {
  it("sets what its gateway left pending to succeeded, moves the order, and says who did it", async () => {
    const orderId = await paidOrder("NB-LATER");
    const { id, attributes } = await onlyOf(orderId, "authorizations");
    expect(attributes.succeeded).toBe(false);
    expect((await get(`orders/${orderId}`)).attributes.status).toBe("placing");
    const forwarded = await change("authorizations", id, { _forward: true });
    expect(forwarded.body.data.attributes).toMatchObject({
      succeeded: true,
      message: "Set to succeeded by the merchant: its gateway had not said so.",
    });
    expect((await get(`orders/${orderId}`)).attributes).toMatchObject({
      status: "placed",
      payment_status: "authorized",
    });
    const lines = await get(`authorizations/${id}/event_stores`);
    expect(lines.some((line: object) => JSON.stringify(line).includes("forwarded"))).toBe(true);
    expect((await change("authorizations", id, { succeeded: true })).status).toBe(200);
    const undone = await change("authorizations", id, { succeeded: false });
    expect(undone.body.errors[0]).toMatchObject({ status: "422", meta: { error: "settled" } });
  });

  it("leaves clean books", async () => {
    const { verifyBooks } = await import("@/lib/books/verify-books");
    const { prisma } = await import("@/lib/db/client");
    const checks = await verifyBooks(prisma(), Date.now);
    expect(checks.filter((each) => each.violationsCount > 0)).toEqual([]);
  });

  it("does the same for a capture, by its succeeded attribute", async () => {
    const { prisma } = await import("@/lib/db/client");
    const orderId = await paidOrder("NB-APPROVE");
    await change("authorizations", (await onlyOf(orderId, "authorizations")).id, {
      _capture: true,
    });
    // As a gateway leaves it that answers 202 and never calls back.
    const stuck = { status: "pending", settledAt: null };
    await prisma().transaction.updateMany({ where: { orderId, kind: "capture" }, data: stuck });
    const authorized = { paymentStatus: "authorized" };
    await prisma().order.update({ where: { id: orderId }, data: authorized });
    const capture = await onlyOf(orderId, "captures");
    expect(capture.attributes.succeeded).toBe(false);
    await change("captures", capture.id, { succeeded: true });
    expect((await get(`orders/${orderId}`)).attributes.payment_status).toBe("paid");
  });

  it("does nothing to what was declined", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const relationships = { order: to("orders", orderId) };
    const source = { payment_source_token: "NB-DECLINE" };
    const body = document("external_payments", source, relationships);
    await shop.call("POST", "external_payments", { body });
    await shop.call("PATCH", `orders/${orderId}`, { body: patchOf(orderId, { _place: true }) });
    const { id, attributes } = await onlyOf(orderId, "authorizations");
    expect(attributes).toMatchObject({ succeeded: false, error_code: "card_declined" });
    const answer = await change("authorizations", id, { _forward: true });
    expect(answer.body.errors[0].meta).toMatchObject({ from: "declined", to: "succeeded" });
  });

  it("asks the provider first, and does not force what that denies", async () => {
    const { prisma } = await import("@/lib/db/client");
    const orderId = await makeOrder(shop, shop.integration);
    const attributes = { payment_type: "token", token: await cardToken(shop) };
    const relationships = { order: to("orders", orderId) };
    const body = document("checkout_com_payments", attributes, relationships);
    await shop.call("POST", "checkout_com_payments", { body });
    await shop.call("PATCH", `orders/${orderId}`, { body: patchOf(orderId, { _place: true }) });
    const { id } = await onlyOf(orderId, "authorizations");
    await change("authorizations", id, { _void: true });
    await vi.waitFor(
      async () => {
        const refresh = patchOf(orderId, { _refresh: true });
        await shop.call("PATCH", `orders/${orderId}`, { body: refresh });
        expect((await onlyOf(orderId, "voids")).attributes.succeeded).toBe(true);
      },
      { timeout: 10_000, interval: 300 },
    );
    const { createdAt, ...row } = await prisma().transaction.findFirstOrThrow({
      where: { orderId, kind: "void" },
    });
    const stuck = { ...row, id: "StuckCaptu", kind: "capture", status: "pending", settledAt: null };
    await prisma().transaction.create({
      data: { ...stuck, createdAt, metadata: {}, reference: null, idempotencyKey: null },
    });
    const answer = await change("captures", "StuckCaptu", { _forward: true });
    expect(answer.body.errors[0]).toMatchObject({
      status: "422",
      title: "the gateway says that it did not happen",
    });
    expect((await get("captures/StuckCaptu")).attributes.succeeded).toBe(false);
  });
});

describe("a transaction's texts", () => {
  it("are its client's, kept apart from the provider's reference, with a line in the history", async () => {
    const orderId = await paidOrder("NB-APPROVE");
    const { id, attributes } = await onlyOf(orderId, "authorizations");
    const texts = { reference: "ERP-7", reference_origin: "erp", metadata: { batch: 3 } };
    const saved = await change("authorizations", id, texts);
    expect(saved.body.data.attributes).toMatchObject({ ...texts, token: attributes.token });
    expect(await get("transactions?filter[q][reference_eq]=ERP-7")).toHaveLength(1);
    const cleared = await change("authorizations", id, { reference: null, metadata: null });
    expect(cleared.body.data.attributes).toMatchObject({ reference: null, metadata: {} });
    expect(await get(`authorizations/${id}/versions`)).not.toHaveLength(0);
  });

  it("are not a browser's to change, and neither is the money", async () => {
    const orderId = await makeOrder(shop, shop.salesChannel);
    const body = document(
      "external_payments",
      { payment_source_token: "NB-APPROVE" },
      { order: to("orders", orderId) },
    );
    await shop.call("POST", "external_payments", { token: shop.salesChannel, body });
    await shop.call("PATCH", `orders/${orderId}`, { body: patchOf(orderId, { _place: true }) });
    const { id } = await onlyOf(orderId, "authorizations");
    for (const attributes of [{ _capture: true }, { reference: "mine" }, { _forward: true }]) {
      const answer = await change("authorizations", id, attributes, { token: shop.salesChannel });
      expect(answer.status).toBe(401);
    }
  });
});
