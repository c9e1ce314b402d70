import { describe, expect, it } from "vitest";
import {
  brandOf,
  codeProblem,
  expiryProblem,
  formatExpiry,
  formatNumber,
  numberProblem,
  readExpiry,
} from "./assets/card-entry.js";

describe("card numbers", () => {
  it.each([
    ["4242424242424242", "4242 4242 4242 4242", "visa"],
    ["378282246310005", "3782 822463 10005", "amex"],
    ["30569309025904", "3056 930902 5904", "diners"],
    ["2223000010479399", "2223 0000 1047 9399", "mastercard"],
    ["42-42 4", "4242 4", "visa"],
    ["", "", "unknown"],
  ])("writes %s as %s", (typed, shown, brand) => {
    expect(formatNumber(typed)).toBe(shown);
    expect(brandOf(typed)).toBe(brand);
  });

  it("judges length and check digit", () => {
    expect(numberProblem("")).toBe("number_missing");
    expect(numberProblem("4242 4242 4242 4242")).toBeNull();
    expect(numberProblem("4242 4242 4242 4241")).toBe("number_wrong");
    expect(numberProblem("4242")).toBe("number_wrong");
    expect(numberProblem("3782 822463 10005")).toBeNull();
  });
});

describe("expiry dates", () => {
  it.each([
    ["6", "06 / "],
    ["1", "1"],
    ["12", "12 / "],
    ["0630", "06 / 30"],
    ["06/2030", "06 / 30"],
    ["6/30", "06 / 30"],
    ["12 / 3", "12 / 3"],
  ])("writes %s as %s", (typed, shown) => {
    expect(formatExpiry(typed)).toBe(shown);
  });

  it("lets the month be deleted", () => {
    expect(formatExpiry("12", true)).toBe("12");
  });

  it("judges the month and the past", () => {
    const today = new Date(2026, 10, 20);
    expect(expiryProblem("", today)).toBe("expiry_missing");
    expect(expiryProblem("11 / 26", today)).toBeNull();
    expect(expiryProblem("10 / 26", today)).toBe("expiry_past");
    expect(expiryProblem("13 / 30", today)).toBe("expiry_wrong");
    expect(expiryProblem("11 / 2", today)).toBe("expiry_wrong");
    expect(readExpiry("06 / 30")).toEqual({ month: 6, year: 2030 });
  });
});

describe("security codes", () => {
  it("has three digits, four on American Express", () => {
    expect(codeProblem("", "visa")).toBe("code_missing");
    expect(codeProblem("123", "visa")).toBeNull();
    expect(codeProblem("1234", "visa")).toBe("code_wrong");
    expect(codeProblem("1234", "amex")).toBeNull();
    expect(codeProblem("12", "amex")).toBe("code_wrong");
  });
});
