import { describe, expect, it } from "vitest";
import { findCardByNumber, findCardByToken, passesLuhn, TEST_CARDS } from "./cards";
import { checkAmount, checkCurrency, decimalsOf, formatAmount } from "./currencies";

describe("the test cards", () => {
  it("have numbers that could be real, and each number and token once", () => {
    for (const { number } of TEST_CARDS) expect(passesLuhn(number)).toBe(true);
    const numbers = TEST_CARDS.map(({ number }) => number);
    const tokens = TEST_CARDS.flatMap((card) => card.tokens);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it("are found by number and by token", () => {
    expect(findCardByToken("pm_card_visa")?.number).toBe("4242424242424242");
    expect(findCardByToken("tok_mastercard")?.brand).toBe("mastercard");
    expect(findCardByToken("pm_card_nothing")).toBeNull();
    expect(findCardByNumber("4000000000009995")?.decline?.declineCode).toBe("insufficient_funds");
    expect(findCardByNumber("4111111111111111")).toBeNull();
  });
});

describe("amounts", () => {
  it.each([
    [49, "usd", "amount_too_small"],
    [29, "gbp", "amount_too_small"],
    [49, "jpy", "amount_too_small"],
    [100_000_000, "usd", "amount_too_large"],
  ])("refuses %i %s", (amount, currency, code) => {
    expect(() => checkAmount(amount, currency)).toThrow(
      expect.objectContaining({ body: expect.objectContaining({ code, param: "amount" }) }),
    );
  });

  it.each([
    [50, "usd"],
    [30, "gbp"],
    [99_999_999, "eur"],
    [5120, "kwd"],
    [500, "isk"],
  ])("takes %i %s", (amount, currency) => {
    expect(() => checkAmount(amount, currency)).not.toThrow();
  });

  it.each([
    [5124, "kwd"],
    [550, "isk"],
    [150, "ugx"],
  ])("refuses the last digits of %i %s", (amount, currency) => {
    expect(() => checkAmount(amount, currency)).toThrow("must be divisible by");
  });

  it("knows decimals and currencies", () => {
    expect([decimalsOf("jpy"), decimalsOf("eur"), decimalsOf("kwd")]).toEqual([0, 2, 3]);
    expect(checkCurrency("EUR")).toBe("eur");
    expect(() => checkCurrency("xyz")).toThrow("Invalid currency: xyz");
    expect(formatAmount(50, "usd")).toBe("$0.50");
  });
});
