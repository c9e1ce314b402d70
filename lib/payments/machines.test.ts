import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canMoveOrder, isEditable, ORDER_STATUSES } from "../orders/order-status";
import { PAYMENT_STATUSES } from "../orders/payment-statuses";
import { CHECKS_AT_MS, nextCheckAt } from "./check-schedule";
import { faultsOfMachines } from "./machines";
import { paymentStatusOf } from "./payment-status";
import { canSettle, isUnsettled, TRANSACTION_KINDS, TRANSACTION_STATUSES } from "./transaction";

const pairsOf = (statuses: readonly string[]) =>
  statuses.flatMap((from) => statuses.map((to) => `${from}→${to}`));

describe("the machine of a transaction", () => {
  it("allows these moves and no others", () => {
    const allowed = TRANSACTION_STATUSES.flatMap((from) =>
      TRANSACTION_STATUSES.filter((to) => canSettle(from, to)).map((to) => `${from}→${to}`),
    );
    expect(allowed).toEqual([
      ...["action_required", "pending", "indeterminate", "succeeded", "declined", "failed"].map(
        (to) => `requested→${to}`,
      ),
      ...["pending", "indeterminate", "succeeded", "declined", "failed"].map(
        (to) => `action_required→${to}`,
      ),
      ...["action_required", "succeeded", "declined"].map((to) => `pending→${to}`),
      ...["action_required", "pending", "succeeded", "declined", "failed"].map(
        (to) => `indeterminate→${to}`,
      ),
    ]);
    expect(pairsOf(TRANSACTION_STATUSES)).toHaveLength(49);
  });

  it("has ends that are ends", () => {
    expect(TRANSACTION_STATUSES.filter((status) => !isUnsettled(status))).toEqual([
      "succeeded",
      "declined",
      "failed",
    ]);
  });
});

describe("the machine of an order", () => {
  it("is sound, as are the two others: a server starts with no other", () => {
    expect(faultsOfMachines()).toEqual([]);
  });

  it("never leaves cancelled, and is never placed as a draft", () => {
    expect(ORDER_STATUSES.filter((to) => canMoveOrder("cancelled", to))).toEqual([]);
    expect(canMoveOrder("draft", "placed")).toBe(false);
    expect(canMoveOrder("placing", "pending")).toBe(true);
  });

  it("lets a shopper edit draft and pending orders alone", () => {
    expect(ORDER_STATUSES.filter(isEditable)).toEqual(["draft", "pending"]);
  });
});

describe("the payment status", () => {
  const fact = (kind: (typeof TRANSACTION_KINDS)[number], amountMinor: number) => ({
    kind,
    status: "succeeded" as const,
    amount: { amountMinor },
  });

  it.each([
    ["free", 0, []],
    ["unpaid", 100, []],
    ["authorized", 100, [fact("authorization", 100)]],
    ["partially_authorized", 100, [fact("authorization", 99)]],
    ["voided", 100, [fact("authorization", 100), fact("void", 100)]],
    ["partially_voided", 100, [fact("authorization", 100), fact("void", 40)]],
    ["paid", 100, [fact("authorization", 100), fact("capture", 100)]],
    ["partially_paid", 100, [fact("authorization", 100), fact("capture", 1)]],
    ["refunded", 100, [fact("authorization", 100), fact("capture", 100), fact("refund", 100)]],
    [
      "partially_refunded",
      100,
      [fact("authorization", 100), fact("capture", 100), fact("refund", 1)],
    ],
  ] as const)("is %s", (status, totalMinor, facts) => {
    expect(paymentStatusOf(totalMinor, facts)).toBe(status);
  });

  it("has a case for each of them above", () => {
    expect(PAYMENT_STATUSES).toHaveLength(10);
  });

  it("counts only what succeeded, in any order", () => {
    const anyFact = fc.record({
      kind: fc.constantFrom(...TRANSACTION_KINDS),
      status: fc.constantFrom(...TRANSACTION_STATUSES),
      amount: fc.record({ amountMinor: fc.integer({ min: 0, max: 10_000 }) }),
    });
    fc.assert(
      fc.property(fc.array(anyFact), fc.integer({ min: 1, max: 10_000 }), (facts, total) => {
        const status = paymentStatusOf(total, facts);
        expect(paymentStatusOf(total, [...facts].reverse())).toBe(status);
        expect(
          paymentStatusOf(
            total,
            facts.filter((each) => each.status === "succeeded"),
          ),
        ).toBe(status);
      }),
    );
  });
});

describe("the schedule of asking again", () => {
  it("starts after five seconds, slows down, and ends", () => {
    const asked = new Date(1_000_000);
    const later = (ms: number) => new Date(asked.getTime() + ms);
    expect(nextCheckAt(asked, asked)).toEqual(later(5_000));
    expect(nextCheckAt(later(5_000), asked)).toEqual(later(15_000));
    expect(nextCheckAt(later(400_000), asked)).toEqual(later(3_600_000));
    expect([...CHECKS_AT_MS].sort((a, b) => a - b)).toEqual(CHECKS_AT_MS);
    expect(nextCheckAt(later(CHECKS_AT_MS.at(-1) ?? 0), asked)).toBeNull();
  });
});
