import type { Branded } from "../ids";

/** ISO 4217, upper case. */
export type CurrencyCode = Branded<string, "CurrencyCode">;

/** A whole number of minor units. The exponent belongs to the currency, never to the amount. */
export type Money = { readonly amountMinor: number; readonly currency: CurrencyCode };

export const isSameMoney = (a: Money, b: Money): boolean =>
  a.amountMinor === b.amountMinor && a.currency === b.currency;
