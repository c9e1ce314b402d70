import { describe, expect, it } from "vitest";
import type { ProviderReference } from "../ids";
import type { ProviderPayment } from "../providers/provider";
import { err, ok } from "../result";
import { applyChanges } from "./apply-changes";
import { decideAttempt, decideSupersede } from "./decide-attempt";
import { decideSettlement } from "./decide-settlement";
import { liveAttemptOf } from "./deciding";
import type { PaymentState, StoredTransaction } from "./store";
import {
  ANSWERS,
  approvedWith,
  begun,
  countingIds,
  EUR,
  emptyState,
  FOLLOW,
  NOW,
  settled,
  sourceFor,
} from "./test-state";

type Sums = Pick<ProviderPayment, "capturedMinor" | "refundedMinor" | "voided" | "operations">;

/** Settles with what the provider says of the whole payment. */
function learned(state: PaymentState, { id, amount }: StoredTransaction, sums: Sums) {
  let rows = 0;
  const authorization = { ...approvedWith(), capturedMinor: sums.capturedMinor };
  const names = { reference: "pay_1" as ProviderReference, ourReference: null };
  const decided = decideSettlement(state, {
    transactionId: id,
    answer: ok(authorization),
    found: { ...names, installationId: null, amount, authorization, ...sums },
    callId: null,
    transcripts: [],
    placesNow: false,
    newId: () => `Row${++rows}`,
    now: NOW,
    follow: FOLLOW,
  });
  if (!decided.ok) throw new Error("A settlement never refuses.");
  return {
    after: applyChanges(state, decided.value.changes),
    follow: decided.value.value.follow,
  };
}

describe("beginning an attempt", () => {
  it("writes the requested row and the call before anything else, and holds the order", () => {
    const state = emptyState();
    const decided = decideAttempt(state, {
      source: sourceFor(state),
      isNewSource: true,
      operation: "authorize",
      places: true,
      now: NOW,
      ids: countingIds(),
    });
    if (!decided.ok) throw new Error("refused");
    expect(decided.value.changes.map((change) => change.kind)).toEqual([
      "source_created",
      "event",
      "transaction_created",
      "call_started",
      "order_changed",
      "event",
      "event",
    ]);
    const after = applyChanges(state, decided.value.changes);
    expect(after.order).toMatchObject({ status: "placing", attemptsCount: 1 });
    expect(liveAttemptOf(after)).toMatchObject({
      status: "requested",
      ourReference: "OrderAAAAA-1",
    });
  });

  it.each(["requested", "pending", "indeterminate", "succeeded"] as const)(
    "starts nothing while another attempt is %s",
    (status) => {
      const first = begun(emptyState());
      const state: PaymentState = {
        ...first.state,
        transactions: first.state.transactions.map((each) => ({ ...each, status })),
      };
      const again = decideAttempt(state, {
        source: sourceFor(state),
        isNewSource: true,
        operation: "authorize",
        places: true,
        now: NOW,
        ids: countingIds(),
      });
      expect(again).toMatchObject({ ok: true, value: { changes: [], value: { kind: "held" } } });
    },
  );

  it.each([
    ["an empty order", { linesCount: 0 }, "line_items"],
    ["no e-mail", { email: null }, "customer_email"],
    ["no address for what travels", { hasShippingAddress: false }, "shipping_address"],
    ["no delivery chosen", { isDeliveryChosen: false }, "shipping_method"],
  ])("refuses %s", (_, order, missing) => {
    const state = emptyState(order);
    const input = { isNewSource: true, operation: "authorize", places: true, now: NOW } as const;
    expect(
      decideAttempt(state, { ...input, source: sourceFor(state), ids: countingIds() }),
    ).toEqual(err({ code: "order_incomplete", missing: [missing] }));
  });

  it("refuses an amount that is no longer the order's total", () => {
    const state = emptyState();
    const source = sourceFor(state, { amount: { amountMinor: 1, currency: EUR } });
    const input = { isNewSource: true, operation: "authorize", places: true, now: NOW } as const;
    expect(decideAttempt(state, { ...input, source, ids: countingIds() })).toEqual(
      err({ code: "total_changed", totalMinor: 6500 }),
    );
  });

  it("finds the first attempt of a form that is sent again, even after a decline", () => {
    const first = begun(emptyState(), {
      source: sourceFor(emptyState(), { idempotencyKey: "nonce" }),
    });
    const state = settled(first.state, first.transaction.id, ANSWERS.declined);
    const source = sourceFor(state, { idempotencyKey: "nonce" });
    const input = { isNewSource: true, operation: "authorize", places: true, now: NOW } as const;
    expect(decideAttempt(state, { ...input, source, ids: countingIds() })).toMatchObject({
      value: { changes: [], value: { kind: "held", transaction: { status: "declined" } } },
    });
  });
});

