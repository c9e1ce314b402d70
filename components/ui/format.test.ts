import { describe, expect, it } from "vitest";
import { formatDateTime, formatDay, formatMoney, formatRate } from "./format";

describe("formatMoney", () => {
  it.each([
    [6500, "EUR", "€65.00"],
    [1, "EUR", "€0.01"],
    [0, "USD", "$0.00"],
    [2300, "JPY", "¥2,300"],
    [1, "JPY", "¥1"],
    [1230, "KWD", "KWD\u00a01.230"],
    [-1400, "EUR", "−€14.00"],
    [Number.MAX_SAFE_INTEGER, "USD", "$90,071,992,547,409.91"],
  ])("writes %d minor units of %s as %s", (amountMinor, currency, text) => {
    expect(formatMoney(amountMinor, currency)).toBe(text);
  });

  it("keeps the mark where the reader's locale puts it", () => {
    expect(formatMoney(6500, "EUR", "de")).toBe("65,00\u00a0€");
  });
});

describe("dates and rates", () => {
  const afternoon = new Date("2026-11-20T13:03:12Z");
  it("writes a moment in the shop's time zone", () => {
    expect(formatDateTime(afternoon, "Europe/Berlin")).toBe("20 November 2026, 14:03");
  });
  it("leaves the month out where the next day names it", () => {
    expect(formatDay(afternoon, { timeZone: "Europe/Berlin" })).toBe("Friday 20 November");
    expect(formatDay(afternoon, { timeZone: "Europe/Berlin", month: false })).toBe("Friday 20");
  });
  it("writes a rate as a percentage without useless zeros", () => {
    expect(formatRate(0.19)).toBe("19%");
    expect(formatRate(0.077)).toBe("7.7%");
  });
});
