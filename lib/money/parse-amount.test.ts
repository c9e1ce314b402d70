import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CurrencyCode } from "./money";
import { amountText, parseAmount } from "./parse-amount";

const parse = (text: string, currency: string) => {
  const parsed = parseAmount(text, currency as CurrencyCode);
  return parsed.ok ? parsed.value : parsed.error;
};

describe("an amount that a person typed", () => {
  it.each([
    ["23", "EUR", 2300],
    ["23.00", "EUR", 2300],
    ["23,00", "EUR", 2300],
    ["23,5", "EUR", 2350],
    [" 1 234,50 ", "EUR", 123450],
    ["1,234.50", "EUR", 123450],
    ["1.234,50", "EUR", 123450],
    ["1,234,567", "EUR", 123456700],
    ["0.01", "EUR", 1],
    ["6500", "JPY", 6500],
    ["6,500", "JPY", 6500],
    ["1.250", "KWD", 1250],
    ["1,25", "KWD", 1250],
    ["1,234.500", "KWD", 1234500],
  ])("reads %s of %s", (text, currency, minor) => {
    expect(parse(text, currency)).toBe(minor);
  });

  it.each([
    ["", "EUR", "missing"],
    ["twenty", "EUR", "no_amount"],
    ["-5", "EUR", "no_amount"],
    ["5.", "EUR", "no_amount"],
    ["1e3", "EUR", "no_amount"],
    ["1,23,456.00", "EUR", "no_amount"],
    ["1.2,3", "EUR", "no_amount"],
    ["1,234", "EUR", "unclear"],
    ["23.4567", "EUR", "too_precise"],
    ["1,234.567", "EUR", "too_precise"],
    ["23.5", "JPY", "too_precise"],
    ["1.2345", "KWD", "too_precise"],
    ["0,00", "EUR", "zero"],
    ["99999999999999999", "EUR", "too_large"],
  ])("refuses %s of %s as %s", (text, currency, fault) => {
    expect(parse(text, currency)).toBe(fault);
  });

  it("reads what its own field is filled with, exactly", () => {
    const currency = fc.constantFrom("EUR", "JPY", "KWD");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), currency, (minor, code) => {
        expect(parse(amountText(minor, code as CurrencyCode), code)).toBe(minor);
      }),
    );
  });
});
