/** Another amount for an intent: while nobody has paid it, and afterwards. */
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
  stripe = new IntentsFixture(sandbox.url, "KassaAmountsAccount11");
});
afterAll(() => sandbox.close());

const euros = (amountMinor: number) => ({ amountMinor, currency: EUR });

async function prepared(source: StripeSource = {}) {
  const answer = await stripeProvider.prepare(stripe.call(), input(source));
  if (!answer.ok || answer.value.kind !== "action_required") throw new Error("not prepared");
  const { reference: payment, action } = answer.value;
  if (action.kind !== "client_confirmation") throw new Error("no client secret");
  return { payment, clientSecret: action.clientSecret };
}

const confirm = (of: { payment: string; clientSecret: string }, card: string) =>
  stripe
    .post(`payment_intents/${of.payment}/confirm`, {
      client_secret: of.clientSecret,
      payment_method: card,
      return_url: "http://127.0.0.1:9/thankyou",
    })
    .catch(() => null);

const change = async (payment: Awaited<ReturnType<typeof prepared>>["payment"], minor: number) =>
  stripeProvider.changeAmount?.(stripe.call(), { payment, amount: euros(minor) });

const held = async (payment: Awaited<ReturnType<typeof prepared>>["payment"]) => {
  const found = await stripeProvider.retrieve(stripe.call(), {
    reference: payment,
    ourReference: "",
  });
  return found.ok ? found.value?.amount.amountMinor : null;
};

describe("changing what an intent asks for", () => {
  it("keeps the secret that the browser has, also where the amount is the same already", async () => {
    const { payment, clientSecret } = await prepared();
    for (const minor of [7000, 7000]) {
      expect(await change(payment, minor)).toMatchObject({
        ok: true,
        value: {
          isChanged: true,
          outcome: { kind: "action_required", reference: payment, action: { clientSecret } },
        },
      });
    }
    expect(await held(payment)).toBe(7000);
  });

  it("takes the bank's open page away: it was about another amount", async () => {
    const intent = await prepared();
    await confirm(intent, "pm_card_threeDSecure2Required");
    expect(await change(intent.payment, 7000)).toMatchObject({
      value: { isChanged: true, outcome: { action: { kind: "client_confirmation" } } },
    });
  });

  it.each([
    ["pm_card_visa", "succeeded"],
    ["pm_card_chargeDeclinedExpiredCard", "declined"],
  ])("says where it stands after %s", async (card, kind) => {
    const intent = await prepared();
    await confirm(intent, card);
    expect(await change(intent.payment, 7000)).toMatchObject({
      ok: true,
      // What was declined can be tried again, for the new amount.
      value: { isChanged: kind === "declined", outcome: { kind } },
    });
    expect(await held(intent.payment)).toBe(kind === "declined" ? 7000 : 6500);
  });

  it("changes nothing that was cancelled, and knows no intent of others", async () => {
    const { payment } = await prepared();
    await stripe.post(`payment_intents/${payment}/cancel`, {}, stripe.config.login);
    expect(await change(payment, 7000)).toMatchObject({
      ok: true,
      value: { isChanged: false, outcome: { kind: "declined" } },
    });
    expect(await change("pi_3000000000000000000000000" as typeof payment, 7000)).toMatchObject({
      ok: false,
      error: { code: "provider_rejected_request" },
    });
  });
});
