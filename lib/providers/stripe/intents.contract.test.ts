/** What only Stripe has: intents that a browser confirms, or that the client made itself. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../../sandbox/server";
import { stripeProvider } from ".";
import { EUR, IntentsFixture, input } from "./contract-fixture";
import type { StripeSource } from "./source";

let sandbox: Sandbox;
let stripe: IntentsFixture;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: randomUUID() });
  stripe = new IntentsFixture(sandbox.url, "KassaIntentsAccount11");
});
afterAll(() => sandbox.close());

const REJECTED = "provider_rejected_request";

async function prepared(source: StripeSource = {}) {
  const answer = await stripeProvider.prepare(stripe.call(), input(source));
  if (!answer.ok || answer.value.kind !== "action_required") throw new Error("not prepared");
  const { reference, action, facts } = answer.value;
  if (action.kind !== "client_confirmation") throw new Error("no client secret");
  return { reference, clientSecret: action.clientSecret, facts };
}

describe("prepare", () => {
  it("creates an intent that a browser can confirm, with our metadata", async () => {
    const { reference, clientSecret, facts } = await prepared({ receipt_email: "a@example.com" });
    expect(clientSecret.startsWith(`${reference}_secret_`)).toBe(true);
    expect(facts.attributes).toMatchObject({ stripe_id: reference, client_secret: clientSecret });
    const text = JSON.stringify(stripe.transcripts);
    expect(text).not.toContain(clientSecret);
    expect(text).not.toContain("a@example.com");
    expect(stripe.transcripts[0]?.request.body).toMatchObject({
      "metadata[kassa_installation]": "installation-1",
    });
  });

  it("sends Stripe only those options that are Stripe's", async () => {
    await prepared({ options: { setup_future_usage: "off_session", return_url: "x", foo: 1 } });
    expect(stripe.transcripts[0]?.request.body).toMatchObject({
      setup_future_usage: "off_session",
    });
    expect(JSON.stringify(stripe.transcripts[0]?.request.body)).not.toContain("foo");
  });

  it("waits for the browser, and then finds the money held", async () => {
    const { reference, clientSecret } = await prepared();
    const early = await stripeProvider.authorize(stripe.call(), input({}, { reference }));
    expect(early).toMatchObject({
      ok: false,
      error: { code: REJECTED, detail: "Confirm the payment in the browser first." },
    });
    await stripe.post(`payment_intents/${reference}/confirm`, {
      client_secret: clientSecret,
      payment_method: "pm_card_visa",
      return_url: "http://127.0.0.1:9/thankyou",
    });
    const held = await stripeProvider.authorize(stripe.call(), input({}, { reference }));
    expect(held).toMatchObject({ ok: true, value: { kind: "succeeded", reference } });
  });

  it("confirms what lacks nothing else, and not for another amount", async () => {
    const { reference } = await prepared({ options: { payment_method: "pm_card_visa" } });
    const dearer = input({}, { reference, amount: { amountMinor: 6600, currency: EUR } });
    expect(await stripeProvider.authorize(stripe.call(), dearer)).toMatchObject({
      ok: false,
      error: { attribute: "stripe_id" },
    });
    const held = await stripeProvider.authorize(stripe.call(), input({}, { reference }));
    expect(held).toMatchObject({ ok: true, value: { kind: "succeeded", reference } });
  });

  it("does not start what a browser saw declined", async () => {
    const { reference, clientSecret } = await prepared();
    await stripe
      .post(`payment_intents/${reference}/confirm`, {
        client_secret: clientSecret,
        payment_method: "pm_card_chargeDeclinedExpiredCard",
        return_url: "http://127.0.0.1:9/thankyou",
      })
      .catch(() => null);
    const answer = await stripeProvider.authorize(stripe.call(), input({}, { reference }));
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: "declined", decline: { code: "expired_card" } },
    });
  });
});

describe("adopting the client's intent", () => {
  const create = (form: Record<string, string> = {}) =>
    stripe.post(
      "payment_intents",
      { amount: "6500", currency: "eur", ...form },
      stripe.config.login,
    );

  it("takes one whose secret, amount and currency are right", async () => {
    const { id, client_secret } = await create();
    const answer = await stripeProvider.prepare(
      stripe.call(),
      input({ stripe_id: id, client_secret }),
    );
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: "action_required", reference: id, action: { clientSecret: client_secret } },
    });
  });

  it("tells what was captured already", async () => {
    const { id, client_secret } = await create({
      payment_method: "pm_card_visa",
      confirm: "true",
      return_url: "http://127.0.0.1:9/thankyou",
    });
    const answer = await stripeProvider.prepare(
      stripe.call(),
      input({ stripe_id: id, client_secret }),
    );
    expect(answer).toMatchObject({ ok: true, value: { kind: "succeeded", capturedMinor: 6500 } });
  });

  it.each([
    ["another amount", { amount: "100" }, "stripe_id"],
    ["another currency", { currency: "usd" }, "stripe_id"],
  ])("refuses %s", async (_case, form, attribute) => {
    const { id, client_secret } = await create(form);
    const answer = await stripeProvider.prepare(
      stripe.call(),
      input({ stripe_id: id, client_secret }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: REJECTED, attribute } });
  });

  it("refuses a secret that is not the intent's, and says neither", async () => {
    const { id, client_secret } = await create();
    const wrong = `${id}_secret_guess`;
    const answer = await stripeProvider.prepare(
      stripe.call(),
      input({ stripe_id: id, client_secret: wrong }),
    );
    expect(answer).toMatchObject({ ok: false, error: { attribute: "client_secret" } });
    expect(JSON.stringify([answer, stripe.transcripts])).not.toContain(client_secret);
    const without = await stripeProvider.prepare(stripe.call(), input({ stripe_id: id }));
    expect(without).toMatchObject({ ok: false, error: { attribute: "client_secret" } });
  });

  it("refuses one that does not exist", async () => {
    const source = { stripe_id: "pi_none", client_secret: "pi_none_secret_x" };
    const answer = await stripeProvider.prepare(stripe.call(), input(source));
    expect(answer).toMatchObject({ ok: false, error: { code: REJECTED, attribute: "stripe_id" } });
  });
});
