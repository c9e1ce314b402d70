import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROVIDERS, type Provider, placedOrder, tellSandbox } from "../../tests/api/placed";
import { type ApiShop, openApiShop } from "../../tests/api/shop";
import type { Deps } from "../deps";
import type { StoredTransaction } from "./store";

let shop: ApiShop;
let deps: Deps;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  deps = await parts({ kind: "user", id: "merchant" });
});
afterAll(() => shop?.close());

const control = (path: string, body: object) => tellSandbox(shop, path, body);
const placed = (provider: Provider) => placedOrder({ shop, deps }, provider);

/** As the sandbox names the operation. */
const CAPTURE = {
  stripe: "payment_intents.capture",
  checkout_com: "payments.capture",
  external: "capture",
} as const satisfies Record<Provider, string>;

async function stateOf({ orderId }: StoredTransaction) {
  const state = await deps.payments.find({ orderId });
  if (!state) throw new Error("The order is gone.");
  return state;
}

/** Lets time pass at the provider, and asks about all that is open. */
async function settleAll(transaction: StoredTransaction) {
  const { syncAllOf } = await import("./refresh-payment");
  await control("clock", { advanceMs: 60_000 });
  await syncAllOf(deps, await stateOf(transaction), { sourceId: transaction.sourceId });
  return stateOf(transaction);
}

const bookOf = async (state: Awaited<ReturnType<typeof stateOf>>) => {
  const sums = { capture: 0, void: 0, refund: 0 };
  for (const { kind, status, amount } of state.transactions) {
    if (kind !== "authorization" && status === "succeeded") sums[kind] += amount.amountMinor;
  }
  return { ...sums, paymentStatus: state.order.paymentStatus };
};

async function capture(of: StoredTransaction, amountMinor: number | null, key: string | null) {
  const { capturePayment } = await import("./capture-payment");
  const { orderId, id: authorizationId } = of;
  return capturePayment(deps, { orderId, authorizationId, amountMinor, idempotencyKey: key });
}

async function refund(of: StoredTransaction, amountMinor: number | null, key: string | null) {
  const { refundPayment } = await import("./refund-payment");
  const { orderId, id: captureId } = of;
  return refundPayment(deps, { orderId, captureId, amountMinor, idempotencyKey: key });
}

async function voidAll(of: StoredTransaction) {
  const { voidPayment } = await import("./void-payment");
  const { orderId, id: authorizationId } = of;
  return voidPayment(deps, { orderId, authorizationId, idempotencyKey: null });
}

async function captured(provider: Provider): Promise<StoredTransaction> {
  const authorization = await placed(provider);
  const taken = await capture(authorization, null, null);
  if (!taken.ok) throw new Error(taken.error.code);
  const state = await settleAll(authorization);
  const found = state.transactions.find((each) => each.id === taken.value.id);
  if (found?.status !== "succeeded") throw new Error("The capture did not succeed.");
  return found;
}

