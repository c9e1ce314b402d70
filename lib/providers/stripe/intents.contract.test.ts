/** What only Stripe has: intents that a browser confirms, or that the client made itself. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSandbox, type Sandbox } from "../../../sandbox/server";
import type { IdempotencyKey, ProviderReference } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import { breakNext } from "../contract-sandbox";
import type { AuthorizeInput, ProviderCall, ProviderTranscript } from "../provider";
import { stripeProvider } from ".";
import { type StripeConfig, stripeConfigSchema } from "./config";
import { type StripeSource, stripeSourceSchema } from "./source";

const ACCOUNT = "KassaIntentsAccount11";
const EUR = "EUR" as CurrencyCode;
let sandbox: Sandbox;
let config: StripeConfig;
let transcripts: ProviderTranscript[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: randomUUID() });
  config = stripeConfigSchema.parse({
    login: `sk_test_${ACCOUNT}`,
    publishable_key: `pk_test_${ACCOUNT}`,
    api_base: sandbox.url,
    timeout_ms: 2_000,
  });
});
afterAll(() => sandbox.close());

function call(): ProviderCall<StripeConfig> {
  transcripts = [];
  return {
    config,
    idempotencyKey: randomUUID() as IdempotencyKey,
    signal: new AbortController().signal,
    record: (transcript) => transcripts.push(transcript),
  };
}

const input = (
  source: StripeSource,
  over: Partial<AuthorizeInput<StripeSource>> = {},
): AuthorizeInput<StripeSource> => ({
  amount: { amountMinor: 6500, currency: EUR },
  source: stripeSourceSchema.parse(source),
  ourReference: `IntentsOrd-${randomUUID().slice(0, 8)}`,
  installationId: "installation-1",
  reference: null,
  returnUrls: { success: "http://127.0.0.1:9/thankyou?a=1", failure: "http://127.0.0.1:9/no" },
  receiptEmail: null,
  document: null,
  ...over,
});

const objectSchema = z.looseObject({ id: z.string(), client_secret: z.string().nullish() });

/** As a browser, or as a client with a system of its own. */
async function post(path: string, form: Record<string, string>, key = config.publishable_key) {
  const answer = await fetch(`${sandbox.url}/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: new URLSearchParams(form),
  });
  return objectSchema.parse(await answer.json());
}

const confirmationToken = (number: string) =>
  post("confirmation_tokens", {
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": number,
    "payment_method_data[card][exp_month]": "6",
    "payment_method_data[card][exp_year]": "2035",
    "payment_method_data[card][cvc]": "123",
  });

async function prepared(source: StripeSource = {}) {
  const answer = await stripeProvider.prepare(call(), input(source));
  if (!answer.ok || answer.value.kind !== "action_required") throw new Error("not prepared");
  const { reference, action, facts } = answer.value;
  if (action.kind !== "client_confirmation") throw new Error("no client secret");
  return { reference, clientSecret: action.clientSecret, facts };
}

const REJECTED = "provider_rejected_request";

describe("our own checkout", () => {
  it("creates and confirms in one call with the form's token, and captures nothing", async () => {
    const { id } = await confirmationToken("4242424242424242");
    const answer = await stripeProvider.authorize(call(), input({ confirmation_token: id }));
    expect(answer).toMatchObject({
      ok: true,
      value: {
        kind: "succeeded",
        capturedMinor: 0,
        reference: expect.stringMatching(/^pi_/),
        transactionReference: expect.stringMatching(/^ch_/),
        facts: {
          attributes: {
            stripe_id: expect.stringMatching(/^pi_/),
            charge_id: expect.stringMatching(/^ch_/),
            payment_method: { id: expect.stringMatching(/^pm_/), card: { last4: "4242" } },
          },
          instrument: {
            issuer_type: "stripe_payment",
            card_type: "visa",
            card_last_digits: "4242",
          },
        },
      },
    });
    expect(transcripts).toHaveLength(1);
    expect(transcripts[0]?.request).toMatchObject({
      method: "POST",
      path: "/v1/payment_intents",
      body: { amount: "6500", currency: "eur", capture_method: "manual", confirm: "true" },
    });
    expect(JSON.stringify(transcripts)).not.toContain(id);
  });

  it("comes back to our address after the challenge", async () => {
    const { id } = await confirmationToken("4000000000003220");
    const asked = input({ confirmation_token: id });
    expect(await stripeProvider.authorize(call(), asked)).toMatchObject({
      ok: true,
      value: { kind: "action_required", action: { kind: "redirect" } },
    });
    expect(transcripts[0]?.request.body).toMatchObject({ return_url: asked.returnUrls.success });
  });

  it("names the token that was used already", async () => {
    const { id } = await confirmationToken("4242424242424242");
    await stripeProvider.authorize(call(), input({ confirmation_token: id }));
    const again = await stripeProvider.authorize(call(), input({ confirmation_token: id }));
    expect(again).toMatchObject({
      ok: false,
      error: { code: REJECTED, attribute: "confirmation_token" },
    });
  });

  it("keeps the reference and the facts of a decline", async () => {
    const { id } = await confirmationToken("4000000000009987");
    expect(await stripeProvider.authorize(call(), input({ confirmation_token: id }))).toMatchObject(
      {
        ok: true,
        value: {
          kind: "declined",
          reference: expect.stringMatching(/^pi_/),
          decline: { code: "card_declined", raw: "lost_card" },
          facts: { attributes: { stripe_id: expect.stringMatching(/^pi_/) } },
        },
      },
    );
  });

  it("asks for a card where there is none", async () => {
    const answer = await stripeProvider.authorize(call(), input({}));
    expect(answer).toMatchObject({ ok: false, error: { attribute: "confirmation_token" } });
    expect(transcripts).toEqual([]);
  });

  it("repeats nothing by itself", async () => {
    const operation = "payment_intents.create";
    await breakNext(sandbox, { provider: "stripe", operation, kind: "error_before" });
    const answer = await stripeProvider.authorize(
      call(),
      input({ options: { payment_method: "pm_card_visa" } }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "provider_indeterminate" } });
    expect(transcripts).toHaveLength(1);
  });
});

describe("prepare", () => {
  it("creates an intent that a browser can confirm, with our metadata", async () => {
    const { reference, clientSecret, facts } = await prepared({ receipt_email: "a@example.com" });
    expect(clientSecret.startsWith(`${reference}_secret_`)).toBe(true);
    expect(facts.attributes).toMatchObject({ stripe_id: reference, client_secret: clientSecret });
    const text = JSON.stringify(transcripts);
    expect(text).not.toContain(clientSecret);
    expect(text).not.toContain("a@example.com");
    expect(transcripts[0]?.request.body).toMatchObject({
      "metadata[kassa_installation]": "installation-1",
    });
  });

  it("sends Stripe only those options that are Stripe's", async () => {
    await prepared({ options: { setup_future_usage: "off_session", return_url: "x", foo: 1 } });
    expect(transcripts[0]?.request.body).toMatchObject({ setup_future_usage: "off_session" });
    expect(JSON.stringify(transcripts[0]?.request.body)).not.toContain("foo");
  });

  it("waits for the browser, and then finds the money held", async () => {
    const { reference, clientSecret } = await prepared();
    const early = await stripeProvider.authorize(call(), input({}, { reference }));
    expect(early).toMatchObject({
      ok: false,
      error: { code: REJECTED, detail: "Confirm the payment in the browser first." },
    });
    await post(`payment_intents/${reference}/confirm`, {
      client_secret: clientSecret,
      payment_method: "pm_card_visa",
      return_url: "http://127.0.0.1:9/thankyou",
    });
    const held = await stripeProvider.authorize(call(), input({}, { reference }));
    expect(held).toMatchObject({ ok: true, value: { kind: "succeeded", reference } });
  });

  it("confirms what lacks nothing else, and not for another amount", async () => {
    const { reference } = await prepared({ options: { payment_method: "pm_card_visa" } });
    const dearer = input({}, { reference, amount: { amountMinor: 6600, currency: EUR } });
    expect(await stripeProvider.authorize(call(), dearer)).toMatchObject({
      ok: false,
      error: { attribute: "stripe_id" },
    });
    const held = await stripeProvider.authorize(call(), input({}, { reference }));
    expect(held).toMatchObject({ ok: true, value: { kind: "succeeded", reference } });
  });

  it("does not start what a browser saw declined", async () => {
    const { reference, clientSecret } = await prepared();
    await post(`payment_intents/${reference}/confirm`, {
      client_secret: clientSecret,
      payment_method: "pm_card_chargeDeclinedExpiredCard",
      return_url: "http://127.0.0.1:9/thankyou",
    }).catch(() => null);
    const answer = await stripeProvider.authorize(call(), input({}, { reference }));
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: "declined", decline: { code: "expired_card" } },
    });
  });
});

describe("adopting the client's intent", () => {
  const create = (form: Record<string, string> = {}) =>
    post("payment_intents", { amount: "6500", currency: "eur", ...form }, config.login);

  it("takes one whose secret, amount and currency are right", async () => {
    const { id, client_secret } = await create();
    const answer = await stripeProvider.prepare(call(), input({ stripe_id: id, client_secret }));
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
    const answer = await stripeProvider.prepare(call(), input({ stripe_id: id, client_secret }));
    expect(answer).toMatchObject({ ok: true, value: { kind: "succeeded", capturedMinor: 6500 } });
  });

  it.each([
    ["another amount", { amount: "100" }, "stripe_id"],
    ["another currency", { currency: "usd" }, "stripe_id"],
  ])("refuses %s", async (_case, form, attribute) => {
    const { id, client_secret } = await create(form);
    const answer = await stripeProvider.prepare(call(), input({ stripe_id: id, client_secret }));
    expect(answer).toMatchObject({ ok: false, error: { code: REJECTED, attribute } });
  });

  it("refuses a secret that is not the intent's, and says neither", async () => {
    const { id, client_secret } = await create();
    const wrong = `${id}_secret_guess`;
    const answer = await stripeProvider.prepare(
      call(),
      input({ stripe_id: id, client_secret: wrong }),
    );
    expect(answer).toMatchObject({ ok: false, error: { attribute: "client_secret" } });
    expect(JSON.stringify([answer, transcripts])).not.toContain(client_secret);
    const without = await stripeProvider.prepare(call(), input({ stripe_id: id }));
    expect(without).toMatchObject({ ok: false, error: { attribute: "client_secret" } });
  });

  it("refuses one that does not exist", async () => {
    const source = { stripe_id: "pi_none", client_secret: "pi_none_secret_x" };
    const answer = await stripeProvider.prepare(call(), input(source));
    expect(answer).toMatchObject({ ok: false, error: { code: REJECTED, attribute: "stripe_id" } });
  });
});

describe("what was done already", () => {
  const held = async () => {
    const source = { options: { payment_method: "pm_card_visa" } };
    const answer = await stripeProvider.authorize(call(), input(source));
    if (!answer.ok || answer.value.kind !== "succeeded") throw new Error("not held");
    return answer.value.reference;
  };
  const operation = (payment: ProviderReference, amountMinor = 6500) => ({
    payment,
    amount: { amountMinor, currency: EUR },
    ourReference: "IntentsOrd-1",
    document: null,
  });

  it("counts as captured, with the amount that was", async () => {
    const payment = await held();
    await stripeProvider.capture(call(), operation(payment, 4000));
    expect(await stripeProvider.capture(call(), operation(payment))).toMatchObject({
      ok: true,
      value: { kind: "succeeded", capturedMinor: 4000, amount: { amountMinor: 4000 } },
    });
  });

  it("counts as voided; what was captured cannot be", async () => {
    const payment = await held();
    await stripeProvider.void(call(), operation(payment));
    expect(await stripeProvider.void(call(), operation(payment))).toMatchObject({
      ok: true,
      value: { kind: "succeeded" },
    });
    const captured = await held();
    await stripeProvider.capture(call(), operation(captured));
    expect(await stripeProvider.void(call(), operation(captured))).toMatchObject({
      ok: true,
      value: { kind: "declined", decline: { raw: "payment_intent_unexpected_state" } },
    });
  });

  it("is pending while a refund is, and names it", async () => {
    const source = { options: { payment_method: "pm_card_pendingRefund" } };
    const answer = await stripeProvider.authorize(call(), input(source));
    if (!answer.ok || answer.value.reference === null) throw new Error("not held");
    const payment = answer.value.reference;
    await stripeProvider.capture(call(), operation(payment));
    expect(await stripeProvider.refund(call(), operation(payment))).toMatchObject({
      ok: true,
      value: { kind: "pending", transactionReference: expect.stringMatching(/^re_/) },
    });
  });
});
