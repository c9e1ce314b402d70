import type { CurrencyCode, Money } from "./money";

// ISO 4217's active currencies that a shop can charge in, by their number of decimals.
const ZERO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";
const TWO_DECIMALS = [
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD",
  "CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD",
  "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD",
  "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP",
  "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS",
  "TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW",
].join(" ");

const MINUS_SIGN = "\u2212";

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...ZERO_DECIMALS.split(" ").map((code) => [code, 0] as const),
  ...TWO_DECIMALS.split(" ").map((code) => [code, 2] as const),
  ...THREE_DECIMALS.split(" ").map((code) => [code, 3] as const),
]);

/**
 * How many decimals the currency has (ISO 4217): JPY 0, EUR 2, KWD 3. Providers keep their own
 * tables.
 */
export function exponentOf(currency: CurrencyCode): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new Error(`Not a currency code: ${currency}`);
  return exponent;
}

/** The code in upper case, or null when it is none of ISO 4217's active currencies. */
export function parseCurrency(text: string): CurrencyCode | null {
  const code = text.toUpperCase();
  return EXPONENTS.has(code) ? (code as CurrencyCode) : null;
}

/** `6500 EUR` as `65.00`: exact for every safe integer, because it never becomes a fraction. */
export const decimalOf = (money: Money): string =>
  decimalOfDigits(String(money.amountMinor), money.currency);

/** The same of an amount that is text already, as the database writes it. */
export function decimalOfDigits(amountMinor: string, currency: CurrencyCode): string {
  const exponent = exponentOf(currency);
  const sign = amountMinor.startsWith("-") ? "-" : "";
  const digits = amountMinor.slice(sign.length).padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** `€65.00`, `¥6,500`, `−€1.00`: all decimals of the currency, and a minus sign, not a hyphen. */
export function formatMoney(money: Money, locale: string): string {
  const exponent = exponentOf(money.currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    // Ours, not the runtime's: its tables differ between versions.
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  const parts = format.formatToParts(decimalOf(money) as Intl.StringNumericLiteral);
  return parts.map((part) => (part.type === "minusSign" ? MINUS_SIGN : part.value)).join("");
}
