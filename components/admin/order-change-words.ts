import type { JsonObject } from "@/lib/json";

/** What an edit of an order touched, by the members of its event; in the order in which they are told. */
const PARTS: readonly (readonly [string, string])[] = [
  ["lines_added", "line added"],
  ["lines_changed", "quantity"],
  ["lines_removed", "line removed"],
  ["customer_email", "e-mail"],
  ["shipping_address_id", "shipping address"],
  ["billing_address_id", "billing address"],
  ["shipping_method_id", "delivery"],
  ["payment_method_id", "payment method"],
];

/** "line added, e-mail", or null where the event names nothing that has a word. */
export function orderChangeWords(changes: JsonObject): string | null {
  const words = PARTS.flatMap(([member, word]) => (Object.hasOwn(changes, member) ? [word] : []));
  return words.length === 0 ? null : words.join(", ");
}

/** The new total in minor units, where the event changed it. */
export function newTotalOf(changes: JsonObject): number | null {
  const pair = changes.total_amount_cents;
  const total: unknown = Array.isArray(pair) ? pair[1] : null;
  return typeof total === "number" && Number.isSafeInteger(total) ? total : null;
}
