import { exponentOf } from "./currency";
import type { CurrencyCode } from "./money";

/**
 * An amount as people type it, `65`, `65.00` or `65,00`, in minor units of the currency. Null where it is none, or says
 * more decimals than the currency has. Digits are moved as text: nothing is rounded.
 */
export function readAmount(text: string, currency: CurrencyCode): number | null {
  const match = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  const [, whole, decimals = ""] = match ?? [];
  const exponent = exponentOf(currency);
  if (whole === undefined || decimals.length > exponent) return null;
  return Number(`${whole}${decimals.padEnd(exponent, "0")}`);
}
