/** What only Checkout.com has: single-use tokens, kept sources, and sessions of 3DS. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../../sandbox/server";
import type { ProviderReference } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import { answerChallenge, control } from "../contract-sandbox";
import { checkoutComProvider } from ".";
import { input, PaymentsFixture } from "./contract-fixture";

let sandbox: Sandbox;
let account: PaymentsFixture;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: randomUUID() });
  account = new PaymentsFixture(sandbox.url, "kassatokensaccountaaaaaaaa2");
});
afterAll(() => sandbox.close());

describe("tokens", () => {
  const REJECTED = {
    ok: false,
    error: { code: "provider_rejected_request", attribute: "token" },
  };

  it("work once", async () => {
    const token = await account.cardToken();
    expect((await account.authorize({ token })).ok).toBe(true);
    expect(await account.authorize({ token })).toMatchObject(REJECTED);
  });

  it("work for fifteen minutes", async () => {
    const token = await account.cardToken();
    await control(sandbox, "POST", "/clock", { advanceMs: 15 * 60_000 + 1 });
    expect(await account.authorize({ token })).toMatchObject(REJECTED);
  });

  it("leave a source that can be charged again", async () => {
    const first = await account.authorize({ token: await account.cardToken() });
    const token = first.ok ? first.value.facts.attributes.source_id : null;
    expect(await account.authorize({ token })).toMatchObject({
      ok: true,
      value: { kind: "succeeded" },
    });
  });

  it("may be a payment that the browser has made", async () => {
    const first = await account.authorize({ token: await account.cardToken() });
    const reference = first.ok ? first.value.reference : null;
    expect(await account.authorize({ token: reference })).toMatchObject({
      ok: true,
      value: { kind: "succeeded", reference },
    });
    const dearer = { amount: { amountMinor: 9900, currency: "EUR" as CurrencyCode } };
    const answer = await checkoutComProvider.authorize(
      account.call(),
      input({ token: reference }, dearer),
    );
    expect(answer).toMatchObject(REJECTED);
  });

  it("are asked for", async () => {
    expect(await account.authorize({})).toMatchObject(REJECTED);
    expect(account.transcripts).toEqual([]);
  });
});

describe("3DS", () => {
  it("is passed by for a card whose bank takes no part in it", async () => {
    const answer = await account.authorize(
      { token: await account.cardToken() },
      { three_ds: true },
    );
    expect(answer).toMatchObject({ ok: true, value: { kind: "succeeded" } });
  });

  it("is asked for by a bank that insists, though the gateway did not", async () => {
    const answer = await account.authorize({ token: await account.cardToken("4485040371536584") });
    expect(answer).toMatchObject({ ok: true, value: { kind: "action_required" } });
  });

  it("brings back a session by which the payment is found", async () => {
    const answer = await account.authorize(
      { token: await account.cardToken("4543474002249996") },
      { three_ds: true },
    );
    if (!answer.ok || answer.value.kind !== "action_required") throw new Error("no challenge");
    const { reference, action, facts } = answer.value;
    if (action.kind !== "redirect") throw new Error("nowhere to go");
    expect(facts.attributes.redirect_uri).toBe(action.url);
    expect(account.transcripts).toMatchObject([{ answer: { status: 202 } }]);
    const back = new URL(await answerChallenge(action.url, "complete"));
    const session_id = back.searchParams.get("cko-session-id");
    expect(session_id).toMatch(/^sid_/);
    const { idempotencyKey: _unused, ...asking } = account.call();
    const found = await checkoutComProvider.retrieve(asking, {
      reference: session_id as ProviderReference,
      ourReference: "",
    });
    expect(found).toMatchObject({
      ok: true,
      value: { reference, authorization: { kind: "succeeded" } },
    });
    expect(await account.authorize({ session_id })).toMatchObject({
      ok: true,
      value: { kind: "succeeded", reference, facts: { attributes: { redirect_uri: null } } },
    });
  });
});

describe("facts", () => {
  it("hold what the API shows of a payment, and no personal data", async () => {
    const token = await account.cardToken();
    const asked = input({ token }, { receiptEmail: "shopper@example.com" });
    const answer = await checkoutComProvider.authorize(account.call(), asked);
    expect(answer).toMatchObject({
      ok: true,
      value: {
        transactionReference: expect.stringMatching(/^act_/),
        facts: {
          attributes: {
            source_id: expect.stringMatching(/^src_/),
            customer_token: expect.stringMatching(/^cus_/),
            redirect_uri: null,
            payment_response: {
              status: "Authorized",
              approved: true,
              source: { scheme: "Visa", last4: "4242", expiry_month: 6, expiry_year: 2035 },
            },
          },
          instrument: {
            issuer_type: "checkout_com_payment",
            card_type: "visa",
            card_last_digits: "4242",
            card_expiry_month: 6,
            card_expiry_year: 2035,
          },
        },
      },
    });
    expect(JSON.stringify(answer)).not.toContain("shopper@example.com");
  });
});
