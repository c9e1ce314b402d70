/** What `/_control/payment-faults` promises, at each of the three providers. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DECLINE_CODES, DECLINE_REASONS } from "./core/decline-reasons";
import { controlOf, type Paid, payersOf } from "./payment-faults.fixture";
import { createSandbox, type Sandbox } from "./server";

const PROVIDERS = ["stripe", "checkout_com", "external"] as const;
const WITH_3DS = ["stripe", "checkout_com"] as const;
const PAID_WORDS = ["requires_capture", "Authorized", "approved"];

let sandbox: Sandbox;
let operator: ReturnType<typeof controlOf>;
let payers: ReturnType<typeof payersOf>;
const newOrder = () => `order-${randomUUID()}`;
const isPaid = ({ word }: Paid) => PAID_WORDS.includes(word);

beforeEach(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: "control" });
  operator = controlOf(sandbox);
  payers = payersOf(sandbox);
  await operator.registerMerchant();
});
afterEach(() => sandbox.close());

describe.each(PROVIDERS)("a payment's fault at %s", (provider) => {
  it("meets the next payment and no further one", async () => {
    await operator.set({ provider, answer: "declines", decline: "insufficient_funds" });
    const first = await payers[provider](newOrder());
    expect(first.word).toBe(DECLINE_CODES.insufficient_funds[provider]);
    expect(isPaid(await payers[provider](newOrder()))).toBe(true);
    expect(await operator.listFaults()).toMatchObject([{ state: "met", metCount: 1 }]);
  });

  it("declines with each reason, in the provider's own code", async () => {
    for (const decline of DECLINE_REASONS) {
      await operator.set({ answer: "declines", decline });
      const { word } = await payers[provider](newOrder());
      expect(word, decline).toBe(DECLINE_CODES[decline][provider]);
    }
  });

  it("meets every payment until it is stopped", async () => {
    const id = randomUUID();
    await operator.set({ provider, every: true, answer: "declines" }, id);
    for (let count = 0; count < 2; count += 1) {
      expect(isPaid(await payers[provider](newOrder()))).toBe(false);
    }
    expect(await operator.listFaults()).toMatchObject([{ state: "waiting", metCount: 2 }]);
    await operator.control("DELETE", `/payment-faults/${id}`);
    expect(isPaid(await payers[provider](newOrder()))).toBe(true);
  });

  it("meets only what it matches, and only its own provider", async () => {
    const order = newOrder();
    await operator.set({ provider, match: order, answer: "declines" });
    for (const other of PROVIDERS) {
      expect(isPaid(await payers[other](other === provider ? newOrder() : order))).toBe(true);
    }
    expect(isPaid(await payers[provider](order))).toBe(false);
  });

  it("takes another amount than it was asked for", async () => {
    const order = newOrder();
    await operator.set({ answer: "wrong_amount" });
    const { amountMinor } = await payers[provider](order);
    expect(amountMinor).not.toBe(6500);
    expect(await operator.sumsOf(order)).toMatchObject({ authorization: amountMinor });
  });

  it("error_503: nothing happened, and the same key pays", async () => {
    const [order, key] = [newOrder(), randomUUID()];
    await operator.set({ connection: "error_503" });
    expect((await payers[provider](order, key)).status).toBe(503);
    expect(await operator.sumsOf(order)).toBeNull();
    expect(isPaid(await payers[provider](order, key))).toBe(true);
    expect(await operator.sumsOf(order)).toMatchObject({ authorization: 6500 });
  });

  it("lost_before: what the bank was to say is said when the call is repeated", async () => {
    const [order, key] = [newOrder(), randomUUID()];
    await operator.set({ connection: "lost_before", answer: "declines", decline: "refused" });
    await expect(payers[provider](order, key, 250)).rejects.toThrow();
    const again = await payers[provider](order, key);
    expect(again.word).toBe(DECLINE_CODES.refused[provider]);
  });

  it.each(["lost_after", "cut_after"])(
    "%s: the money is held, and the same key finds it once",
    async (connection) => {
      const [order, key] = [newOrder(), randomUUID()];
      await operator.set({ connection });
      await expect(payers[provider](order, key, 500)).rejects.toThrow();
      expect(await operator.sumsOf(order)).toMatchObject({ authorization: 6500 });
      expect(isPaid(await payers[provider](order, key))).toBe(true);
      expect(await operator.sumsOf(order)).toMatchObject({ authorization: 6500 });
    },
  );
});

describe.each(WITH_3DS)("the cardholder of a payment at %s", (provider) => {
  const visit = (url: string | null) => fetch(String(url), { redirect: "manual" });

  it("passes a check that the card would not have asked for", async () => {
    const order = newOrder();
    await operator.set({ threeDs: "passes" });
    const { bankUrl } = await payers[provider](order);
    expect(await operator.sumsOf(order)).toBeNull();
    const back = await visit(bankUrl);
    expect(back.status).toBe(303);
    expect(back.headers.get("location")).toMatch(/^http:\/\/shop\.test\/back/);
    expect(await operator.sumsOf(order)).toMatchObject({ authorization: 6500 });
  });

  it("passes, and the bank says no all the same", async () => {
    const order = newOrder();
    await operator.set({ threeDs: "passes", answer: "declines", decline: "expired_card" });
    expect((await visit((await payers[provider](order)).bankUrl)).status).toBe(303);
    expect(await operator.sumsOf(order)).toBeNull();
  });

  it("fails: the browser goes back, and nothing is held", async () => {
    const order = newOrder();
    await operator.set({ threeDs: "fails" });
    expect((await visit((await payers[provider](order)).bankUrl)).status).toBe(303);
    expect(await operator.sumsOf(order)).toBeNull();
  });

  it("leaves: the page answers nothing, until the clock ends it", async () => {
    await operator.set({ threeDs: "leaves" });
    const { bankUrl } = await payers[provider](newOrder());
    const page = await visit(bankUrl);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("The shopper leaves this page");
    await operator.control("POST", "/clock", { advanceMs: 15 * 60_000 });
    expect((await visit(bankUrl)).status).toBe(410);
  });
});

describe("the operator's door", () => {
  it("sets a fault once for one id, and says what to correct", async () => {
    const id = randomUUID();
    expect((await operator.set({ connection: "slow" }, id)).body.isNew).toBe(true);
    expect((await operator.set({ connection: "slow" }, id)).body.isNew).toBe(false);
    expect(await operator.listFaults()).toHaveLength(1);
    const wrong = await operator.set({ connection: "smoke" });
    expect(wrong.body.error).toMatch(/^connection must be one of/);
    expect((await operator.set({ webhooks: ["drop", "burn"] })).status).toBe(422);
  });

  it("moves the clock once for one key, and back", async () => {
    const move = { advanceMs: 86_400_000, key: "press-1" };
    await operator.control("POST", "/clock", move);
    const { body } = await operator.control("POST", "/clock", move);
    expect(body).toMatchObject({ offsetMs: 86_400_000, isNew: false });
    const back = await operator.control("DELETE", "/clock");
    expect(back.body).toMatchObject({ offsetMs: 0, isNew: true });
  });

  it("what is about to happen still does when the clock goes back", async () => {
    const { control, sumsOf } = operator;
    const order = newOrder();
    await control("POST", "/clock", { advanceMs: 86_400_000 });
    await payers.checkout_com(order);
    const { body } = await control("GET", `/book?reference=${order}`);
    const [entry] = body.entries as { paymentId: string }[];
    await fetch(`${sandbox.url}/payments/${entry?.paymentId}/captures`, {
      method: "POST",
      headers: { authorization: "sk_sbox_paymentfaultspaymentfaults2" },
      body: "{}",
    });
    await control("DELETE", "/clock");
    await expect.poll(() => sumsOf(order)).toMatchObject({ capture: 6500 });
  });
});