describe("settling an attempt", () => {
  it.each([
    ["succeeded", "succeeded", "placed", "authorized", true],
    ["declined", "declined", "pending", "unpaid", false],
    ["pending", "pending", "placing", "unpaid", true],
    ["action_required", "action_required", "placing", "unpaid", true],
    ["unreachable", "failed", "pending", "unpaid", false],
    ["indeterminate", "indeterminate", "placing", "unpaid", true],
    ["rejected", "failed", "pending", "unpaid", false],
    ["unauthorized", "failed", "pending", "unpaid", false],
  ] as const)(
    "%s makes it %s and the order %s",
    (answer, status, orderStatus, paymentStatus, live) => {
      const { state, transaction } = begun(emptyState());
      const after = settled(state, transaction.id, ANSWERS[answer]);
      expect(after.transactions[0]).toMatchObject({ status, live });
      expect(after.order).toMatchObject({ status: orderStatus, paymentStatus });
    },
  );

  it("leaves the order as it is when only the authorization was asked for", () => {
    const { state, transaction } = begun(emptyState(), { places: false });
    const after = settled(state, transaction.id, ANSWERS.succeeded);
    expect(after.order).toMatchObject({
      status: "pending",
      paymentStatus: "authorized",
      placedAt: null,
    });
  });

  it("never places an order with a wrong amount, and keeps what the provider holds", () => {
    const { state, transaction } = begun(emptyState());
    const after = settled(state, transaction.id, ok(approvedWith(6499)));
    expect(after.order).toMatchObject({ status: "pending", paymentStatus: "partially_authorized" });
    expect(after.transactions[0]).toMatchObject({
      status: "succeeded",
      amount: { amountMinor: 6499 },
    });
    expect(after.transactions[0]?.detail).toContain("6499");
  });

  it("records what an adopted payment had captured already", () => {
    const { state, transaction } = begun(emptyState());
    const after = settled(state, transaction.id, ok({ ...approvedWith(), capturedMinor: 6500 }));
    expect(after.transactions[1]).toMatchObject({
      kind: "capture",
      origin: "provider",
      parentId: transaction.id,
    });
    expect(after.order.paymentStatus).toBe("paid");
  });

  it("learns what was done in the dashboard meanwhile, each by itself", () => {
    const { state, transaction } = begun(emptyState());
    const operation = (kind: "capture" | "refund", amountMinor: number) => ({
      kind,
      amountMinor,
      reference: `act_${kind}_${amountMinor}` as ProviderReference,
      status: "succeeded" as const,
    });
    const operations = [
      operation("capture", 2000),
      operation("capture", 3000),
      operation("refund", 500),
    ];
    const sums = { capturedMinor: 5000, refundedMinor: 500, voided: false, operations };
    const { after } = learned(state, transaction, sums);
    expect(after.transactions.slice(1)).toMatchObject([
      { kind: "capture", amount: { amountMinor: 2000 }, parentId: transaction.id },
      { kind: "capture", amount: { amountMinor: 3000 }, parentId: transaction.id },
      { kind: "refund", amount: { amountMinor: 500 }, parentId: "Row1" },
    ]);
    expect(after.order.paymentStatus).toBe("partially_refunded");
  });

  it("holds the order no longer when it learns of an approval that was let go already", () => {
    const { state, transaction } = begun(emptyState());
    const sums = { capturedMinor: 0, refundedMinor: 0, voided: true };
    const { after, follow } = learned(state, transaction, sums);
    expect(liveAttemptOf(after)).toBeNull();
    expect(after.order.paymentStatus).toBe("voided");
    // Nothing is left to void, nor to capture.
    expect(follow).toBeNull();
  });

  it("asks for a void when a superseded attempt is approved after all", () => {
    const { state, transaction } = begun(emptyState());
    const waiting = settled(state, transaction.id, ANSWERS.action_required);
    const superseded = decideSupersede(waiting, {
      transactionId: transaction.id,
      isCancelled: false,
      now: NOW,
    });
    if (!superseded.ok) throw new Error("refused");
    const after = applyChanges(waiting, superseded.value.changes);
    expect(after.order.status).toBe("pending");
    const late = decideSettlement(after, {
      transactionId: transaction.id,
      answer: ANSWERS.succeeded,
      callId: null,
      transcripts: [],
      placesNow: false,
      newId: () => "x",
      now: NOW,
      follow: FOLLOW,
    });
    expect(late).toMatchObject({
      value: {
        value: {
          orderStatus: "pending",
          follow: { transaction: { kind: "void", parentId: transaction.id, status: "requested" } },
        },
      },
    });
    const written = late.ok ? late.value.changes.map((change) => change.kind) : [];
    expect(written).toContain("call_started");
  });
});
