import { describe, expect, it } from "vitest";
import type { CurrencyCode } from "./money";
import { readAmount } from "./read-amount";

describe("an amount that somebody types", () => {
  it.each([
    ["65", "EUR", 6500],
    ["65.00", "EUR", 6500],
    [" 65,5 ", "EUR", 6550],
    ["0.01", "USD", 1],
    ["6500", "JPY", 6500],
    ["1.234", "KWD", 1234],
    ["999999999999", "EUR", 99_999_999_999_900],
  ])("%s %s is read in minor units", (text, currency, minor) => {
    expect(readAmount(text, currency as CurrencyCode)).toBe(minor);
  });

  it.each([
    ["", "EUR"],
    ["-5", "EUR"],
    ["1.000", "EUR"],
    ["1,000.00", "EUR"],
    ["65.0", "JPY"],
    ["6e3", "EUR"],
    ["€65", "EUR"],
    ["9999999999999", "EUR"],
  ])("'%s' %s is none", (text, currency) => {
    expect(readAmount(text, currency as CurrencyCode)).toBeNull();
  });
});
