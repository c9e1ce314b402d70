import { describe, expect, it } from "vitest";
import type { CurrencyCode } from "./money";
import { minorOf } from "./typed-amount";

const typed = (text: string, currency: string) => minorOf(text, currency as CurrencyCode);

describe("an amount that was typed", () => {
  it.each([
    ["12", "EUR", 1200],
    ["12.5", "EUR", 1250],
    ["12,05", "EUR", 1205],
    ["0", "EUR", 0],
    ["1200", "JPY", 1200],
    ["1.234", "KWD", 1234],
  ])("is %s %s in minor units", (text, currency, expected) => {
    expect(typed(text, currency)).toBe(expected);
  });
  it.each([
    ["", "EUR"],
    ["-1", "EUR"],
    ["1.234", "EUR"],
    ["12.5", "JPY"],
    ["1,200.00", "EUR"],
    ["€12", "EUR"],
    ["1234567890123", "EUR"],
  ])("is none where %s %s is typed: nothing is rounded or guessed", (text, currency) => {
    expect(typed(text, currency)).toBeNull();
  });
});
