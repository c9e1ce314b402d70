import { describe, expect, it } from "vitest";
import { chargedBy, methodTaken, takeMethod, totalWith } from "./method-fee";
import type { PaymentState, PaymentStore } from "./store";
import { ANSWERS, begun, emptyState, NOW, settled } from "./test-state";

const free = { id: "free", feeMinor: 0 };
const costly = { id: "costly", feeMinor: 150 };
const pricing = {
  ...{ subtotalMinor: 6000, shippingMinor: 500, taxRate: 0.19, taxIncluded: true },
  ...{ freightTaxable: true, feeTaxable: true },
};
const { order } = emptyState({ pricing, taxMinor: 1038 });

describe("what an order costs by a payment method", () => {
  it("is its total with that method's fee, taxed as the rest", () => {
    const { totalMinor, taxMinor } = order;
    expect(chargedBy(order, free)).toEqual({ paymentMethodMinor: 0, taxMinor, totalMinor });
    expect(chargedBy(order, null)).toEqual({ paymentMethodMinor: 0, taxMinor, totalMinor });
    expect(chargedBy(order, costly)).toEqual({
      ...{ paymentMethodMinor: 150, taxMinor: 1062, totalMinor: 6650 },
    });
    const net = { ...pricing, taxIncluded: false, feeTaxable: false };
    expect(chargedBy({ ...order, pricing: net }, costly)).toEqual({
      ...{ paymentMethodMinor: 150, taxMinor: 1235, totalMinor: 7885 },
    });
  });

  it("holds one method's fee at a time", () => {
    const charged = { ...order, ...chargedBy(order, costly), paymentMethodId: costly.id };
    expect(chargedBy(charged, { id: "other", feeMinor: 70 }).totalMinor).toBe(6570);
    expect(chargedBy(charged, free).totalMinor).toBe(6500);
  });

  it("stays what it was when the method was chosen, whatever it costs by now", () => {
    const charged = { ...order, ...chargedBy(order, costly), paymentMethodId: costly.id };
    expect(chargedBy(charged, { ...costly, feeMinor: 900 }).totalMinor).toBe(6650);
  });

  it("is nothing where nothing is to be paid", () => {
    const nothing = { ...pricing, subtotalMinor: 0, shippingMinor: 0 };
    const present = { ...order, pricing: nothing, taxMinor: 0, totalMinor: 0 };
    expect(chargedBy(present, costly).totalMinor).toBe(0);
  });
});

describe("an order that is paid with a method now", () => {
  const state = { ...emptyState({ pricing, taxMinor: 1038 }), methods: [costly as never] };

  it("tells in its history what that changed of its total", () => {
    const { set, more } = methodTaken(state, costly.id, NOW);
    expect(set).toEqual({
      paymentMethodId: costly.id,
      ...{ paymentMethodMinor: 150, taxMinor: 1062, totalMinor: 6650 },
    });
    expect(more).toMatchObject([
      {
        event: {
          name: "order.updated",
          changes: { payment_method_id: "costly", total_amount_cents: [6500, 6650] },
        },
      },
    ]);
  });

  it("changes nothing else where it costs the same, or is offered no longer", () => {
    expect(methodTaken(state, null, NOW)).toEqual({ set: { paymentMethodId: null }, more: [] });
    expect(methodTaken(state, "gone", NOW)).toEqual({ set: { paymentMethodId: "gone" }, more: [] });
    expect(totalWith(state, "gone")).toBe(6500);
    expect(totalWith(state, costly.id)).toBe(6650);
  });
});

describe("an order, before anybody is told of a payment", () => {
  const methods = [costly as never];
  const from = { ...emptyState({ pricing, taxMinor: 1038 }), methods };
  const take = async (state: PaymentState, fresh = state) => {
    let writes = 0;
    const payments: Pick<PaymentStore, "change"> = {
      change: async (_from, _by, _now, decide) => {
        const decided = decide(fresh);
        if (decided.ok && decided.value.changes.length > 0) writes += 1;
        return decided.ok ? { ok: true, value: decided.value.value } : decided;
      },
    };
    const deps = {
      payments: payments as PaymentStore,
      clock: { now: () => NOW } as never,
      by: { kind: "shopper", id: null, traceId: "" } as const,
    };
    const { order } = await takeMethod(deps, state, costly.id);
    return { totalMinor: order.totalMinor, writes };
  };

  it("takes the payment's method, once", async () => {
    expect(await take(from)).toEqual({ totalMinor: 6650, writes: 1 });
    const { set } = methodTaken(from, costly.id, NOW);
    const taken = { ...from, order: { ...from.order, ...set } };
    expect(await take(taken)).toEqual({ totalMinor: 6650, writes: 0 });
  });

  it("stays as it is while somebody pays it, and once it is paid or closed", async () => {
    const { state, transaction } = begun(from);
    const paid = settled(state, transaction.id, ANSWERS.succeeded);
    const open = { ...state, order: { ...state.order, status: "pending" as const } };
    const closed = { ...from, order: { ...from.order, status: "cancelled" as const } };
    for (const held of [open, paid, closed]) {
      expect(await take({ ...held, methods })).toEqual({ totalMinor: 6500, writes: 0 });
      // Also where it was still open when it was read.
      expect(await take(from, { ...held, methods })).toEqual({ totalMinor: 6500, writes: 0 });
    }
  });
});
