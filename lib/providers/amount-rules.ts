/**
 * How a provider writes amounts, as a table, and what follows from it. Ours are in the currency's
 * own minor units (ISO 4217); where a provider's exponent differs, the table says so. Nothing
 * rounds.
 */
import { exponentOf } from "../money/currency";
import type { CurrencyCode, Money } from "../money/money";
import type { AmountRefusal } from "./provider";

export type AmountRules = {
  /** Decimals at the provider, where they are not the currency's own. */
  exponents: Readonly<Record<string, number>>;
  /** The step of amounts at the provider, where it is not 1, in its units. */
  grains: Readonly<Record<string, number>>;
  /** In the provider's units; the smallest step of the currency where none is named. */
  minimums: Readonly<Record<string, number>>;
  /** In the provider's units. */
  maximum: number;
};

/** Null when the amount can be sent as it is. The limits named are in our minor units. */
export function refuseAmountBy(rules: AmountRules, money: Money): AmountRefusal | null {
  const { amountMinor, currency } = money;
  const grainMinor = grainMinorOf(rules, currency);
  const floor = Math.ceil(toOurs(rules, currency, rules.minimums[currency] ?? 1));
  const minimumMinor = Math.ceil(Math.max(floor, 1) / grainMinor) * grainMinor;
  if (amountMinor < minimumMinor) return { code: "amount_too_small", minimumMinor };
  const ceiling = Math.floor(toOurs(rules, currency, rules.maximum));
  const maximumMinor =
    Math.floor(Math.min(ceiling, Number.MAX_SAFE_INTEGER) / grainMinor) * grainMinor;
  if (amountMinor > maximumMinor) return { code: "amount_too_large", maximumMinor };
  return amountMinor % grainMinor === 0 ? null : { code: "amount_off_grain", grainMinor };
}

/** Our minor units as the provider's. Only for amounts that were not refused; throws for others. */
export function toProviderAmount(rules: AmountRules, money: Money): number {
  const amount = money.amountMinor * factorOf(rules, money.currency);
  if (!Number.isSafeInteger(amount)) throw new Error(`Cannot send ${money.amountMinor} as it is.`);
  return amount;
}

/** The provider's units as ours. Null when they have no whole number of our units. */
export function fromProviderAmount(
  rules: AmountRules,
  amount: number,
  currency: CurrencyCode,
): Money | null {
  const amountMinor = Math.round(toOurs(rules, currency, amount));
  const isExact = amountMinor * factorOf(rules, currency) === amount;
  return isExact ? { amountMinor, currency } : null;
}

const factorOf = (rules: AmountRules, currency: CurrencyCode): number =>
  10 ** ((rules.exponents[currency] ?? exponentOf(currency)) - exponentOf(currency));

const toOurs = (rules: AmountRules, currency: CurrencyCode, amount: number): number =>
  amount / factorOf(rules, currency);

function grainMinorOf(rules: AmountRules, currency: CurrencyCode): number {
  return Math.max(1, Math.round(toOurs(rules, currency, rules.grains[currency] ?? 1)));
}
