/** The API's own rules: parameters, amounts, keys, idempotency, states. */
import { expect } from "vitest";
import { CARDS_ONLY, HELD, RETURN_URL, refusal, scenario } from "./stripe-scenario";

const PAID = {
  amount: 6500,
  currency: "eur",
  confirm: true,
  payment_method: "pm_card_visa",
  automatic_payment_methods: CARDS_ONLY,
} as const;

export const rulesScenarios = [
  scenario("replays an answer under its idempotency key", async (stripe, tools) => {
    const idempotencyKey = tools.unique("key");
    const first = await stripe.paymentIntents.create(PAID, { idempotencyKey });
    const second = await stripe.paymentIntents.create(PAID, { idempotencyKey });
    expect(second.id).toBe(first.id);
    expect(tools.lastHeaders().get("idempotent-replayed")).toBe("true");
    const charges = await stripe.charges.list({ payment_intent: first.id });
    expect(charges.data).toHaveLength(1);
  }),
  scenario("replays a decline under its idempotency key", async (stripe, tools) => {
    const idempotencyKey = tools.unique("key");
    const intent = await stripe.paymentIntents.create(HELD);
    const card = { payment_method: "pm_card_chargeDeclined" };
    const first = await refusal(stripe.paymentIntents.confirm(intent.id, card, { idempotencyKey }));
    const second = await refusal(
      stripe.paymentIntents.confirm(intent.id, card, { idempotencyKey }),
    );
    expect(second.charge).toBe(first.charge);
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
  }),
  scenario("refuses an idempotency key for other parameters", async (stripe, tools) => {
    const idempotencyKey = tools.unique("key");
    await stripe.paymentIntents.create(HELD, { idempotencyKey });
    const other = { ...HELD, amount: 6600 };
    const error = await refusal(stripe.paymentIntents.create(other, { idempotencyKey }));
    expect(error).toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
  }),
  scenario("lets one of two concurrent requests with a key through", async (stripe, tools) => {
    const idempotencyKey = tools.unique("key");
    const both = await Promise.allSettled([
      stripe.paymentIntents.create(PAID, { idempotencyKey }),
      stripe.paymentIntents.create(PAID, { idempotencyKey }),
    ]);
    const refused = both.filter((result) => result.status === "rejected");
    expect(refused.length).toBeLessThanOrEqual(1);
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" });
    }
  }),
  scenario("does not keep a validation error under the key", async (stripe, tools) => {
    const idempotencyKey = tools.unique("key");
    const small = { ...HELD, amount: 1 };
    const error = await refusal(stripe.paymentIntents.create(small, { idempotencyKey }));
    expect(error).toMatchObject({ statusCode: 400, code: "amount_too_small", param: "amount" });
    const intent = await stripe.paymentIntents.create(HELD, { idempotencyKey });
    expect(intent.status).toBe("requires_payment_method");
  }),
  scenario("refuses more than eight digits", async (stripe) => {
    const error = await refusal(stripe.paymentIntents.create({ ...HELD, amount: 100_000_000 }));
    expect(error).toMatchObject({ statusCode: 400, code: "amount_too_large" });
    const largest = await stripe.paymentIntents.create({ ...HELD, amount: 99_999_999 });
    expect(largest.amount).toBe(99_999_999);
  }),
  scenario("takes yen without and dinars with three decimals", async (stripe) => {
    const yen = await stripe.paymentIntents.create({ ...HELD, amount: 980, currency: "jpy" });
    expect(yen.amount).toBe(980);
    const kwd = { ...HELD, currency: "kwd" };
    const error = await refusal(stripe.paymentIntents.create({ ...kwd, amount: 5124 }));
    expect(error).toMatchObject({ statusCode: 400 });
    expect((await stripe.paymentIntents.create({ ...kwd, amount: 5120 })).amount).toBe(5120);
  }),
  scenario("refuses an unknown parameter", async (stripe) => {
    const odd = { ...HELD, colour: "red" };
    const error = await refusal(stripe.paymentIntents.create(odd));
    expect(error).toMatchObject({ statusCode: 400, code: "parameter_unknown", param: "colour" });
  }),
  scenario("asks for a missing parameter and a real currency", async (stripe) => {
    const without = await refusal(
      stripe.rawRequest("POST", "/v1/payment_intents", { currency: "eur" }),
    );
    expect(without).toMatchObject({ statusCode: 400, code: "parameter_missing", param: "amount" });
    const odd = await refusal(stripe.paymentIntents.create({ amount: 6500, currency: "xyz" }));
    expect(odd).toMatchObject({ statusCode: 400, param: "currency" });
  }),
  scenario("needs a return_url where a card may redirect", async (stripe) => {
    const intent = await stripe.paymentIntents.create({ amount: 6500, currency: "eur" });
    const card = { payment_method: "pm_card_visa" };
    const error = await refusal(stripe.paymentIntents.confirm(intent.id, card));
    expect(error).toMatchObject({ statusCode: 400, param: "return_url" });
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      ...card,
      return_url: RETURN_URL,
    });
    expect(paid.status).toBe("succeeded");
  }),
  scenario("needs a payment method to confirm", async (stripe) => {
    const intent = await stripe.paymentIntents.create(HELD);
    const error = await refusal(stripe.paymentIntents.confirm(intent.id));
    expect(error).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
  }),
  scenario("answers 404 for what does not exist", async (stripe) => {
    const error = await refusal(stripe.paymentIntents.retrieve("pi_3000000000000000000000000"));
    expect(error).toMatchObject({ statusCode: 404, code: "resource_missing" });
    const refund = await refusal(stripe.refunds.retrieve("re_none"));
    expect(refund).toMatchObject({ statusCode: 404, code: "resource_missing" });
  }),
  scenario("updates until the money is held", async (stripe) => {
    const intent = await stripe.paymentIntents.create({ ...HELD, metadata: { a: "1", b: "2" } });
    const updated = await stripe.paymentIntents.update(intent.id, {
      amount: 7000,
      metadata: { a: "", c: "3" },
      payment_method: "pm_card_visa",
    });
    expect(updated).toMatchObject({ amount: 7000, status: "requires_confirmation" });
    expect(updated.metadata).toEqual({ b: "2", c: "3" });
    await stripe.paymentIntents.confirm(intent.id);
    const late = await refusal(stripe.paymentIntents.update(intent.id, { amount: 8000 }));
    expect(late).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state" });
    const described = await stripe.paymentIntents.update(intent.id, { description: "Order 7" });
    expect(described.description).toBe("Order 7");
  }),
  scenario("shows a browser its own intent only", async (stripe, tools) => {
    const intent = await stripe.paymentIntents.create({ ...HELD, metadata: { secret: "yes" } });
    const seen = await tools.browser.paymentIntents.retrieve(intent.id, {
      client_secret: intent.client_secret ?? "",
    });
    expect(seen.id).toBe(intent.id);
    expect(seen).not.toHaveProperty("metadata");
    const wrong = { client_secret: `${intent.id}_secret_wrong` };
    const error = await refusal(tools.browser.paymentIntents.retrieve(intent.id, wrong));
    expect(error.statusCode).toBeGreaterThanOrEqual(400);
    const denied = await refusal(tools.browser.refunds.create({ payment_intent: intent.id }));
    expect(denied.statusCode).toBeGreaterThanOrEqual(401);
  }),
];
