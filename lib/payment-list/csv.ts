// A list of payments as a file that spreadsheets open: one line a payment, amounts as decimals of their currency.
import { decimalOf, parseCurrency } from "../money/currency";
import type { ListedPayment } from "./list-view";

const HEAD = [
  "payment",
  "created_at",
  "mode",
  "state",
  "decline_code",
  "currency",
  "amount",
  "authorized",
  "captured",
  "refunded",
  "order",
  "order_reference",
  "customer",
  "email",
  "gateway",
  "method",
  "card_brand",
  "card_last_digits",
  "provider_reference",
];

/** A cell that a spreadsheet would take for a formula is begun with an apostrophe; quotes are doubled. */
export function cellOf(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const lineOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(",")}\r\n`;

export const csvHead = (): string => lineOf(HEAD);

function amountText(amountMinor: number, code: string): string {
  const currency = parseCurrency(code);
  return currency === null ? String(amountMinor) : decimalOf({ amountMinor, currency });
}

export function csvLine(row: ListedPayment): string {
  const amount = (minor: number) => amountText(minor, row.currency);
  return lineOf([
    row.id,
    row.createdAt.toISOString(),
    row.mode,
    row.state,
    row.decline ?? "",
    row.currency,
    amount(row.amountMinor),
    amount(row.authorizedMinor),
    amount(row.capturedMinor),
    amount(row.refundedMinor),
    row.orderNumber,
    row.orderReference ?? "",
    row.customer.name ?? "",
    row.customer.email ?? "",
    row.method.gatewayName,
    row.method.methodName ?? "",
    row.method.cardBrand ?? "",
    row.method.cardLastDigits ?? "",
    row.reference ?? "",
  ]);
}
