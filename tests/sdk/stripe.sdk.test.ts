import { expect, it } from "vitest";
import { answerBank, confirmIntent } from "../api/road";
import { asShopper, running, storefront } from "./client";
import { payableOrder, refusalOf, TOTAL } from "./road";

type Intent = { stripe_id: string; client_secret: string };
type Create = Parameters<Awaited<ReturnType<typeof asShopper>>["stripe_payments"]["create"]>[0];

async function begin(attributes: object = {}) {
  const cl = await asShopper();
  const order = await payableOrder(cl);
  const relationship = cl.orders.relationship(order.id);
  const given = { ...attributes, order: relationship } as unknown as Create;
  const source = await cl.stripe_payments.create(given);
  return { cl, order, source, intent: source as unknown as Intent, relationship };
}

it("a source without an intent gets one, with what the browser needs", async () => {
  const { source } = await begin();
  expect(source).toMatchObject({
    stripe_id: expect.stringMatching(/^pi_/),
    client_secret: expect.stringMatching(/_secret_/),
    publishable_key: expect.stringMatching(/^pk_test_/),
    mismatched_amounts: false,
  });
});

it("an intent that was confirmed in the browser places the order", async () => {
  const { cl, order, intent } = await begin();
  expect(await confirmIntent(storefront, intent)).toBeNull();
  const placed = await cl.orders._place(order.id);
  expect(placed).toMatchObject({ status: "placed", payment_status: "authorized" });
});

it("3DS in the browser, then placing", async () => {
  const { cl, order, source, intent } = await begin();
  const bank = await confirmIntent(storefront, intent, "pm_card_authenticationRequired");
  await answerBank(bank ?? "", "complete");
  expect(await cl.orders._place(order.id)).toMatchObject({ status: "placed" });
  const paid = await cl.stripe_payments.retrieve(source.id);
  expect(paid.charge_id).toMatch(/^ch_/);
  expect(paid.payment_instrument).toMatchObject({ card_last_digits: "3184" });
});

it("a failed 3DS leaves the order open, and the same intent takes another card", async () => {
  const { cl, order, intent } = await begin();
  const bank = await confirmIntent(storefront, intent, "pm_card_authenticationRequired");
  await answerBank(bank ?? "", "fail");
  expect((await refusalOf(cl.orders._place(order.id))).status).toBe(422);
  expect(await cl.orders.retrieve(order.id)).toMatchObject({ payment_status: "unpaid" });
  await confirmIntent(storefront, intent);
  expect(await cl.orders._place(order.id)).toMatchObject({ payment_status: "authorized" });
});

it("an intent that nobody confirmed cannot be placed", async () => {
  const { cl, order } = await begin();
  expect((await refusalOf(cl.orders._place(order.id))).status).toBe(422);
});

it("a saved payment method pays without the browser", async () => {
  const { cl, order } = await begin({ options: { payment_method: "pm_card_visa" } });
  expect(await cl.orders._place(order.id)).toMatchObject({ payment_status: "authorized" });
});

it("a declined payment method is told with the reason", async () => {
  const { cl, order } = await begin({ options: { payment_method: "pm_card_visa_chargeDeclined" } });
  expect(await refusalOf(cl.orders._place(order.id))).toMatchObject({
    status: 422,
    code: "PAYMENT_NOT_APPROVED_FOR_EXECUTION",
    meta: { error: "card_declined" },
  });
});

it("insufficient funds are told as such", async () => {
  const options = { payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds" };
  const { cl, order } = await begin({ options });
  const { meta } = await refusalOf(cl.orders._place(order.id));
  expect(meta?.error).toBe("insufficient_funds");
});

it("a return_url is kept, and changes before placing", async () => {
  const { cl, source } = await begin({ return_url: `${storefront.appUrl}/thankyou` });
  const options = { return_url: `${storefront.appUrl}/thankyou?again=1` };
  const updated = await cl.stripe_payments.update({ id: source.id, options });
  expect(updated.options).toMatchObject(options);
});

it("_update brings the intent to the order's new total", async () => {
  const { cl, order, source, intent, relationship } = await begin();
  await cl.line_items.create({ sku_code: "ENAMEL-MUG", quantity: 1, order: relationship });
  expect((await cl.stripe_payments.retrieve(source.id)).mismatched_amounts).toBe(true);
  const updated = await cl.stripe_payments._update(source.id);
  expect(updated).toMatchObject({ mismatched_amounts: false, stripe_id: source.stripe_id });
  await confirmIntent(storefront, intent);
  const placed = await cl.orders._place(order.id);
  expect(placed.total_amount_with_taxes_cents).toBe(TOTAL + 1400);
});

/** As a merchant's own server makes one. */
async function ownIntent(amount: number): Promise<Intent> {
  const { secret_key } = running.demo.gateways.stripe_gateways;
  const answer = await fetch(`${running.sandboxUrl}/v1/payment_intents`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret_key}` },
    body: new URLSearchParams({
      amount: String(amount),
      currency: "eur",
      capture_method: "manual",
      "automatic_payment_methods[enabled]": "true",
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const { id, client_secret } = (await answer.json()) as { id: string; client_secret: string };
  return { stripe_id: id, client_secret };
}

it("an intent that the client made is adopted, by one order only", async () => {
  const intent = await ownIntent(TOTAL);
  const { cl, order, source } = await begin(intent);
  expect(source).toMatchObject(intent);
  expect(await refusalOf(begin(intent))).toMatchObject({
    status: 422,
    source: { pointer: "/data/attributes/stripe_id" },
  });
  await confirmIntent(storefront, intent);
  expect(await cl.orders._place(order.id)).toMatchObject({ payment_status: "authorized" });
});

it("_refresh reads the intent again", async () => {
  const { cl, source, intent } = await begin();
  await confirmIntent(storefront, intent);
  const refreshed = await cl.stripe_payments._refresh(source.id);
  expect(refreshed.payment_method).toMatchObject({ card: { last4: "4242" } });
});
