/** Stripe in our own checkout, and what was done already. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../../sandbox/server";
import type { ProviderReference } from "../../ids";
import { breakNext } from "../contract-sandbox";
import { stripeProvider } from ".";
import { EUR, IntentsFixture, input } from "./contract-fixture";

let sandbox: Sandbox;
let stripe: IntentsFixture;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: randomUUID() });
  stripe = new IntentsFixture(sandbox.url, "KassaCheckoutAccount1");
});
afterAll(() => sandbox.close());

const REJECTED = "provider_rejected_request";

describe("our own checkout", () => {
  it("creates and confirms in one call with the form's token, and captures nothing", async () => {
    const { id } = await stripe.confirmationToken("4242424242424242");
    const answer = await stripeProvider.authorize(stripe.call(), input({ confirmation_token: id }));
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
    expect(stripe.transcripts).toHaveLength(1);
    expect(stripe.transcripts[0]?.request).toMatchObject({
      method: "POST",
      path: "/v1/payment_intents",
      body: { amount: "6500", currency: "eur", capture_method: "manual", confirm: "true" },
    });
    expect(JSON.stringify(stripe.transcripts)).not.toContain(id);
  });

  it("comes back to our address after the challenge", async () => {
    const { id } = await stripe.confirmationToken("4000000000003220");
    const asked = input({ confirmation_token: id });
    expect(await stripeProvider.authorize(stripe.call(), asked)).toMatchObject({
      ok: true,
      value: { kind: "action_required", action: { kind: "redirect" } },
    });
    expect(stripe.transcripts[0]?.request.body).toMatchObject({
      return_url: asked.returnUrls.success,
    });
  });

  it("names the token that was used already", async () => {
    const { id } = await stripe.confirmationToken("4242424242424242");
    await stripeProvider.authorize(stripe.call(), input({ confirmation_token: id }));
    const again = await stripeProvider.authorize(stripe.call(), input({ confirmation_token: id }));
    expect(again).toMatchObject({
      ok: false,
      error: { code: REJECTED, attribute: "confirmation_token" },
    });
  });

  it("keeps the reference and the facts of a decline", async () => {
    const { id } = await stripe.confirmationToken("4000000000009987");
    expect(
      await stripeProvider.authorize(stripe.call(), input({ confirmation_token: id })),
    ).toMatchObject({
      ok: true,
      value: {
        kind: "declined",
        reference: expect.stringMatching(/^pi_/),
        decline: { code: "card_declined", raw: "lost_card" },
        facts: { attributes: { stripe_id: expect.stringMatching(/^pi_/) } },
      },
    });
  });

  it("asks for a card where there is none", async () => {
    const answer = await stripeProvider.authorize(stripe.call(), input({}));
    expect(answer).toMatchObject({ ok: false, error: { attribute: "confirmation_token" } });
    expect(stripe.transcripts).toEqual([]);
  });

  it("repeats nothing by itself", async () => {
    const operation = "payment_intents.create";
    await breakNext(sandbox, { provider: "stripe", operation, kind: "error_before" });
    const answer = await stripeProvider.authorize(
      stripe.call(),
      input({ options: { payment_method: "pm_card_visa" } }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "provider_indeterminate" } });
    expect(stripe.transcripts).toHaveLength(1);
  });
});

describe("what was done already", () => {
  const held = async () => {
    const source = { options: { payment_method: "pm_card_visa" } };
    const answer = await stripeProvider.authorize(stripe.call(), input(source));
    if (!answer.ok || answer.value.kind !== "succeeded") throw new Error("not held");
    return answer.value.reference;
  };
  const operation = (payment: ProviderReference, amountMinor = 6500) => ({
    payment,
    amount: { amountMinor, currency: EUR },
    ourReference: "IntentsOrd-1",
    operationReference: "IntentsOrd-1-a",
    document: null,
  });

  it("counts as captured, with the amount that was", async () => {
    const payment = await held();
    await stripeProvider.capture(stripe.call(), operation(payment, 4000));
    expect(await stripeProvider.capture(stripe.call(), operation(payment))).toMatchObject({
      ok: true,
      value: { kind: "succeeded", capturedMinor: 4000, amount: { amountMinor: 4000 } },
    });
  });

  it("counts as voided; what was captured cannot be", async () => {
    const payment = await held();
    await stripeProvider.void(stripe.call(), operation(payment));
    expect(await stripeProvider.void(stripe.call(), operation(payment))).toMatchObject({
      ok: true,
      value: { kind: "succeeded" },
    });
    const captured = await held();
    await stripeProvider.capture(stripe.call(), operation(captured));
    expect(await stripeProvider.void(stripe.call(), operation(captured))).toMatchObject({
      ok: true,
      value: { kind: "declined", decline: { raw: "payment_intent_unexpected_state" } },
    });
  });

  it("is pending while a refund is, and names it", async () => {
    const source = { options: { payment_method: "pm_card_pendingRefund" } };
    const answer = await stripeProvider.authorize(stripe.call(), input(source));
    if (!answer.ok || answer.value.reference === null) throw new Error("not held");
    const payment = answer.value.reference;
    await stripeProvider.capture(stripe.call(), operation(payment));
    expect(await stripeProvider.refund(stripe.call(), operation(payment))).toMatchObject({
      ok: true,
      value: { kind: "pending", transactionReference: expect.stringMatching(/^re_/) },
    });
  });
});
