import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Merchant, merchantOf } from "../../tests/api/merchant";
import { PROVIDERS } from "../../tests/api/placed";
import { type ApiShop, openApiShop } from "../../tests/api/shop";
import type { Deps } from "../deps";
import type { StoredTransaction } from "./store";

let shop: ApiShop;
let deps: Deps;
let merchant: Merchant;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  deps = await parts({ kind: "user", id: "merchant" });
  merchant = merchantOf(shop, deps);
});
afterAll(() => shop?.close());

describe.each(PROVIDERS)("an order cancelled, through %s", (provider) => {
  it("voids what an order holds when it is cancelled, once", async () => {
    const { cancelOrder } = await import("./cancel-order");
    const authorization = await merchant.placed(provider);
    const { orderId } = authorization;
    const both = await Promise.all([
      cancelOrder(deps, { orderId }),
      cancelOrder(deps, { orderId }),
    ]);
    expect(both).toEqual([
      { ok: true, value: { status: "cancelled" } },
      { ok: true, value: { status: "cancelled" } },
    ]);
    const state = await merchant.settleAll(authorization);
    expect(state.order).toMatchObject({ status: "cancelled", paymentStatus: "voided" });
    expect(state.order.cancelledAt).not.toBeNull();
    expect(state.transactions.filter(({ kind }) => kind === "void")).toHaveLength(1);
  });

  it("refunds what was captured when the order is cancelled", async () => {
    const { approveOrder } = await import("./approve-order");
    const { cancelOrder } = await import("./cancel-order");
    const taken = await merchant.captured(provider);
    const { orderId } = taken;
    expect(await approveOrder(deps, { orderId })).toMatchObject({ value: { status: "approved" } });
    await merchant.refund(taken, 1000, null);
    await merchant.settleAll(taken);
    expect(await cancelOrder(deps, { orderId })).toMatchObject({ ok: true });
    const state = await merchant.settleAll(taken);
    expect(await merchant.bookOf(state)).toMatchObject({ refund: 3250, paymentStatus: "refunded" });
    expect(state.order.status).toBe("cancelled");
    expect(await approveOrder(deps, { orderId })).toMatchObject({
      error: { code: "illegal_transition" },
    });
  });

  it("cancels an order whose money is given back entirely", async () => {
    const taken = await merchant.captured(provider);
    await merchant.refund(taken, null, null);
    const state = await merchant.settleAll(taken);
    expect(state.order).toMatchObject({ status: "cancelled", paymentStatus: "refunded" });
  });
});

/** As the merchant does it in the provider's own dashboard: this installation hears of it only by asking. */
async function atProvider(
  of: StoredTransaction,
  kind: "capture" | "void" | "refund",
  amountMinor: number,
) {
  const { doorTo } = await import("./provider-door");
  const state = await merchant.stateOf(of);
  const gateway = state.gateways.find((each) => each.id === of.gatewayId);
  const door = gateway && doorTo(deps, gateway);
  const payment = state.sources.find((each) => each.id === of.sourceId)?.reference;
  if (!door || !payment) throw new Error("There is no payment at the provider.");
  const answer = await door.provider[kind](door.call(crypto.randomUUID()), {
    payment,
    amount: { ...of.amount, amountMinor },
    ourReference: "",
    operationReference: "dashboard",
    document: null,
  });
  expect(answer).toMatchObject({ ok: true });
  await merchant.control("clock", { advanceMs: 60_000 });
  const { recordFound } = await import("./record-found");
  return () => recordFound(deps, { orderId: of.orderId, authorizationId: of.id });
}

describe.each(["stripe", "checkout_com"] as const)("what is done at %s itself", (provider) => {
  it("is kept once, as the provider's own fact", async () => {
    const authorization = await merchant.placed(provider);
    const record = await atProvider(authorization, "capture", 2000);
    expect([await record(), await record()]).toEqual([1, 0]);
    const state = await merchant.stateOf(authorization);
    expect(await merchant.bookOf(state)).toMatchObject({
      capture: 2000,
      paymentStatus: "partially_paid",
    });
    expect(state.transactions.at(-1)).toMatchObject({ kind: "capture", origin: "provider" });
    const refunded = await atProvider(authorization, "refund", 500);
    expect([await refunded(), await refunded()]).toEqual([1, 0]);
    expect(await merchant.bookOf(await merchant.stateOf(authorization))).toMatchObject({
      refund: 500,
      paymentStatus: "partially_refunded",
    });
  });

  it("lets the order go when the authorization was ended there", async () => {
    const authorization = await merchant.placed(provider);
    const record = await atProvider(authorization, "void", 3250);
    expect([await record(), await record()]).toEqual([1, 0]);
    const state = await merchant.stateOf(authorization);
    expect(await merchant.bookOf(state)).toMatchObject({ void: 3250, paymentStatus: "voided" });
    expect(state.transactions[0]?.live).toBe(false);
  });

  it("adds nothing to what was done here", async () => {
    const taken = await merchant.captured(provider);
    const { recordFound } = await import("./record-found");
    const { orderId } = taken;
    const state = await merchant.stateOf(taken);
    const authorizationId = state.transactions[0]?.id ?? "";
    expect(await recordFound(deps, { orderId, authorizationId })).toBe(0);
  });
});

it("leaves clean books", async () => {
  const { verifyBooks } = await import("../books/verify-books");
  const { prisma } = await import("../db/client");
  const broken = (await verifyBooks(prisma(), Date.now)).filter((each) => each.violationsCount > 0);
  expect(broken).toEqual([]);
});
