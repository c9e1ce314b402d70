/** Amounts: what Stripe takes in which currency. Data, so that a correction is one line. */
import { invalidParameter } from "./errors";

const ZERO_DECIMAL = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "),
);
/** Thousandths whose last digit must be 0. */
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));
/** Whole units only, but written with two decimals: ISK 5 is 500. */
const WHOLE_UNITS = new Set("isk ugx".split(" "));

/** The smallest charge, in minor units. Currencies without a line take 1. */
const MINIMUM: Record<string, number> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};

/** Eight digits in every currency. */
const MAXIMUM = 99_999_999;

const SUPPORTED = new Set(
  Intl.supportedValuesOf("currency").map((currency) => currency.toLowerCase()),
);

export function decimalsOf(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** "50" of usd → "$0.50", as Stripe's messages write it. */
export function formatAmount(amountMinor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amountMinor / 10 ** decimals);
}

/** Lower case; throws Stripe's 400 for a currency that does not exist. */
export function checkCurrency(given: string): string {
  const currency = given.toLowerCase();
  if (SUPPORTED.has(currency)) return currency;
  const message = [
    `Invalid currency: ${given}. Stripe currently supports these currencies:`,
    `${[...SUPPORTED].join(", ")}`,
  ].join(" ");
  throw invalidParameter("currency", message);
}

/** Throws Stripe's 400 for an amount that the currency does not allow. */
export function checkAmount(amountMinor: number, currency: string): void {
  if (amountMinor > MAXIMUM) {
    const message = `Amount must be no more than ${formatAmount(MAXIMUM, currency)}`;
    throw invalidParameter("amount", message, "amount_too_large");
  }
  const minimum = MINIMUM[currency] ?? 1;
  if (amountMinor < minimum) {
    const message = `Amount must be at least ${formatAmount(minimum, currency)} ${currency}`;
    throw invalidParameter("amount", message, "amount_too_small");
  }
  checkGrain(amountMinor, currency, "amount");
}

/** The last digits that a currency must not use; for captures and refunds as well. */
export function checkGrain(amountMinor: number, currency: string, param: string): void {
  const grain = THREE_DECIMAL.has(currency) ? 10 : WHOLE_UNITS.has(currency) ? 100 : 1;
  if (amountMinor % grain === 0) return;
  const message = [
    `Invalid amount: ${amountMinor}. Amounts in ${currency.toUpperCase()} must`,
    `be divisible by ${grain}.`,
  ].join(" ");
  throw invalidParameter(param, message);
}
