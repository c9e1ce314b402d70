/** Scenarios of tokens, payments and looking them up. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { ours, type Scenario, scenario } from "./checkout-com-scenario";
import { ask, idOf, newClient, pay, refusal, tokenFor, until } from "./checkout-com-world";

const urls = { success_url: "https://shop.test/s?order=1", failure_url: "https://shop.test/f" };

export const paymentScenarios: Scenario[] = [
  scenario("approves a card and says every member of the documented answer", async (world) => {
    const payment = await pay(world, { reference: "ORD-5023-4E89", metadata: { udf1: "TEST123" } });
    expect(payment).toMatchObject({ approved: true, status: "Authorized", response_code: "10000" });
  }),
  scenario("captures by itself unless told not to", async (world) => {
    const payment = await pay(world, { capture: true });
    expect(payment.status).toBe("Authorized");
    const captured = await until(world, idOf(payment), "Captured");
    expect(captured.balances).toMatchObject({ total_captured: 6500, available_to_refund: 6500 });
  }),
  ...[
    ["4544249167673670", "20051"],
    ["4724117215951699", "20054"],
    ["4024007103573027", "20012"],
    ["4734868958733862", "200N7"],
    ["4897453568485113", "20059"],
  ].map(([number = "", code]) =>
    scenario(
      `answers 201 with approved false and ${code} for ${number.slice(-4)}`,
      async (world) => {
        const payment = await pay(world, { number });
        expect(payment).toMatchObject({ approved: false, status: "Declined", response_code: code });
        expect(payment._links).not.toHaveProperty("capture");
      },
    ),
  ),
  scenario("pays again with the source id that a payment has left", async (world) => {
    const first = await pay(world);
    const body = { ...world.defaults, amount: 100, currency: "USD", capture: false };
    const again = await ask(
      world.sdk.payments.request({ ...body, source: { type: "id", id: first.source?.id ?? "" } }),
    );
    expect(again).toMatchObject({ approved: true, amount: 100 });
    expect(again.id).not.toBe(first.id);
  }),
  scenario("refuses a token a second time", async (world) => {
    const source = { type: "token", token: await tokenFor(world) };
    const body = { ...world.defaults, source, amount: 100, currency: "USD", capture: false };
    await world.sdk.payments.request(body);
    const { status, codes } = await refusal(world.sdk.payments.request(body));
    expect(status).toBe(422);
    expect(codes).toEqual(["token_used"]);
  }),
  ours("refuses a token after fifteen minutes", async (world) => {
    const source = { type: "token", token: await tokenFor(world) };
    await world.control("/clock", { advanceMs: 15 * 60_000 });
    const call = world.sdk.payments.request({ source, amount: 100, currency: "USD" });
    expect(await refusal(call)).toEqual({ status: 422, codes: ["token_expired"] });
  }),
  scenario("names what is wrong with a request", async (world) => {
    const source = { type: "token", token: "tok_aaaaaaaaaaaaaaaaaaaaaaaaaa" };
    const bad = {
      ...world.defaults,
      source,
      amount: -1,
      currency: "USD",
      reference: "x".repeat(51),
    };
    const { status, codes } = await refusal(world.sdk.payments.request(bad));
    expect(status).toBe(422);
    expect(codes).toEqual(expect.arrayContaining(["amount_invalid", "reference_invalid"]));
  }),
  scenario("refuses a number that is no test card", async (world) => {
    const card = { type: "card", number: "4012888888881881", expiry_month: 6, expiry_year: 2035 };
    expect((await refusal(world.sdk.tokens.request(card))).status).toBe(422);
  }),
  scenario("refuses a card whose month has passed", async (world) => {
    const card = { type: "card", number: "4242424242424242", expiry_month: 6, expiry_year: 2020 };
    expect((await refusal(world.sdk.tokens.request(card))).status).toBe(422);
  }),
  scenario("verifies a card with an amount of zero", async (world) => {
    const payment = await pay(world, { amount: 0 });
    expect(payment).toMatchObject({ approved: true, status: "Card Verified" });
    expect(await world.sdk.payments.getActions(idOf(payment))).toHaveLength(1);
  }),
  scenario("takes yen without decimals and dinars that end in zero", async (world) => {
    expect(await pay(world, { amount: 650, currency: "JPY" })).toMatchObject({ amount: 650 });
    expect(await pay(world, { amount: 6500, currency: "KWD" })).toMatchObject({ amount: 6500 });
    expect((await refusal(pay(world, { amount: 6501, currency: "KWD" }))).status).toBe(422);
  }),
  scenario("simulates the checks of the security code and the address", async (world) => {
    const billing_address = { address_line1: "Test_N", zip: "W1T 4TJ", country: "GB" };
    const payment = await pay(world, { card: { cvv: "204", billing_address } });
    expect(payment.approved).toBe(true);
    expect(payment.source).toMatchObject({ cvv_check: "D", avs_check: "N" });
  }),
  scenario("finds payments by reference, newest first", async (world) => {
    const reference = `ORD-${randomUUID()}`;
    const first = await pay(world, { reference });
    const second = await pay(world, { reference });
    const found = await ask(world.sdk.payments.getPaymentList({ reference, limit: 1 }));
    expect(found.total_count).toBe(2);
    expect(found.data?.map((payment) => payment.id)).toEqual([second.id]);
    const none = await ask(world.sdk.payments.getPaymentList({ reference: randomUUID() }));
    expect(none).toMatchObject({ total_count: 0, data: [] });
    expect(first.reference).toBe(reference);
  }),
  scenario("refuses a list without a reference", async (world) => {
    expect((await refusal(world.sdk.payments.getPaymentList({ limit: 1 }))).status).toBe(422);
  }),
  ours("searches by a query", async (world) => {
    const reference = `ORD-${randomUUID()}`;
    const payment = await pay(world, { reference });
    const query = `reference:"${reference}" AND status:Authorized`;
    const found = await ask(world.sdk.payments.search({ query, limit: 10 }));
    expect(found.data?.map((one) => one.id)).toEqual([payment.id]);
    const unreadable = refusal(world.sdk.payments.search({ query: "nonsense" }));
    expect(await unreadable).toEqual({ status: 422, codes: ["query_invalid"] });
  }),
  scenario("answers 404 without a body for a payment that it does not know", async (world) => {
    const unknown = "pay_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    expect((await refusal(world.sdk.payments.get(unknown))).status).toBe(404);
    expect((await refusal(world.sdk.payments.getActions(unknown))).status).toBe(404);
  }),
  ours("shows one account nothing of another", async (world) => {
    const id = idOf(await pay(world));
    if (world.stranger === null) throw new Error("this scenario needs a second account");
    expect((await refusal(world.stranger.payments.get(id))).status).toBe(404);
    const source = { type: "token", token: await tokenFor(world) };
    const body = { source, amount: 1, currency: "USD" };
    expect((await refusal(world.stranger.payments.request(body))).codes).toEqual(["token_invalid"]);
  }),
  scenario("answers 401 to a wrong key, and to the right key in the wrong place", async (world) => {
    const wrong = "sk_sbox_aaaaaaaaaaaaaaaaaaaaaaaaaaa".slice(0, -1);
    const { publicKey, secretKey, host } = world;
    const stranger = newClient(host, { secretKey: wrong, publicKey: secretKey });
    expect((await refusal(stranger.payments.get("pay_aaaaaaaaaaaaaaaaaaaaaaaaaa"))).status).toBe(
      401,
    );
    expect((await refusal(stranger.tokens.request({ type: "card" }))).status).toBe(401);
    const mixed = newClient(host, { secretKey: publicKey, publicKey });
    expect((await refusal(mixed.payments.get("pay_aaaaaaaaaaaaaaaaaaaaaaaaaa"))).status).toBe(401);
  }),
  scenario("replays a processed answer under its idempotency key", async (world) => {
    const key = randomUUID();
    const source = { type: "token", token: await tokenFor(world) };
    const body = { ...world.defaults, source, amount: 6500, currency: "USD", capture: false };
    const first = await ask(world.sdk.payments.request(body, key));
    const again = await ask(world.sdk.payments.request(body, key));
    expect(again).toEqual(first);
  }),
  scenario("does not keep a refused answer under its idempotency key", async (world) => {
    const key = randomUUID();
    expect((await refusal(pay(world, { amount: -1, key }))).status).toBe(422);
    expect(await pay(world, { key })).toMatchObject({ approved: true });
  }),
  ours("answers 409 while a request with the same key is at work", async (world) => {
    const key = randomUUID();
    const source = { type: "token", token: await tokenFor(world) };
    const body = { source, amount: 6500, currency: "USD", capture: false };
    const operation = "payments.create";
    const fault = { provider: "checkout_com", operation, kind: "slow", count: 1, delayMs: 400 };
    await world.control("/faults", fault);
    const first = ask(world.sdk.payments.request(body, key));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await refusal(world.sdk.payments.request(body, key))).status).toBe(409);
    expect(await first).toMatchObject({ approved: true });
  }),
  scenario("starts a payment session", async (world) => {
    const session = await ask(
      world.sdk.paymentSessions.request({
        amount: 1000,
        currency: "GBP",
        billing: { address: { country: "GB" } },
        ...world.defaults,
        ...urls,
      }),
    );
    expect(session.id).toMatch(/^ps_/);
  }),
];
