import { describe, expect, it } from "vitest";
import type { CurrencyCode, Money } from "../money/money";
import { fromProviderAmount, refuseAmountBy, toProviderAmount } from "./amount-rules";
import { CHECKOUT_COM_AMOUNTS } from "./checkout-com/amounts";
import { EXTERNAL_AMOUNTS } from "./external/amounts";
import { STRIPE_AMOUNTS } from "./stripe/amounts";

const money = (amountMinor: number, currency: string): Money => ({
  amountMinor,
  currency: currency as CurrencyCode,
});

describe("Stripe's amounts", () => {
  it.each([
    [money(50, "EUR"), null],
    [money(49, "EUR"), { code: "amount_too_small", minimumMinor: 50 }],
    [money(0, "EUR"), { code: "amount_too_small", minimumMinor: 50 }],
    [money(-100, "EUR"), { code: "amount_too_small", minimumMinor: 50 }],
    [money(99_999_999, "EUR"), null],
    [money(100_000_000, "EUR"), { code: "amount_too_large", maximumMinor: 99_999_999 }],
    [money(50, "JPY"), null],
    [money(49, "JPY"), { code: "amount_too_small", minimumMinor: 50 }],
    [money(1250, "KWD"), null],
    [money(1251, "KWD"), { code: "amount_off_grain", grainMinor: 10 }],
    [money(1, "KWD"), { code: "amount_too_small", minimumMinor: 10 }],
    [money(99_999_999, "KWD"), { code: "amount_too_large", maximumMinor: 99_999_990 }],
    [money(999_999, "ISK"), null],
    [money(1_000_000, "ISK"), { code: "amount_too_large", maximumMinor: 999_999 }],
    [money(150, "MGA"), { code: "amount_off_grain", grainMinor: 100 }],
  ])("answers for %o", (amount, refusal) => {
    expect(refuseAmountBy(STRIPE_AMOUNTS, amount)).toEqual(refusal);
  });

  it.each([
    [money(6500, "EUR"), 6500],
    [money(6500, "JPY"), 6500],
    [money(1250, "KWD"), 1250],
    [money(500, "ISK"), 50_000],
    [money(500, "UGX"), 50_000],
    [money(500, "MGA"), 5],
  ])("sends %o as %d and reads it back", (amount, sent) => {
    expect(toProviderAmount(STRIPE_AMOUNTS, amount)).toBe(sent);
    expect(fromProviderAmount(STRIPE_AMOUNTS, sent, amount.currency)).toEqual(amount);
  });

  it("never rounds what it reads", () => {
    expect(fromProviderAmount(STRIPE_AMOUNTS, 50_050, "ISK" as CurrencyCode)).toBeNull();
  });

  it("never rounds what it sends", () => {
    expect(() => toProviderAmount(STRIPE_AMOUNTS, money(150, "MGA"))).toThrow("150");
  });
});

describe("Checkout.com's amounts", () => {
  it.each([
    [money(1, "EUR"), null],
    [money(0, "EUR"), { code: "amount_too_small", minimumMinor: 1 }],
    [money(9_999_999_999, "EUR"), null],
    [money(10_000_000_000, "EUR"), { code: "amount_too_large", maximumMinor: 9_999_999_999 }],
    [money(5, "KWD"), { code: "amount_too_small", minimumMinor: 10 }],
    [money(1255, "KWD"), { code: "amount_off_grain", grainMinor: 10 }],
    [money(1, "CLP"), null],
  ])("answers for %o", (amount, refusal) => {
    expect(refuseAmountBy(CHECKOUT_COM_AMOUNTS, amount)).toEqual(refusal);
  });

  it("sends Chilean pesos with two zeros, and krónur as they are", () => {
    expect(toProviderAmount(CHECKOUT_COM_AMOUNTS, money(500, "CLP"))).toBe(50_000);
    expect(toProviderAmount(CHECKOUT_COM_AMOUNTS, money(500, "ISK"))).toBe(500);
  });
});

describe("an external gateway's amounts", () => {
  it("are the currency's own minor units, from one to the largest", () => {
    for (const amount of [money(1, "KWD"), money(Number.MAX_SAFE_INTEGER, "EUR")]) {
      expect(refuseAmountBy(EXTERNAL_AMOUNTS, amount)).toBeNull();
      expect(toProviderAmount(EXTERNAL_AMOUNTS, amount)).toBe(amount.amountMinor);
    }
  });
});
