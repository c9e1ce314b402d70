// Money that nobody captured: the providers let it go by their own clock, and their event is lost.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deps } from "@/lib/deps";
import { MERCHANT } from "@/lib/payments/payments.fixture";
import type { StoredTransaction } from "@/lib/payments/store";
import { placedOrder, tellSandbox } from "./placed";
import { type ApiShop, openApiShop } from "./shop";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let shop: ApiShop;
let deps: Deps;
/** How far the app's clock is ahead, and the sandbox's with it. */
let aheadMs = 0;
beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("@/lib/parts");
  const own = await parts({ kind: "system", id: null });
  const now = () => new Date(own.clock.now().getTime() + aheadMs);
  deps = { ...own, clock: { ...own.clock, now } };
}, 180_000);
afterAll(() => shop?.close());

async function pass(ms: number): Promise<void> {
  aheadMs += ms;
  await tellSandbox(shop, "clock", { advanceMs: ms });
}

async function sweep(isStart = false): Promise<void> {
  const { sweepUnsettled } = await import("@/lib/payments/sweep-unsettled");
  const errors: unknown[] = [];
  await sweepUnsettled(deps, { isStart, report: (error) => errors.push(error) });
  expect(errors).toEqual([]);
}

async function stateOf({ orderId }: StoredTransaction) {
  const state = await deps.payments.find({ orderId });
  if (!state) throw new Error("The order is gone.");
  return state;
}

async function viewOf({ sourceId }: StoredTransaction) {
  const { findPayment } = await import("@/lib/payments/payment-detail-queries");
  const payment = await findPayment(MERCHANT, sourceId);
  return payment?.transactions[0]?.expiresAt ?? null;
}

describe.each(["stripe", "checkout_com"] as const)("what %s has let go after seven days", (by) => {
  it("is asked about in time, and is a fact of the provider's then", async () => {
    const authorization = await placedOrder({ shop, deps }, by);
    expect((await viewOf(authorization))?.getTime()).toBe(
      (authorization.settledAt?.getTime() ?? 0) + 7 * DAY_MS,
    );
    await pass(6 * DAY_MS + 23 * HOUR_MS);
    await sweep(true);
    expect((await stateOf(authorization)).transactions).toHaveLength(1);
    await pass(3 * HOUR_MS);
    await sweep();
    const { order, transactions } = await stateOf(authorization);
    expect(transactions).toMatchObject([
      { kind: "authorization", status: "succeeded", live: false, nextCheckAt: null },
      { kind: "void", status: "succeeded", origin: "provider", parentId: authorization.id },
    ]);
    expect(order.paymentStatus).toBe("voided");
    expect(await viewOf(authorization)).toBeNull();
  });
});

describe("what was captured", () => {
  it("is never asked about again", async () => {
    const authorization = await placedOrder({ shop, deps }, "stripe");
    expect(authorization.nextCheckAt).not.toBeNull();
    const { capturePayment } = await import("@/lib/payments/capture-payment");
    const { orderId, id: authorizationId } = authorization;
    const whole = { amountMinor: null, idempotencyKey: null };
    await capturePayment(deps, { orderId, authorizationId, ...whole });
    expect((await stateOf(authorization)).transactions[0]?.nextCheckAt).toBeNull();
  });
});

describe("a capture after the time is over", () => {
  it("is the provider's to decide: it is sent, and refused there", async () => {
    const authorization = await placedOrder({ shop, deps }, "stripe");
    await pass(8 * DAY_MS);
    expect((await viewOf(authorization))?.getTime()).toBeLessThan(deps.clock.now().getTime());
    const { capturePayment } = await import("@/lib/payments/capture-payment");
    const { orderId, id: authorizationId } = authorization;
    const whole = { amountMinor: null, idempotencyKey: null };
    const captured = await capturePayment(deps, { orderId, authorizationId, ...whole });
    expect(captured).toMatchObject({ ok: true, value: { kind: "capture", status: "declined" } });
    await sweep();
    expect((await stateOf(authorization)).order.paymentStatus).toBe("voided");
  });
});

it("leaves clean books", async () => {
  const { verifyBooks } = await import("@/lib/books/verify-books");
  const { prisma } = await import("@/lib/db/client");
  const checks = await verifyBooks(prisma(), Date.now);
  expect(checks.filter((each) => each.violationsCount > 0)).toEqual([]);
});
