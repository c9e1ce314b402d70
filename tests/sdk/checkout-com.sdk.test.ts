import { expect, it } from "vitest";
import { answerBank, cardToken } from "../api/road";
import { asIntegration, asShopper, storefront } from "./client";
import { payableOrder, refusalOf, TOTAL } from "./road";

/** Their banks ask; the second then declines. */
const ASKS = "4543474002249996";
const DECLINED = "4024007181869214";

const urls = {
  success_url: `${storefront.appUrl}/checkout_com/success`,
  failure_url: `${storefront.appUrl}/checkout_com/failure`,
};

type Given = { number?: string; more?: object };

/** As the newer generation creates it, with a token at once. */
async function pay({ number, more = {} }: Given = {}) {
  const cl = await asShopper();
  const order = await payableOrder(cl);
  const relationship = cl.orders.relationship(order.id);
  const token = await cardToken(storefront, number);
  const given = { ...urls, token, order: relationship, ...more };
  const source = await cl.checkout_com_payments.create(given);
  return { cl, order, source, relationship };
}

const statusOf = (response: Record<string, unknown> | null | undefined) =>
  String(response?.status).toLowerCase();

it("a token pays without the bank asking", async () => {
  const { cl, order, source } = await pay();
  expect(source.public_key).toMatch(/^pk_/);
  const placed = await cl.orders._place(order.id, { include: ["payment_source"] });
  expect(placed).toMatchObject({ status: "placed", payment_status: "authorized" });
  const paid = await cl.checkout_com_payments.retrieve(source.id);
  expect(statusOf(paid.payment_response)).toBe("authorized");
  expect(paid.payment_response).toMatchObject({ approved: true, source: { last4: "4242" } });
  expect(paid.source_id).toMatch(/^src_/);
  expect(paid.mismatched_amounts).toBe(false);
});

it("the older generation's payment_type and token do the same", async () => {
  const cl = await asShopper();
  const order = await payableOrder(cl);
  const older = { payment_type: "token", token: await cardToken(storefront) };
  const source = await cl.checkout_com_payments.create({
    ...older,
    order: cl.orders.relationship(order.id),
  } as unknown as Parameters<typeof cl.checkout_com_payments.create>[0]);
  expect(source).toMatchObject({ payment_type: "token", session_id: null });
  expect(await cl.orders._place(order.id)).toMatchObject({ payment_status: "authorized" });
});

it("without a token it answers a payment session, and takes the token later", async () => {
  const cl = await asShopper();
  const order = await payableOrder(cl);
  const source = await cl.checkout_com_payments.create({
    ...urls,
    order: cl.orders.relationship(order.id),
  } as unknown as Parameters<typeof cl.checkout_com_payments.create>[0]);
  expect(source.payment_session).toMatchObject({ id: expect.stringMatching(/^ps_/) });
  const token = await cardToken(storefront);
  const authorize = { id: source.id, token, _authorize: true };
  const authorized = await cl.checkout_com_payments.update(authorize);
  expect(statusOf(authorized.payment_response)).toBe("authorized");
  expect(await cl.orders._place(order.id)).toMatchObject({ status: "placed" });
});

it("neither a token nor both addresses is refused", async () => {
  const cl = await asShopper();
  const order = await payableOrder(cl);
  const refused = cl.checkout_com_payments.create({
    order: cl.orders.relationship(order.id),
  } as unknown as Parameters<typeof cl.checkout_com_payments.create>[0]);
  expect(await refusalOf(refused)).toMatchObject({
    status: 422,
    source: { pointer: "/data/attributes/token" },
  });
});

it("an address of a stranger is no return address", async () => {
  const stranger = "https://elsewhere.example/back";
  const refused = pay({ more: { success_url: stranger, failure_url: stranger } });
  expect(await refusalOf(refused)).toMatchObject({ status: 422 });
});

it("3DS: the shopper goes to redirect_uri and comes back with the session", async () => {
  const { cl, order, source } = await pay({ number: ASKS });
  expect(await cl.orders._place(order.id)).toMatchObject({ status: "placing" });
  const waiting = await cl.checkout_com_payments.retrieve(source.id);
  expect(statusOf(waiting.payment_response)).toBe("pending");
  const back = await answerBank(waiting.redirect_uri ?? "", "complete");
  expect(back.pathname).toBe("/checkout_com/success");
  expect(back.searchParams.get("cko-session-id")).toMatch(/^sid_/);
  const details = await cl.checkout_com_payments._details(source.id);
  expect(statusOf(details.payment_response)).toBe("authorized");
  expect(await cl.orders.retrieve(order.id)).toMatchObject({ status: "placed" });
});

