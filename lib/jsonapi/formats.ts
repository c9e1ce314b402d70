import type { Json } from "../json";
import { exponentOf, parseCurrency } from "../money/currency";

/**
 * Whole and fraction of an amount as texts; exact, because the digits are moved and never divided.
 */
function digitsOf(minor: number, currency: string): { whole: string; fraction: string } {
  const code = parseCurrency(currency);
  const exponent = code === null ? 2 : exponentOf(code);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const cut = digits.length - exponent;
  return { whole: digits.slice(0, cut), fraction: digits.slice(cut) };
}

/** `6500, "EUR"` is 65; `2300, "JPY"` is 2300. For display beside the exact `_cents`. */
export function majorOf(minor: number, currency: string): number {
  const { whole, fraction } = digitsOf(minor, currency);
  return Number(`${minor < 0 ? "-" : ""}${whole}.${fraction || "0"}`);
}

// The API writes euros with a decimal comma, and the sign of a currency before its digits.
const DECIMAL_COMMA: ReadonlySet<string> = new Set(["EUR", "BRL", "DKK", "TRY"]);

/** `6500, "EUR"` is "€65,00"; `123456, "USD"` is "$1,234.56"; `2300, "JPY"` is "¥2,300". */
export function formattedOf(minor: number, currency: string): string {
  const { whole, fraction } = digitsOf(minor, currency);
  const [point, group] = DECIMAL_COMMA.has(currency) ? [",", "."] : [".", ","];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const sign = minor < 0 ? "-" : "";
  return `${sign}${symbolOf(currency)}${grouped}${fraction === "" ? "" : point + fraction}`;
}

const symbols = new Map<string, string>();

function symbolOf(currency: string): string {
  const known = symbols.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  const symbol = format.formatToParts(0).find((part) => part.type === "currency")?.value ?? "";
  symbols.set(currency, symbol);
  return symbol;
}

/** The database's time as the API writes it: `2018-01-01T12:00:00.000Z`. */
export const isoOf = (value: Json): string | null =>
  typeof value === "string" ? new Date(value).toISOString() : null;
