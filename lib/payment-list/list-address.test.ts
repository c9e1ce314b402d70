import { describe, expect, it } from "vitest";
import type { CurrencyCode } from "@/lib/money/money";
import { addressText, amountIn, readAddress, without } from "./list-address";
import { emptyFilter } from "./list-filter";
import { dayAt, startOfDay } from "./shop-days";

const SHOP = {
  now: new Date("2026-11-20T22:30:00Z"),
  timeZone: "Europe/Berlin",
  mode: "test",
} as const;
const read = (query: Record<string, string | string[]>) => readAddress(query, SHOP);

describe("the address of the list", () => {
  it("says nothing of the whole list", () => {
    const { filter, sort, problems, address } = read({ older: "1.a", unknown: "x", q: "  " });
    expect(filter).toEqual(emptyFilter("test"));
    expect([sort, problems, addressText(address)]).toEqual(["newest", [], ""]);
  });

  it("is written in one order, whatever order it came in", () => {
    const { address } = read({ state: "paid", q: " Mara ", sort: "oldest", attention: "1" });
    expect(addressText(address)).toBe("?q=Mara&state=paid&attention=1&sort=oldest");
    expect(addressText(without(address, "q", "sort"), { older: "1.a" })).toBe(
      "?state=paid&attention=1&older=1.a",
    );
  });

  it("counts days by the shop's clocks", () => {
    const { filter } = read({ period: "7", from: "2020-01-01" });
    // Half past eleven at night in Berlin: today and the six days before it.
    expect(filter.from).toEqual(new Date("2026-11-13T23:00:00Z"));
    expect(filter.until).toBeNull();
    const days = read({ from: "2026-03-29", to: "2026-03-29" }).filter;
    // The day on which the clocks were put forward has 23 hours.
    expect([days.from, days.until]).toEqual([
      new Date("2026-03-28T23:00:00Z"),
      new Date("2026-03-29T22:00:00Z"),
    ]);
  });

  it("reads amounts in their currency", () => {
    const { filter, problems } = read({ currency: "eur", min: "1,234.50", max: "2000" });
    expect([filter.currency, filter.minMinor, filter.maxMinor]).toEqual(["EUR", 123_450, 200_000]);
    expect(problems).toEqual([]);
  });

  it.each([
    [{ state: "lost" }, "There is no such state of a payment."],
    [{ decline: "because" }, "There is no such reason of a decline."],
    [{ gateway: "a b" }, "There is no such gateway."],
    [{ currency: "EURO" }, "There is no such currency."],
    [{ min: "12" }, "Choose the currency of the amount: amounts are compared within one."],
    [{ currency: "EUR", min: "1.234" }, "Enter the amount like 65.00."],
    [{ currency: "JPY", max: "12.5" }, "Enter the amount like 6500."],
    [{ currency: "EUR", min: "2", max: "1" }, "The largest amount is below the smallest."],
    [{ from: "2026-02-31" }, "Enter the first day like 2026-11-20."],
    [{ from: "2026-02-03", to: "2026-02-02" }, "The last day is before the first."],
    [{ period: "8" }, "The periods are today, 7, 30 and 90 days."],
    [{ refunded: "week" }, "Refunds are looked for by days: 7 or 30."],
    [{ sort: "odd" }, "There is no such order of the list."],
  ])("says what is wrong with %j, and goes without it", (query, text) => {
    const { problems, address } = read(query);
    expect(problems.map((problem) => problem.text)).toEqual([text]);
    expect(Object.keys(address)).not.toContain(problems[0]?.name);
  });

  it("takes the first of two words, no endless ones, and no character that no text can hold", () => {
    const { address } = read({ q: ["first", "second"] });
    expect(address.q).toBe("first");
    expect(read({ q: "x".repeat(5_000) }).address.q).toHaveLength(200);
    expect(read({ q: "a\0b" }).address.q).toBe("ab");
  });

  it("tells live and test apart where there are both", () => {
    const both = { ...SHOP, mode: null };
    expect(readAddress({}, both).filter.mode).toBe("live");
    expect(readAddress({ mode: "test" }, both).filter.mode).toBe("test");
    expect(read({ mode: "live" }).filter.mode).toBe("test");
    expect(read({ mode: "live" }).address).toEqual({});
  });
});

describe("an amount that somebody typed", () => {
  it.each([
    ["65", 6500],
    ["65.5", 6550],
    ["65,50", 6550],
    ["1 234", 123_400],
    ["1,234", 123_400],
    ["", null],
    ["-1", null],
    ["1e3", null],
    ["99999999999999", null],
  ])("%s", (text, minor) => expect(amountIn(text, "EUR" as CurrencyCode)).toBe(minor));
});

describe("a day of the shop", () => {
  it.each(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"])(
    "begins when the clocks of %s show it, all year round",
    (timeZone) => {
      for (let day = 0; day < 366; day++) {
        const text = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        const start = startOfDay(text, timeZone);
        if (start === null) throw new Error(text);
        expect(dayAt(start, timeZone)).toBe(text);
        expect(dayAt(new Date(start.getTime() - 1_000), timeZone)).not.toBe(text);
      }
    },
  );
});