it("3DS before placing, by _authorize, and placing after it", async () => {
  const { cl, order, source } = await pay({ number: ASKS });
  const asked = await cl.checkout_com_payments.update({
    id: source.id,
    ...({ _authorize: 1 } as object),
  });
  expect(statusOf(asked.payment_response)).toBe("pending");
  await answerBank(asked.redirect_uri ?? "", "complete");
  await cl.checkout_com_payments.update({ id: source.id, _details: true });
  const placed = await cl.orders._place(order.id);
  expect(placed).toMatchObject({ status: "placed", payment_status: "authorized" });
});

it("a failed 3DS is a decline; another card pays", async () => {
  const { cl, order, source, relationship } = await pay({ number: ASKS });
  await cl.orders._place(order.id);
  const waiting = await cl.checkout_com_payments.retrieve(source.id);
  const back = await answerBank(waiting.redirect_uri ?? "", "fail");
  expect(back.pathname).toBe("/checkout_com/failure");
  const failed = await cl.checkout_com_payments._details(source.id);
  expect(statusOf(failed.payment_response)).toBe("declined");
  expect(await cl.orders.retrieve(order.id)).toMatchObject({ status: "pending" });
  const token = await cardToken(storefront);
  await cl.checkout_com_payments.create({ ...urls, token, order: relationship });
  expect(await cl.orders._place(order.id)).toMatchObject({ payment_status: "authorized" });
});

it("_refresh learns the same without a session", async () => {
  const { cl, order, source } = await pay({ number: ASKS });
  await cl.orders._place(order.id);
  const waiting = await cl.checkout_com_payments.retrieve(source.id);
  await answerBank(waiting.redirect_uri ?? "", "complete");
  const refreshed = await cl.checkout_com_payments._refresh(source.id);
  expect(statusOf(refreshed.payment_response)).toBe("authorized");
});

it("a card that its bank declines leaves the order open", async () => {
  const { cl, order, source } = await pay({ number: DECLINED });
  await cl.orders._place(order.id);
  const waiting = await cl.checkout_com_payments.retrieve(source.id);
  await answerBank(waiting.redirect_uri ?? "", "complete");
  const declined = await cl.checkout_com_payments._details(source.id);
  expect(statusOf(declined.payment_response)).toBe("declined");
  expect(declined.payment_response?.approved).toBe(false);
  expect(await cl.orders.retrieve(order.id)).toMatchObject({
    status: "pending",
    payment_status: "unpaid",
  });
});

it("what was authorized for another total says so, and a new source cures it", async () => {
  const { cl, order, source, relationship } = await pay();
  const more = { sku_code: "ENAMEL-MUG", quantity: 1, order: relationship };
  await cl.line_items.create(more);
  expect(await cl.checkout_com_payments.retrieve(source.id)).toMatchObject({
    mismatched_amounts: true,
  });
  const token = await cardToken(storefront);
  const second = await cl.checkout_com_payments.create({ ...urls, token, order: relationship });
  expect(second.mismatched_amounts).toBe(false);
  const placed = await cl.orders._place(order.id, { include: ["payment_source"] });
  expect(placed.total_amount_with_taxes_cents).toBe(TOTAL + 1400);
  expect(placed.payment_source?.id).toBe(second.id);
});

it("the instrument is shown, never its number", async () => {
  const { cl, order, source } = await pay();
  await cl.orders._place(order.id);
  const paid = await cl.checkout_com_payments.retrieve(source.id);
  expect(paid.payment_instrument).toMatchObject({ card_last_digits: "4242" });
  expect(JSON.stringify(paid)).not.toContain("4242424242424242");
});

it("a source leads to its order and gateway", async () => {
  const { order, source } = await pay();
  const cl = await asIntegration();
  expect((await cl.checkout_com_payments.order(source.id)).id).toBe(order.id);
  expect((await cl.checkout_com_payments.payment_gateway(source.id)).type).toBe(
    "checkout_com_gateways",
  );
});
