import { describe, expect, it } from "vitest";
import { decimalOf, exponentOf, formatMoney, parseCurrency } from "./currency";
import type { CurrencyCode, Money } from "./money";

const money = (amountMinor: number, currency: string): Money => ({
  amountMinor,
  currency: currency as CurrencyCode,
});

describe("currency", () => {
  it("knows the decimals of yen, euro and dinar", () => {
    expect(["JPY", "EUR", "KWD"].map((code) => exponentOf(code as CurrencyCode))).toEqual([
      0, 2, 3,
    ]);
  });

  it("accepts any case and refuses what is no currency", () => {
    expect(parseCurrency("eur")).toBe("EUR");
    expect(parseCurrency("EURO")).toBeNull();
    expect(parseCurrency("XAU")).toBeNull();
    expect(parseCurrency("")).toBeNull();
  });

  it("throws for an unknown code, which is a bug", () => {
    expect(() => exponentOf("ABC" as CurrencyCode)).toThrow("ABC");
  });
});

describe("decimalOf", () => {
  it.each([
    [money(1, "EUR"), "0.01"],
    [money(0, "EUR"), "0.00"],
    [money(6500, "JPY"), "6500"],
    [money(1, "KWD"), "0.001"],
    [money(-5, "USD"), "-0.05"],
    [money(Number.MAX_SAFE_INTEGER, "EUR"), "90071992547409.91"],
  ])("writes %o exactly", (amount, expected) => {
    expect(decimalOf(amount)).toBe(expected);
  });
});

describe("formatMoney", () => {
  it.each([
    [money(6500, "EUR"), "€65.00"],
    [money(1, "EUR"), "€0.01"],
    [money(6500, "JPY"), "¥6,500"],
    [money(1, "JPY"), "¥1"],
    [money(1250, "KWD"), "KWD\u00a01.250"],
    [money(-100, "EUR"), "\u2212€1.00"],
    [money(Number.MAX_SAFE_INTEGER, "USD"), "$90,071,992,547,409.91"],
  ])("writes %o for English readers", (amount, expected) => {
    expect(formatMoney(amount, "en")).toBe(expected);
  });

  it("follows the reader's locale but keeps the currency's decimals", () => {
    expect(formatMoney(money(6500, "EUR"), "de")).toBe("65,00\u00a0€");
    expect(formatMoney(money(123456, "ISK"), "de")).toBe("123.456\u00a0ISK");
  });
});
