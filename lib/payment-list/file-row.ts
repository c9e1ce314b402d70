import type { ListSort } from "./list-filter";
import { type PlaceKey, placeOf, placeText } from "./list-place";

/** A row of the list as its file needs it: as the database writes it, amounts in digits of minor units. */
export type FileRow = {
  id: string;
  /** ISO 8601, UTC, with milliseconds. */
  created_at: string;
  mode: string;
  state: string;
  decline_code: string | null;
  currency_code: string;
  amount_minor: string;
  authorized_minor: string;
  captured_minor: string;
  refunded_minor: string;
  number: string;
  client_number: string | null;
  order_reference: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  gateway_name: string;
  method_name: string | null;
  card_brand: string | null;
  card_last_digits: string | null;
  provider_reference: string | null;
};

/** Where the list goes on after this row. */
export function placeAfter(row: FileRow, sort: ListSort): PlaceKey | null {
  const { id, currency_code: currency } = row;
  const createdAt = new Date(row.created_at);
  return placeOf(
    placeText({ id, createdAt, currency, amountMinor: Number(row.amount_minor) }, sort),
    sort,
  );
}