describe.each(PROVIDERS)("operations through %s", (provider) => {
  it("captures the whole, which pays the order", async () => {
    const authorization = await placed(provider);
    expect(await capture(authorization, null, "k1")).toMatchObject({ ok: true });
    expect(await bookOf(await settleAll(authorization))).toEqual({
      capture: 3250,
      void: 0,
      refund: 0,
      paymentStatus: "paid",
    });
    expect(await capture(authorization, null, "k2")).toMatchObject({
      error: { code: "amount_exceeds_balance", available: { amountMinor: 0 } },
    });
  });

  it("captures a part", async () => {
    const authorization = await placed(provider);
    await capture(authorization, 1000, null);
    expect(await bookOf(await settleAll(authorization))).toMatchObject({
      capture: 1000,
      paymentStatus: "partially_paid",
    });
  });

  it("captures once when asked twice at once, with one key and with none", async () => {
    const authorization = await placed(provider);
    const answers = await Promise.all([
      capture(authorization, 2000, "same"),
      capture(authorization, 2000, "same"),
      capture(authorization, null, null),
      capture(authorization, 2000, "other"),
    ]);
    const ids = new Set(answers.flatMap((each) => (each.ok ? [each.value.id] : [])));
    const { capture: takenMinor } = await bookOf(await settleAll(authorization));
    expect(takenMinor).toBeLessThanOrEqual(3250);
    expect(takenMinor).toBeGreaterThan(0);
    const state = await stateOf(authorization);
    expect(state.transactions.filter(({ kind }) => kind === "capture")).toHaveLength(ids.size);
  });

  it("refuses another request under a key that was used", async () => {
    const authorization = await placed(provider);
    await capture(authorization, 1000, "k1");
    expect(await capture(authorization, 1100, "k1")).toMatchObject({
      error: { code: "idempotency_conflict" },
    });
  });

  it("voids, and lets nothing be captured afterwards", async () => {
    const authorization = await placed(provider);
    expect(await voidAll(authorization)).toMatchObject({ ok: true });
    const state = await settleAll(authorization);
    expect(await bookOf(state)).toMatchObject({ void: 3250, paymentStatus: "voided" });
    expect(state.transactions[0]?.live).toBe(false);
    expect(await capture(authorization, null, null)).toMatchObject({ ok: false });
    expect(await voidAll(authorization)).toMatchObject({ ok: false });
  });

  it("refunds in parts up to what was captured", async () => {
    const taken = await captured(provider);
    await refund(taken, 1000, "r1");
    await refund(taken, 1000, "r1");
    expect(await bookOf(await settleAll(taken))).toMatchObject({
      refund: 1000,
      paymentStatus: "partially_refunded",
    });
    expect(await refund(taken, 2251, "r2")).toMatchObject({
      error: { code: "amount_exceeds_balance", available: { amountMinor: 2250 } },
    });
    expect(await refund(taken, null, "r3")).toMatchObject({ ok: true });
    expect(await bookOf(await settleAll(taken))).toMatchObject({
      refund: 3250,
      paymentStatus: "refunded",
    });
  });

  it.each(["reset_after", "error_after"] as const)(
    "takes the money once when the answer is lost (%s)",
    async (kind) => {
      const authorization = await placed(provider);
      await control("faults", { provider, operation: CAPTURE[provider], kind });
      const asked = await capture(authorization, null, "k1");
      expect(asked).toMatchObject({ ok: true, value: { status: "indeterminate" } });
      expect(await bookOf(await settleAll(authorization))).toMatchObject({ capture: 3250 });
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
      const state = await settleAll(await placed(provider));
      expect(state.order).toMatchObject({ status: "placed", paymentStatus });
      const captures = state.transactions.filter(({ kind }) => kind === "capture");
      expect(captures).toHaveLength(paymentStatus === "paid" ? 1 : 0);
    } finally {
      await prisma().paymentMethod.updateMany({ where, data: { autoCapture: false } });
    }
  });

  it("voids what an order holds when it is cancelled, once", async () => {
    const { cancelOrder } = await import("./cancel-order");
    const authorization = await placed(provider);
    const { orderId } = authorization;
    const both = await Promise.all([
      cancelOrder(deps, { orderId }),
      cancelOrder(deps, { orderId }),
    ]);
    expect(both).toEqual([
      { ok: true, value: { status: "cancelled" } },
      { ok: true, value: { status: "cancelled" } },
    ]);
    const state = await settleAll(authorization);
    expect(state.order).toMatchObject({ status: "cancelled", paymentStatus: "voided" });
    expect(state.order.cancelledAt).not.toBeNull();
    expect(state.transactions.filter(({ kind }) => kind === "void")).toHaveLength(1);
  });

  it("refunds what was captured when the order is cancelled", async () => {
    const { approveOrder } = await import("./approve-order");
    const { cancelOrder } = await import("./cancel-order");
    const taken = await captured(provider);
    const { orderId } = taken;
    expect(await approveOrder(deps, { orderId })).toMatchObject({ value: { status: "approved" } });
    await refund(taken, 1000, null);
    await settleAll(taken);
    expect(await cancelOrder(deps, { orderId })).toMatchObject({ ok: true });
    const state = await settleAll(taken);
    expect(await bookOf(state)).toMatchObject({ refund: 3250, paymentStatus: "refunded" });
    expect(state.order.status).toBe("cancelled");
    expect(await approveOrder(deps, { orderId })).toMatchObject({
      error: { code: "illegal_transition" },
    });
  });

  it("cancels an order whose money is given back entirely", async () => {
    const taken = await captured(provider);
    await refund(taken, null, null);
    const state = await settleAll(taken);
    expect(state.order).toMatchObject({ status: "cancelled", paymentStatus: "refunded" });
  });

  it.each([0, -1, 1.5])("refuses to capture %s", async (amountMinor) => {
    const authorization = await placed(provider);
    expect(await capture(authorization, amountMinor, null)).toMatchObject({
      error: { code: "invalid_input" },
    });
  });
});

