import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Merchant, merchantOf } from "../../tests/api/merchant";
import { PROVIDERS, type Provider } from "../../tests/api/placed";
import { type ApiShop, openApiShop } from "../../tests/api/shop";

let shop: ApiShop;
let merchant: Merchant;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  const deps = await parts({ kind: "user", id: "merchant" });
  merchant = merchantOf(shop, deps);
});
afterAll(() => shop?.close());

/** As the sandbox names the operation. */
const CAPTURE = {
  stripe: "payment_intents.capture",
  checkout_com: "payments.capture",
  external: "capture",
} as const satisfies Record<Provider, string>;

describe.each(PROVIDERS)("operations through %s", (provider) => {
  it("captures the whole, which pays the order", async () => {
    const authorization = await merchant.placed(provider);
    expect(await merchant.capture(authorization, null, "k1")).toMatchObject({ ok: true });
    expect(await merchant.bookOf(await merchant.settleAll(authorization))).toEqual({
      capture: 3250,
      void: 0,
      refund: 0,
      paymentStatus: "paid",
    });
    expect(await merchant.capture(authorization, null, "k2")).toMatchObject({
      error: { code: "amount_exceeds_balance", available: { amountMinor: 0 } },
    });
  });

  it("captures a part", async () => {
    const authorization = await merchant.placed(provider);
    await merchant.capture(authorization, 1000, null);
    expect(await merchant.bookOf(await merchant.settleAll(authorization))).toMatchObject({
      capture: 1000,
      paymentStatus: "partially_paid",
    });
  });

  it("captures once when asked twice at once, with one key and with none", async () => {
    const authorization = await merchant.placed(provider);
    const answers = await Promise.all([
      merchant.capture(authorization, 2000, "same"),
      merchant.capture(authorization, 2000, "same"),
      merchant.capture(authorization, null, null),
      merchant.capture(authorization, 2000, "other"),
    ]);
    const ids = new Set(answers.flatMap((each) => (each.ok ? [each.value.id] : [])));
    const { capture: takenMinor } = await merchant.bookOf(await merchant.settleAll(authorization));
    expect(takenMinor).toBeLessThanOrEqual(3250);
    expect(takenMinor).toBeGreaterThan(0);
    const state = await merchant.stateOf(authorization);
    expect(state.transactions.filter(({ kind }) => kind === "capture")).toHaveLength(ids.size);
  });

  it("refuses another request under a key that was used", async () => {
    const authorization = await merchant.placed(provider);
    await merchant.capture(authorization, 1000, "k1");
    expect(await merchant.capture(authorization, 1100, "k1")).toMatchObject({
      error: { code: "idempotency_conflict" },
    });
  });

  it("voids, and lets nothing be captured afterwards", async () => {
    const authorization = await merchant.placed(provider);
    expect(await merchant.voidAll(authorization)).toMatchObject({ ok: true });
    const state = await merchant.settleAll(authorization);
    expect(await merchant.bookOf(state)).toMatchObject({ void: 3250, paymentStatus: "voided" });
    expect(state.transactions[0]?.live).toBe(false);
    expect(await merchant.capture(authorization, null, null)).toMatchObject({ ok: false });
    expect(await merchant.voidAll(authorization)).toMatchObject({ ok: false });
  });

  it("refunds in parts up to what was captured", async () => {
    const taken = await merchant.captured(provider);
    await merchant.refund(taken, 1000, "r1");
    await merchant.refund(taken, 1000, "r1");
    expect(await merchant.bookOf(await merchant.settleAll(taken))).toMatchObject({
      refund: 1000,
      paymentStatus: "partially_refunded",
    });
    expect(await merchant.refund(taken, 2251, "r2")).toMatchObject({
      error: { code: "amount_exceeds_balance", available: { amountMinor: 2250 } },
    });
    expect(await merchant.refund(taken, null, "r3")).toMatchObject({ ok: true });
    expect(await merchant.bookOf(await merchant.settleAll(taken))).toMatchObject({
      refund: 3250,
      paymentStatus: "refunded",
    });
  });

  it.each(["reset_after", "error_after"] as const)(
    "takes the money once when the answer is lost (%s)",
    async (kind) => {
      const authorization = await merchant.placed(provider);
      await merchant.control("faults", { provider, operation: CAPTURE[provider], kind });
      const asked = await merchant.capture(authorization, null, "k1");
      expect(asked).toMatchObject({ ok: true, value: { status: "indeterminate" } });
      expect(await merchant.bookOf(await merchant.settleAll(authorization))).toMatchObject({
        capture: 3250,
      });
    },
  );

  it.each([
    ["without a limit", null, "paid"],
    ["up to its limit", 3250, "paid"],
    ["not above its limit", 3249, "authorized"],
  ])("takes the money when the order is placed, %s", async (_, maxMinor, paymentStatus) => {
    const { prisma } = await import("../db/client");
    const where = { paymentSourceType: `${provider}_payments` };
    await prisma().paymentMethod.updateMany({
      where,
      data: { autoCapture: true, autoCaptureMaxMinor: maxMinor },
    });
    try {
      const state = await merchant.settleAll(await merchant.placed(provider));
      expect(state.order).toMatchObject({ status: "placed", paymentStatus });
      const captures = state.transactions.filter(({ kind }) => kind === "capture");
      expect(captures).toHaveLength(paymentStatus === "paid" ? 1 : 0);
    } finally {
      await prisma().paymentMethod.updateMany({ where, data: { autoCapture: false } });
    }
  });

  it.each([0, -1, 1.5])("refuses to capture %s", async (amountMinor) => {
    const authorization = await merchant.placed(provider);
    expect(await merchant.capture(authorization, amountMinor, null)).toMatchObject({
      error: { code: "invalid_input" },
    });
  });
});

it("leaves clean books", async () => {
  const { verifyBooks } = await import("../books/verify-books");
  const { prisma } = await import("../db/client");
  const broken = (await verifyBooks(prisma(), Date.now)).filter((each) => each.violationsCount > 0);
  expect(broken).toEqual([]);
});
