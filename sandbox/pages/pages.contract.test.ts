/**
 * The pages over HTTP: who may frame the card fields, and the bank's buttons without JavaScript.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type StripeWorld } from "../contract/stripe-world";
import { createSandbox, type Sandbox } from "../server";

let sandbox: Sandbox;
let world: StripeWorld;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: "k" });
  world = openWorld({
    secretKey: "sk_test_pages00000000000",
    publishableKey: "pk_test_pages00000000000",
    sandbox: { url: sandbox.url, controlKey: "k" },
  });
});
afterAll(() => sandbox.close());

const FIELDS = {
  provider: "stripe",
  key: "pk_test_pages00000000000",
  origin: "http://localhost:3000",
  nonce: "n0nce-12345",
};
const frame = (change: Record<string, string> = {}) =>
  fetch(`${sandbox.url}/fields?${new URLSearchParams({ ...FIELDS, ...change })}`);

describe("the card fields' frame", () => {
  it("is shown to the given origin only", async () => {
    const response = await frame();
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-ancestors http://localhost:3000");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
  });

  it.each([
    [{ origin: "https://shop.example" }],
    [{ origin: "http://localhost:3000; script-src *" }],
    [{ origin: "*" }],
    [{ provider: "other" }],
    [{ key: "sk_test_pages00000000000" }],
    [{ key: "pk_live_pages00000000000" }],
    [{ nonce: "short" }],
  ])("refuses %o", async (change) => {
    expect((await frame(change)).status).toBe(400);
  });

  it("has labelled fields that browsers can fill", async () => {
    const html = await (await frame({ theme: "dark" })).text();
    expect(html).toContain('data-theme="dark"');
    for (const [label, autocomplete] of [
      ["Card number", "cc-number"],
      ["Expiry date", "cc-exp"],
      ["Security code", "cc-csc"],
    ]) {
      expect(html).toContain(`>${label}</label>`);
      expect(html).toContain(`autocomplete="${autocomplete}"`);
    }
    const arabic = await (await frame({ locale: "ar" })).text();
    expect(arabic).toContain('dir="rtl"');
  });

  it("finds its files", async () => {
    for (const name of ["base.css", "fields.css", "fields.js", "card-entry.js", "bank.css"]) {
      expect((await fetch(`${sandbox.url}/assets/${name}`)).status).toBe(200);
    }
    const font = await fetch(`${sandbox.url}/assets/instrument-sans.woff2`);
    expect(font.headers.get("content-type")).toBe("font/woff2");
  });
});

describe("the bank's page", () => {
  const challenge = async (): Promise<string> => {
    const intent = await world.stripe.paymentIntents.create({
      amount: 6500,
      currency: "eur",
      confirm: true,
      payment_method: "pm_card_authenticationRequired",
      return_url: "http://localhost:3000/thankyou?token=t",
    });
    return intent.next_action?.redirect_to_url?.url ?? "";
  };

  it("asks with the amount, the shop's name and the card", async () => {
    await fetch(`${sandbox.url}/_control/accounts/pages00000000000`, {
      method: "PUT",
      headers: { "x-sandbox-key": "k" },
      body: JSON.stringify({ name: "Halden & <Sons>" }),
    });
    const html = await (await fetch(await challenge())).text();
    expect(html).toContain("<h1>Is this payment yours?</h1>");
    expect(html).toContain("€65.00");
    expect(html).toContain("Halden &amp; &lt;Sons&gt;");
    expect(html).toContain("Visa ending 3184");
    for (const name of ["Complete", "Fail", "Cancel"]) expect(html).toContain(`>${name}: `);
  });

  it("leads back once it is answered, and says so when it is opened again", async () => {
    const url = await challenge();
    const back = await world.tools.answerChallenge(url, "complete");
    expect(back.origin + back.pathname).toBe("http://localhost:3000/thankyou");
    expect(back.searchParams.get("token")).toBe("t");
    expect(back.searchParams.get("redirect_status")).toBe("succeeded");
    const html = await (await fetch(url)).text();
    expect(html).toContain("You have answered already");
    expect(html).toContain("Continue to the shop");
  });

  it("asks again when the form says nothing, and knows what it does not know", async () => {
    const url = await challenge();
    const empty = await fetch(url, { method: "POST", redirect: "manual" });
    expect(empty.status).toBe(200);
    expect((await fetch(`${sandbox.url}/3ds/nothing`)).status).toBe(404);
  });

  it("ends by itself after 15 minutes, and the intent with it", async () => {
    const url = await challenge();
    await world.tools.advanceClock(15 * 60 * 1000);
    expect((await fetch(url)).status).toBe(410);
    const [intent] = (await world.stripe.paymentIntents.list({ limit: 1 })).data;
    expect(intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_intent_payment_attempt_expired" },
    });
    const late = await fetch(url, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ outcome: "complete" }),
    });
    expect(late.status).toBe(410);
  });
});
