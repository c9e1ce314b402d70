import { describe, expect, it } from "vitest";
import type { TransactionId } from "../ids";
import { outgoingEvents } from "./outgoing-events";
import { paymentStatusOf } from "./payment-status";
import type { PaymentState, StoredTransaction } from "./store";
import { ANSWERS, begun, EUR, emptyState, NOW, settled } from "./test-state";
import type { TransactionKind } from "./transaction";

const topics = (before: PaymentState, after: PaymentState): string[] =>
  outgoingEvents(before, after).map(({ topic }) => topic);

const { state: asked, transaction } = begun(emptyState());
const placed = settled(asked, transaction.id, ANSWERS.succeeded);

/** The order after another fact, with the payment status that follows. */
function withFact(state: PaymentState, kind: TransactionKind, amountMinor: number): PaymentState {
  const fact: StoredTransaction = {
    ...transaction,
    id: `${kind}${state.transactions.length}` as TransactionId,
    kind,
    status: "succeeded",
    amount: { amountMinor, currency: EUR },
    attempt: null,
    ourReference: null,
    live: false,
    settledAt: NOW,
  };
  const transactions = [...state.transactions, fact];
  const paymentStatus = paymentStatusOf(state.order.totalMinor, transactions);
  return { ...state, transactions, order: { ...state.order, paymentStatus } };
}

describe("what the merchant's systems are told of", () => {
  it("is nothing before a provider has said yes", () => {
    expect(topics(emptyState(), asked)).toEqual([]);
    for (const answer of [ANSWERS.declined, ANSWERS.pending, ANSWERS.indeterminate]) {
      expect(topics(asked, settled(asked, transaction.id, answer))).toEqual([]);
    }
  });

  it("is an authorization with what it made of its order, each once", () => {
    expect(topics(asked, placed)).toEqual([
      "authorizations.create",
      "orders.authorize",
      "orders.place",
    ]);
    expect(topics(placed, settled(placed, transaction.id, ANSWERS.succeeded))).toEqual([]);
  });

  it("names the transaction itself, and the order", () => {
    const [fact, order] = outgoingEvents(asked, placed);
    expect(fact).toMatchObject({ resourceType: "authorizations", resourceId: transaction.id });
    expect(order).toMatchObject({ resourceType: "orders", resourceId: placed.order.id });
  });

  it("is a payment once the whole total is captured, by however many captures", () => {
    const half = withFact(placed, "capture", 3000);
    const whole = withFact(half, "capture", 3500);
    expect(topics(placed, half)).toEqual(["captures.create"]);
    expect(topics(half, whole)).toEqual(["captures.create", "orders.pay"]);
    expect(topics(whole, withFact(whole, "capture", 1))).toEqual(["captures.create"]);
  });

  it("is no second payment when some of it was given back", () => {
    const paid = withFact(placed, "capture", 6500);
    const less = withFact(paid, "refund", 500);
    const none = withFact(less, "refund", 6000);
    expect(topics(paid, less)).toEqual(["refunds.create"]);
    expect(topics(less, none)).toEqual(["refunds.create", "orders.refund"]);
  });

  it("is a payment also where the capture was found together with its refund", () => {
    const both = withFact(withFact(placed, "capture", 6500), "refund", 6500);
    expect(topics(placed, both).sort()).toEqual([
      "captures.create",
      "orders.pay",
      "orders.refund",
      "refunds.create",
    ]);
  });

  it("is nothing that an order is placed again once it was edited", () => {
    const editing: PaymentState = { ...placed, order: { ...placed.order, status: "editing" } };
    expect(topics(placed, editing)).toEqual([]);
    expect(topics(editing, placed)).toEqual([]);
  });

  it("is a void, an approval and a cancellation", () => {
    expect(topics(placed, withFact(placed, "void", 6500))).toEqual(["voids.create", "orders.void"]);
    const approved: PaymentState = { ...placed, order: { ...placed.order, status: "approved" } };
    const cancelled: PaymentState = { ...placed, order: { ...placed.order, status: "cancelled" } };
    expect(topics(placed, approved)).toEqual(["orders.approve"]);
    expect(topics(approved, cancelled)).toEqual(["orders.cancel"]);
  });
});
