import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CurrencyCode, Money } from "../money/money";
import {
  comparePayment,
  type Difference,
  type Movement,
  type OwnTransaction,
} from "./compare-payment";

const EUR = "EUR" as CurrencyCode;
const money = (amountMinor: number): Money => ({ amountMinor, currency: EUR });
const RUN_AT = new Date("2026-11-21T12:00:00Z");
const EARLIER = new Date("2026-11-21T09:00:00Z");

const ours = (given: Partial<OwnTransaction> & Pick<OwnTransaction, "kind">): OwnTransaction => ({
  id: `t-${given.kind}`,
  status: "succeeded",
  reference: null,
  amount: money(6500),
  requestedAt: EARLIER,
  settledAt: EARLIER,
  ...given,
});
const theirs = (given: Partial<Movement> & Pick<Movement, "kind">): Movement => ({
  status: "succeeded",
  reference: null,
  amount: money(6500),
  at: EARLIER,
  ...given,
});
const open = { settledAt: null } as const;

/** What a difference is about, in one word. */
const nameOf = (difference: Difference): string => {
  switch (difference.kind) {
    case "missing_here":
      return `missing_here ${difference.movement.reference}`;
    case "missing_there":
      return `missing_there ${difference.transaction.id}`;
    case "amount_differs":
      return `amount_differs ${difference.transaction.id}`;
  }
};
const compared = (left: readonly Movement[], right: readonly OwnTransaction[]) => {
  const { differences, ...counts } = comparePayment(left, right, RUN_AT);
  return { ...counts, differences: differences.map(nameOf) };
};

/** A payment that both sides know in full: an authorization, perhaps a capture, perhaps refunds. */
const settledPayment = fc
  .record({
    amountMinor: fc.integer({ min: 100, max: 1_000_000 }),
    end: fc.constantFrom("held", "captured", "voided"),
    refundsMinor: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 5 }),
    named: fc.boolean(),
  })
  .map(({ amountMinor, end, refundsMinor, named }) => [
    { kind: "authorization" as const, amountMinor, reference: "auth" },
    ...(end === "captured"
      ? [{ kind: "capture" as const, amountMinor, reference: named ? "cap" : null }]
      : []),
    ...(end === "voided" ? [{ kind: "void" as const, amountMinor, reference: null }] : []),
    ...(end === "captured"
      ? refundsMinor.map((minor, i) => ({
          kind: "refund" as const,
          amountMinor: minor,
          reference: `re_${i}`,
        }))
      : []),
  ]);
const FATES = ["kept", "dropped_here", "dropped_there", "changed"] as const;

describe("comparing a payment", () => {
  it("reports exactly what was dropped or changed on either side", () => {
    const cases = settledPayment.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        fates: fc.tuple(...facts.map(() => fc.constantFrom(...FATES))),
      }),
    );
    fc.assert(
      fc.property(cases, ({ facts, fates }) => {
        const each = facts.map((fact, i) => ({ ...fact, id: `t${i}`, fate: fates[i] }));
        const right = each
          .filter(({ fate }) => fate !== "dropped_here")
          .map(({ id, kind, reference, amountMinor }) =>
            ours({ id, kind, reference, amount: money(amountMinor) }),
          );
        const left = each
          .filter(({ fate }) => fate !== "dropped_there")
          .map(({ kind, reference, amountMinor, fate }) =>
            theirs({ kind, reference, amount: money(amountMinor + (fate === "changed" ? 1 : 0)) }),
          );
        const expected = each.flatMap(({ fate, id, reference }) => {
          if (fate === "dropped_here") return [`missing_here ${reference}`];
          if (fate === "dropped_there") return [`missing_there ${id}`];
          return fate === "changed" ? [`amount_differs ${id}`] : [];
        });
        const { differences, matchedCount, unsettledCount } = compared(left, right);
        expect([...differences].sort()).toEqual([...expected].sort());
        expect(matchedCount).toBe(each.filter(({ fate }) => fate === "kept").length);
        expect(unsettledCount).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("reports the same in whatever order either side lists", () => {
    const shuffled = settledPayment.chain((facts) =>
      fc.record({
        left: fc.shuffledSubarray(facts, { minLength: facts.length }),
        right: fc.shuffledSubarray(facts, { minLength: facts.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ left, right }) => {
        const result = compared(
          left.map(({ amountMinor, ...rest }) => theirs({ ...rest, amount: money(amountMinor) })),
          right.map(({ amountMinor, ...rest }, i) =>
            ours({ ...rest, id: `t${i}`, amount: money(amountMinor) }),
          ),
        );
        expect(result).toEqual({ matchedCount: left.length, unsettledCount: 0, differences: [] });
      }),
    );
  });

  it.each(["requested", "action_required", "pending", "indeterminate"] as const)(
    "counts a capture that is %s as unsettled, whether the provider has it or not",
    (status) => {
      const capture = ours({ kind: "capture", status, amount: money(4000), ...open });
      const none = { matchedCount: 0, unsettledCount: 1, differences: [] };
      expect(compared([], [capture])).toEqual(none);
      const done = theirs({ kind: "capture", reference: "act_1", amount: money(3999) });
      expect(compared([done], [capture])).toEqual(none);
    },
  );

  it.each(["declined", "failed"] as const)("takes what %s for nothing that moved", (status) => {
    const declined = ours({ kind: "refund", status });
    expect(compared([], [declined]).differences).toEqual([]);
    const refund = theirs({ kind: "refund", reference: "re_1" });
    expect(compared([refund], [declined]).differences).toEqual(["missing_here re_1"]);
  });

  it("misses nothing that was settled after the provider was asked", () => {
    const young = ours({ kind: "capture", settledAt: RUN_AT });
    expect(compared([], [young])).toEqual({
      matchedCount: 0,
      unsettledCount: 1,
      differences: [],
    });
  });

  it("counts as unsettled what the provider has not decided", () => {
    const refund = theirs({ kind: "refund", reference: "re_1", status: "pending" });
    const unsettled = { matchedCount: 0, unsettledCount: 1, differences: [] };
    expect(compared([refund], [])).toEqual(unsettled);
    expect(compared([refund], [ours({ kind: "refund", reference: "re_1" })])).toEqual(unsettled);
  });

  it("takes two refunds of one amount for two", () => {
    const [first, second] = ["re_1", "re_2"].map((reference) =>
      theirs({ kind: "refund", reference, amount: money(100) }),
    );
    const known = ours({ kind: "refund", reference: "re_2", amount: money(100) });
    expect(
      compared(
        [first, second].flatMap((one) => one ?? []),
        [known],
      ),
    ).toEqual({
      matchedCount: 1,
      unsettledCount: 0,
      differences: ["missing_here re_1"],
    });
  });

  it("does not take another currency for the same money", () => {
    const yen = { amountMinor: 6500, currency: "JPY" as CurrencyCode };
    const capture = ours({ kind: "capture", amount: yen });
    expect(compared([theirs({ kind: "capture" })], [capture]).differences).toEqual([
      "amount_differs t-capture",
    ]);
  });

  it("knows a payment's one authorization by whatever name", () => {
    const held = theirs({ kind: "authorization", reference: "ch_1" });
    const own = ours({ kind: "authorization", reference: "ch_other" });
    expect(compared([held], [own]).matchedCount).toBe(1);
  });
});
