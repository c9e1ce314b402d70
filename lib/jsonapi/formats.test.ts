import { describe, expect, it } from "vitest";
import { formattedOf, isoOf, majorOf } from "./formats";

describe("amounts", () => {
  it.each([
    [6500, "EUR", 65, "€65,00"],
    [123456789, "EUR", 1234567.89, "€1.234.567,89"],
    [5, "EUR", 0.05, "€0,05"],
    [123456, "USD", 1234.56, "$1,234.56"],
    [-650, "USD", -6.5, "-$6.50"],
    [2300, "JPY", 2300, "¥2,300"],
    [0, "JPY", 0, "¥0"],
    [5120, "KWD", 5.12, "KWD5.120"],
    [9007199254740991, "EUR", 90071992547409.91, "€90.071.992.547.409,91"],
  ])("%i %s is %d and %s", (minor, currency, major, formatted) => {
    expect(majorOf(minor, currency)).toBe(major);
    expect(formattedOf(minor, currency)).toBe(formatted);
  });
});

describe("times", () => {
  it("are written with milliseconds and Z", () => {
    expect(isoOf("2018-01-01T13:00:00+01:00")).toBe("2018-01-01T12:00:00.000Z");
    expect(isoOf(null)).toBeNull();
  });
});
