import { describe, expect, it } from "vitest";
import { sumWords } from "./chosen-payments";

describe("what chosen payments come to", () => {
  it("is told by currency, never added together", () => {
    expect(
      sumWords([
        { id: "a", amountMinor: 20_000, currency: "EUR" },
        { id: "b", amountMinor: 3_100, currency: "USD" },
        { id: "c", amountMinor: 4_000, currency: "EUR" },
      ]),
    ).toBe("€240.00 and $31.00");
  });
});
