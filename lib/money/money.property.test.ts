import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withAmounts } from "../jsonapi/order-rows";
import { totalsOf } from "../orders/totals";
import { fromProviderAmount, refuseAmountBy, toProviderAmount } from "../providers/amount-rules";
import { CHECKOUT_COM_AMOUNTS } from "../providers/checkout-com/amounts";
import { EXTERNAL_AMOUNTS } from "../providers/external/amounts";
import type { AmountRefusal } from "../providers/provider";
import { STRIPE_AMOUNTS } from "../providers/stripe/amounts";
import { decimalOf, exponentOf } from "./currency";
import type { CurrencyCode } from "./money";

// Without decimals, with two and with three; and those that a provider writes differently.
const CURRENCIES = ["JPY", "EUR", "KWD", "ISK", "UGX", "MGA", "CLP"] as CurrencyCode[];
const currency = fc.constantFrom(...CURRENCIES);
const amountMinor = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 100_000 }),
  fc.maxSafeNat(),
);

const carts = fc.record({
  lines: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 999 }),
      unitMinor: fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 99_999_999 })),
    }),
    { maxLength: 20 },
  ),
  delivery: fc.option(
    fc.record({
      priceMinor: fc.integer({ min: 0, max: 1_000_000 }),
      freeOverMinor: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
    }),
  ),
  taxRate: fc.constantFrom(0, 0.05, 0.077, 0.1, 0.19, 0.2, 0.255),
  taxIncluded: fc.boolean(),
  feeMinor: fc.constantFrom(0, 1, 150, 99_999),
  freightTaxable: fc.boolean(),
  feeTaxable: fc.boolean(),
});

describe("the amounts of any cart", () => {
  it("are whole, never negative, and add up to the total", () => {
    fc.assert(
      fc.property(carts, (cart) => {
        const totals = totalsOf(cart);
        for (const amount of Object.values(totals)) {
          expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
        }
        const added = cart.taxIncluded ? 0 : totals.taxMinor;
        const { subtotalMinor, shippingMinor, paymentMethodMinor, totalMinor } = totals;
        expect(subtotalMinor + shippingMinor + paymentMethodMinor + added).toBe(totalMinor);
        expect(paymentMethodMinor).toBe(subtotalMinor + shippingMinor > 0 ? cart.feeMinor : 0);
      }),
    );
  });

  it("share their tax out to the last minor unit, and none to what costs nothing", () => {
    fc.assert(
      fc.property(carts, (cart) => {
        const totals = totalsOf(cart);
        const row = withAmounts({
          subtotal_minor: totals.subtotalMinor,
          shipping_minor: totals.shippingMinor,
          payment_method_minor: totals.paymentMethodMinor,
          attributes: {
            freight_taxable: cart.freightTaxable,
            payment_method_taxable: cart.feeTaxable,
          },
          tax_minor: totals.taxMinor,
          total_minor: totals.totalMinor,
          tax_included: cart.taxIncluded,
        });
        const of = (name: string) => Number(row[name]);
        const parts = ["subtotal", "shipping", "payment_method"] as const;
        const taxes = parts.map((part) => of(`${part}_tax_minor`));
        expect(Math.min(...taxes)).toBeGreaterThanOrEqual(0);
        expect(taxes.reduce((sum, tax) => sum + tax)).toBe(totals.taxMinor);
        for (const part of parts) {
          expect(of(`${part}_taxable_minor`)).toBeGreaterThanOrEqual(0);
          if (of(`${part}_minor`) === 0) expect(of(`${part}_tax_minor`)).toBe(0);
        }
        const taxable = parts.map((part) => of(`${part}_taxable_minor`));
        expect(taxable.reduce((sum, each) => sum + each)).toBe(of("total_taxable_minor"));
      }),
      { numRuns: 500 },
    );
  });
});

function limitOf(refusal: AmountRefusal, amount: number): number {
  switch (refusal.code) {
    case "amount_too_small":
      return refusal.minimumMinor;
    case "amount_too_large":
      return refusal.maximumMinor;
    case "amount_off_grain":
      return amount - (amount % refusal.grainMinor);
    case "currency_unsupported":
      throw new Error("Each of these currencies is charged by somebody.");
  }
}

describe("any amount of any currency", () => {
  it("is written with the currency's decimals, and none of it is lost", () => {
    fc.assert(
      fc.property(currency, amountMinor, (code, amount) => {
        const text = decimalOf({ amountMinor: amount, currency: code });
        const [whole = "", decimals = ""] = text.split(".");
        expect(whole).toMatch(/^\d+$/);
        expect(decimals).toHaveLength(exponentOf(code));
        expect(BigInt(whole + decimals)).toBe(BigInt(amount));
      }),
    );
  });

  it("is refused by a provider, or sent and read back as the same", () => {
    const rules = fc.constantFrom(STRIPE_AMOUNTS, CHECKOUT_COM_AMOUNTS, EXTERNAL_AMOUNTS);
    let sent = 0;
    fc.assert(
      fc.property(rules, currency, amountMinor, (table, code, amount) => {
        const money = { amountMinor: amount, currency: code };
        const refusal = refuseAmountBy(table, money);
        if (refusal === null) {
          sent += 1;
          expect(fromProviderAmount(table, toProviderAmount(table, money), code)).toEqual(money);
          return;
        }
        // The limit that a refusal names is one that would have been taken.
        const next = limitOf(refusal, amount);
        expect(refuseAmountBy(table, { amountMinor: next, currency: code })).toBeNull();
      }),
      { numRuns: 500 },
    );
    expect(sent).toBeGreaterThan(0);
  });
});
