import { err, ok, type Result } from "../result";
import { decimalOf, exponentOf } from "./currency";
import type { CurrencyCode } from "./money";

/**
 * `unclear`: "1,234" of a currency with two decimals may be a thousand or one and a bit, so nobody guesses.
 */
export type AmountFault =
  | "missing"
  | "no_amount"
  | "unclear"
  | "too_precise"
  | "zero"
  | "too_large";

/**
 * What a person typed as an amount of major units, in minor units: "23", "23.00", "23,00", "1 234,50", "1,234.50". Exact:
 * the digits are moved as text. A point or comma is the decimal sign where as many digits follow as the currency may have.
 */
export function parseAmount(text: string, currency: CurrencyCode): Result<number, AmountFault> {
  const typed = text.replaceAll(/[\s'’]/g, "");
  if (typed === "") return err("missing");
  if (!/^\d(?:[\d.,]*\d)?$/.test(typed)) return err("no_amount");
  const exponent = exponentOf(currency);
  const sign = decimalSignOf(typed, exponent);
  if (sign === "unclear") return err("unclear");
  const at = sign === null ? typed.length : typed.lastIndexOf(sign);
  const [grouped, fraction] = [typed.slice(0, at), typed.slice(at + 1)];
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+)$/.test(grouped)) return err("no_amount");
  if (fraction.length > exponent) return err("too_precise");
  const whole = grouped.replaceAll(/[.,]/g, "");
  const amountMinor = Number(whole + fraction.padEnd(exponent, "0"));
  if (!Number.isSafeInteger(amountMinor)) return err("too_large");
  return amountMinor === 0 ? err("zero") : ok(amountMinor);
}

/** Null: there is none, and what separates groups of three. */
function decimalSignOf(typed: string, exponent: number): "." | "," | "unclear" | null {
  const [points, commas] = [typed.split(".").length - 1, typed.split(",").length - 1];
  if (points === 0 && commas === 0) return null;
  const last = typed.lastIndexOf(".") > typed.lastIndexOf(",") ? "." : ",";
  if (points > 0 && commas > 0) return last;
  if (points + commas > 1) return null;
  const decimals = typed.length - typed.lastIndexOf(last) - 1;
  if (decimals !== 3 || exponent === 3) return last;
  return exponent === 0 ? null : "unclear";
}

/** The same amount as a field is filled with: `6500 EUR` as "65.00". */
export const amountText = (amountMinor: number, currency: CurrencyCode): string =>
  decimalOf({ amountMinor, currency });
