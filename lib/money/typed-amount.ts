import { exponentOf } from "./currency";
import type { CurrencyCode } from "./money";

const TYPED = /^(\d{1,12})(?:[.,](\d{1,3}))?$/;

/** What somebody typed, like `12`, `12.50` or `12,50`, in minor units; null where it is no amount of this currency. */
export function minorOf(text: string, currency: CurrencyCode): number | null {
  const [, whole, decimals = ""] = TYPED.exec(text) ?? [];
  const exponent = exponentOf(currency);
  if (whole === undefined || decimals.length > exponent) return null;
  return Number(whole + decimals.padEnd(exponent, "0"));
}
