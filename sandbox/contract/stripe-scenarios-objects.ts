/** The other objects: refunds, cards of the frame, customers, lists, events and webhooks. */
import Stripe from "stripe";
import { expect } from "vitest";
import {
  CARDS_ONLY,
  HELD,
  RETURN_URL,
  refusal,
  sandboxScenario,
  scenario,
} from "./stripe-scenario";

const PAID = {
  amount: 6500,
  currency: "eur",
  confirm: true,
  payment_method: "pm_card_visa",
  automatic_payment_methods: CARDS_ONLY,
} as const;

const TYPED_CARD = {
  "payment_method_data[type]": "card",
  "payment_method_data[card][number]": "4242424242424242",
  "payment_method_data[card][exp_month]": "12",
  "payment_method_data[card][exp_year]": "40",
  "payment_method_data[card][cvc]": "123",
};

export const objectScenarios = [
  scenario("refunds in parts, never more than was taken", async (stripe) => {
    const paid = await stripe.paymentIntents.create(PAID);
    const part = await stripe.refunds.create({
      payment_intent: paid.id,
      amount: 2000,
      reason: "requested_by_customer",
    });
    expect(part).toMatchObject({ status: "succeeded", amount: 2000, payment_intent: paid.id });
    const over = await refusal(stripe.refunds.create({ payment_intent: paid.id, amount: 4501 }));
    expect(over.statusCode).toBe(400);
    const rest = await stripe.refunds.create({ payment_intent: paid.id });
    expect(rest.amount).toBe(4500);
    const again = await refusal(stripe.refunds.create({ payment_intent: paid.id }));
    expect(again).toMatchObject({ statusCode: 400, code: "charge_already_refunded" });
    const charge = await stripe.charges.retrieve(String(paid.latest_charge), {
      expand: ["refunds"],
    });
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 6500 });
    expect(charge.refunds?.data).toHaveLength(2);
  }),
  scenario("refuses to refund what is only held", async (stripe) => {
    const held = await stripe.paymentIntents.create({
      ...HELD,
      confirm: true,
      payment_method: "pm_card_visa",
    });
    const error = await refusal(stripe.refunds.create({ payment_intent: held.id }));
    expect(error).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
  }),
  sandboxScenario("lets a refund fail later", async (stripe, tools) => {
    const paid = await stripe.paymentIntents.create({
      ...PAID,
      payment_method: "pm_card_refundFail",
    });
    const refund = await stripe.refunds.create({ payment_intent: paid.id });
    expect(refund.status).toBe("succeeded");
    await tools.advanceClock(10_000);
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe("failed");
    const charge = await stripe.charges.retrieve(String(paid.latest_charge));
    expect(charge).toMatchObject({ refunded: false, amount_refunded: 0 });
  }),
  sandboxScenario("lets a refund wait, then succeed", async (stripe, tools) => {
    const paid = await stripe.paymentIntents.create({
      ...PAID,
      payment_method: "pm_card_pendingRefund",
    });
    const refund = await stripe.refunds.create({ payment_intent: paid.id });
    expect(refund.status).toBe("pending");
    await tools.advanceClock(10_000);
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
  }),
  sandboxScenario("confirms with the frame's confirmation token, once", async (stripe, tools) => {
    const token = await tools.browserPost("/v1/confirmation_tokens", {
      ...TYPED_CARD,
      return_url: RETURN_URL,
    });
    const id = String(token.id);
    const paid = await stripe.paymentIntents.create({
      amount: 6500,
      currency: "eur",
      capture_method: "manual",
      confirm: true,
      confirmation_token: id,
    });
    expect(paid).toMatchObject({ status: "requires_capture" });
    expect((await stripe.confirmationTokens.retrieve(id)).payment_intent).toBe(paid.id);
    const second = await stripe.paymentIntents.create({ amount: 6500, currency: "eur" });
    const again = { confirmation_token: id };
    expect((await refusal(stripe.paymentIntents.confirm(second.id, again))).statusCode).toBe(400);
  }),
  scenario("makes a confirmation token for a test", async (stripe) => {
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: "pm_card_amex",
      return_url: RETURN_URL,
    });
    expect(token.payment_method_preview?.card?.last4).toBe("0005");
    const paid = await stripe.paymentIntents.create({
      amount: 6500,
      currency: "eur",
      confirm: true,
      confirmation_token: token.id,
    });
    expect(paid.status).toBe("succeeded");
  }),
  sandboxScenario("refuses cards that are not test cards", async (_stripe, tools) => {
    const typed = (number: string): Record<string, string> => ({
      ...TYPED_CARD,
      "payment_method_data[card][number]": number,
    });
    const wrong = await tools.browserPost("/v1/confirmation_tokens", typed("4242424242424241"));
    expect(wrong.error).toMatchObject({ code: "incorrect_number" });
    const real = await tools.browserPost("/v1/confirmation_tokens", typed("4539578763621486"));
    expect(real.error).toMatchObject({
      code: "card_declined",
      decline_code: "test_mode_live_card",
    });
  }),
  sandboxScenario("takes a card in the browser and confirms there", async (stripe, tools) => {
    const method = await tools.browserPost("/v1/payment_methods", {
      type: "card",
      "card[number]": "4242 4242 4242 4242",
      "card[exp_month]": "1",
      "card[exp_year]": "2040",
      "card[cvc]": "123",
    });
    const intent = await stripe.paymentIntents.create(HELD);
    const held = await tools.browser.paymentIntents.confirm(intent.id, {
      payment_method: String(method.id),
      ...{ client_secret: intent.client_secret ?? "" },
    });
    expect(held.status).toBe("requires_capture");
  }),
  scenario("refuses a card number from a server", async (stripe) => {
    const error = await refusal(
      stripe.paymentMethods.create({
        type: "card",
        card: { number: "4242424242424242", exp_month: 12, exp_year: 2040, cvc: "123" },
      }),
    );
    expect(error.statusCode).toBeGreaterThanOrEqual(400);
  }),
  scenario("keeps customers and their cards", async (stripe) => {
    const customer = await stripe.customers.create({
      email: "ada@example.com",
      name: "Ada",
      address: { city: "Berlin", country: "DE" },
      metadata: { a: "1" },
    });
    const updated = await stripe.customers.update(customer.id, { name: "Ada L.", phone: "" });
    expect(updated).toMatchObject({ name: "Ada L.", email: "ada@example.com" });
    expect((await stripe.customers.retrieve(customer.id)).id).toBe(customer.id);
    const attached = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    expect(attached.customer).toBe(customer.id);
    const intent = await stripe.paymentIntents.create({ ...HELD, customer: customer.id });
    const mine = await stripe.paymentIntents.list({ customer: customer.id });
    expect(mine.data.map(({ id }) => id)).toEqual([intent.id]);
  }),
  scenario("lists newest first, page by page", async (stripe) => {
    const customer = await stripe.customers.create({});
    const made: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      made.unshift((await stripe.paymentIntents.create({ ...HELD, customer: customer.id })).id);
    }
    const first = await stripe.paymentIntents.list({ customer: customer.id, limit: 2 });
    expect(first).toMatchObject({ has_more: true, data: [{ id: made[0] }, { id: made[1] }] });
    const after = { starting_after: made[1] ?? "" };
    const second = await stripe.paymentIntents.list({ customer: customer.id, limit: 2, ...after });
    expect(second).toMatchObject({ has_more: false, data: [{ id: made[2] }] });
  }),
  sandboxScenario("searches by metadata, a minute later", async (stripe, tools) => {
    const order = tools.unique("order");
    const intent = await stripe.paymentIntents.create({ ...HELD, metadata: { order } });
    const query = `metadata['order']:'${order}'`;
    expect((await stripe.paymentIntents.search({ query })).data).toEqual([]);
    await tools.advanceClock(61_000);
    const found = await stripe.paymentIntents.search({ query });
    expect(found.data.map(({ id }) => id)).toEqual([intent.id]);
  }),
  scenario("tells of everything in events", async (stripe) => {
    const paid = await stripe.paymentIntents.create(PAID);
    const events = await stripe.events.list({ types: ["payment_intent.succeeded"], limit: 20 });
    const own = events.data.find((event) => JSON.stringify(event.data.object).includes(paid.id));
    expect(own).toMatchObject({ api_version: "2026-10-28.endive", livemode: false });
    expect((await stripe.events.retrieve(own?.id ?? "")).id).toBe(own?.id);
  }),
  sandboxScenario("disputes the card that is made for it", async (stripe) => {
    const paid = await stripe.paymentIntents.create({
      ...PAID,
      payment_method: "pm_card_createDispute",
    });
    const events = await stripe.events.list({ type: "charge.dispute.created" });
    const dispute = events.data[0]?.data.object as Stripe.Dispute;
    expect(dispute.payment_intent).toBe(paid.id);
    expect((await stripe.disputes.retrieve(dispute.id)).amount).toBe(6500);
  }),
  sandboxScenario("signs its webhooks as Stripe does", async (stripe, tools) => {
    const receiver = await tools.receiveWebhooks();
    const endpoint = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["payment_intent.succeeded", "charge.succeeded"],
    });
    try {
      const paid = await stripe.paymentIntents.create(PAID);
      await receiver.until(["payment_intent.succeeded", "charge.succeeded"]);
      for (const { body, headers } of receiver.received) {
        const signature = String(headers["stripe-signature"]);
        const event = stripe.webhooks.constructEvent(body, signature, endpoint.secret ?? "");
        expect(JSON.stringify(event.data.object)).toContain(paid.id);
        expect(() =>
          stripe.webhooks.constructEvent(`${body} `, signature, endpoint.secret ?? ""),
        ).toThrow(Stripe.errors.StripeSignatureVerificationError);
      }
      expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
      await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
      expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
    } finally {
      await stripe.webhookEndpoints.del(endpoint.id);
      await receiver.close();
    }
  }),
];
