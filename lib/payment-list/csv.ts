// A list of payments as a file that spreadsheets open: one line a payment, amounts as decimals of their currency.
import { decimalOfDigits, parseCurrency } from "../money/currency";
import { fullNameOf } from "../payments/payment-view";
import type { FileRow } from "./file-row";

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

export function csvLine(row: FileRow): string {
  const currency = parseCurrency(row.currency_code);
  const amount = (minor: string) => (currency === null ? minor : decimalOfDigits(minor, currency));
  return lineOf([
    row.id,
    row.created_at,
    row.mode,
    row.state,
    row.decline_code ?? "",
    row.currency_code,
    amount(row.amount_minor),
    amount(row.authorized_minor),
    amount(row.captured_minor),
    amount(row.refunded_minor),
    row.client_number ?? row.number,
    row.order_reference ?? "",
    fullNameOf(row.first_name, row.last_name) ?? "",
    row.email ?? "",
    row.gateway_name,
    row.method_name ?? "",
    row.card_brand ?? "",
    row.card_last_digits ?? "",
    row.provider_reference ?? "",
  ]);
}
