/** What an order's money can have come to. Computed from its transactions, never set by hand. */
export const PAYMENT_STATUSES = [
  "free",
  "unpaid",
  "authorized",
  "partially_authorized",
  "paid",
  "partially_paid",
  "voided",
  "partially_voided",
  "refunded",
  "partially_refunded",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];
