import { describe, expect, it } from "vitest";
import { compareBooks, type Sums } from "./compare-books";

const sums = (given: Partial<Sums>): Sums => ({
  authorization: 0,
  capture: 0,
  void: 0,
  refund: 0,
  ...given,
});
const ours = (given: Partial<Sums>) => [{ orderId: "order-1", currency: "EUR", sums: sums(given) }];
const theirs = (given: Partial<Sums>, currency = "EUR") => [
  { text: "order-1", currency, sums: sums(given) },
];

describe("their book beside ours", () => {
  it("agrees on what is held, captured and given back", () => {
    const each: Partial<Sums>[] = [
      { authorization: 6500 },
      { authorization: 6500, void: 6500 },
      { authorization: 6500, capture: 6500, refund: 500 },
    ];
    for (const same of each) {
      expect(compareBooks(ours(same), theirs(same))[0]?.isSame).toBe(true);
    }
  });

  it("differs where their answer was lost, and where they have nothing", () => {
    const [lost] = compareBooks(ours({}), theirs({ authorization: 11_840 }));
    expect(lost).toMatchObject({ isSame: false, ours: { amountMinor: 0 } });
    expect(lost?.theirs?.amountMinor).toBe(11_840);
    expect(compareBooks(ours({ authorization: 100 }), [])[0]?.isSame).toBe(false);
  });

  it("differs by one minor unit, by a refund alone, and by the currency", () => {
    const paid = { authorization: 6500, capture: 6500 };
    expect(compareBooks(ours(paid), theirs({ ...paid, capture: 6499 }))[0]?.isSame).toBe(false);
    const [refunded] = compareBooks(ours(paid), theirs({ ...paid, refund: 1 }));
    expect(refunded?.isSame).toBe(false);
    const [foreign] = compareBooks(ours(paid), theirs(paid, "USD"));
    expect(foreign).toMatchObject({ isSame: false, theirs: null });
  });

  it("lets a provider keep or release what a capture leaves of the hold", () => {
    const kept = { authorization: 6500, capture: 4000 };
    expect(compareBooks(ours(kept), theirs({ ...kept, void: 2500 }))[0]?.isSame).toBe(true);
  });
});