/** As the merchant does it in the provider's own dashboard: this installation hears of it only by asking. */
async function atProvider(
  of: StoredTransaction,
  kind: "capture" | "void" | "refund",
  amountMinor: number,
) {
  const { doorTo } = await import("./provider-door");
  const state = await stateOf(of);
  const gateway = state.gateways.find((each) => each.id === of.gatewayId);
  const door = gateway && doorTo(deps, gateway);
  const payment = state.sources.find((each) => each.id === of.sourceId)?.reference;
  if (!door || !payment) throw new Error("There is no payment at the provider.");
  const answer = await door.provider[kind](door.call(crypto.randomUUID()), {
    payment,
    amount: { ...of.amount, amountMinor },
    ourReference: "",
    document: null,
  });
  expect(answer).toMatchObject({ ok: true });
  await control("clock", { advanceMs: 60_000 });
  const { recordFound } = await import("./record-found");
  return () => recordFound(deps, { orderId: of.orderId, sourceId: of.sourceId });
}

describe.each(["stripe", "checkout_com"] as const)("what is done at %s itself", (provider) => {
  it("is kept once, as the provider's own fact", async () => {
    const authorization = await placed(provider);
    const record = await atProvider(authorization, "capture", 2000);
    expect([await record(), await record()]).toEqual([1, 0]);
    const state = await stateOf(authorization);
    expect(await bookOf(state)).toMatchObject({ capture: 2000, paymentStatus: "partially_paid" });
    expect(state.transactions.at(-1)).toMatchObject({ kind: "capture", origin: "provider" });
    const refunded = await atProvider(authorization, "refund", 500);
    expect([await refunded(), await refunded()]).toEqual([1, 0]);
    expect(await bookOf(await stateOf(authorization))).toMatchObject({
      refund: 500,
      paymentStatus: "partially_refunded",
    });
  });

  it("lets the order go when the authorization was ended there", async () => {
    const authorization = await placed(provider);
    const record = await atProvider(authorization, "void", 3250);
    expect([await record(), await record()]).toEqual([1, 0]);
    const state = await stateOf(authorization);
    expect(await bookOf(state)).toMatchObject({ void: 3250, paymentStatus: "voided" });
    expect(state.transactions[0]?.live).toBe(false);
  });

  it("adds nothing to what was done here", async () => {
    const taken = await captured(provider);
    const { recordFound } = await import("./record-found");
    const { orderId, sourceId } = taken;
    expect(await recordFound(deps, { orderId, sourceId })).toBe(0);
  });
});

it("leaves clean books", async () => {
  const { verifyBooks } = await import("../books/verify-books");
  const { prisma } = await import("../db/client");
  const broken = (await verifyBooks(prisma(), Date.now)).filter((each) => each.violationsCount > 0);
  expect(broken).toEqual([]);
});
