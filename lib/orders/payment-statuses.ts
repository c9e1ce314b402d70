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

const CAPTURED = ["partially_paid", "paid", "partially_refunded", "refunded"] as const;

/**
 * What one commit may make of it. Facts are only ever added, some of them together: what was held is never unpaid again, what
 * was captured never merely held, and what was given back never wholly paid.
 */
export const PAYMENT_TRANSITIONS = {
  unpaid: ["free", "partially_authorized", "authorized", "voided", ...CAPTURED],
  free: ["unpaid", "authorized", "voided", ...CAPTURED],
  partially_authorized: ["authorized", "partially_voided", "voided", ...CAPTURED],
  authorized: ["partially_voided", "voided", ...CAPTURED],
  // Another attempt may hold the order by then.
  partially_voided: ["authorized", "voided", ...CAPTURED],
  voided: ["partially_voided", "authorized", ...CAPTURED],
  partially_paid: ["paid", "partially_refunded", "refunded"],
  paid: ["partially_refunded", "refunded"],
  partially_refunded: ["refunded"],
  refunded: ["partially_refunded"], // Captured again, of what was still held.
} as const satisfies Record<PaymentStatus, readonly PaymentStatus[]>;

export const canMovePaymentStatus = (from: PaymentStatus, to: PaymentStatus): boolean =>
  (PAYMENT_TRANSITIONS[from] as readonly PaymentStatus[]).includes(to);

/** Minor units of each kind that certainly happened, of the order's one currency. */
export type MoneySums = {
  authorizedMinor: number;
  capturedMinor: number;
  voidedMinor: number;
  refundedMinor: number;
};

/** What an order's money has come to, computed from what succeeded and never set by hand. */
export function paymentStatusOfSums(totalMinor: number, sums: MoneySums): PaymentStatus {
  const { authorizedMinor, capturedMinor, voidedMinor, refundedMinor } = sums;
  if (capturedMinor > 0) {
    if (refundedMinor >= capturedMinor) return "refunded";
    if (refundedMinor > 0) return "partially_refunded";
    return capturedMinor >= totalMinor ? "paid" : "partially_paid";
  }
  const heldMinor = authorizedMinor - voidedMinor;
  if (heldMinor > 0) {
    if (heldMinor >= totalMinor) return "authorized";
    return voidedMinor > 0 ? "partially_voided" : "partially_authorized";
  }
  if (voidedMinor > 0) return "voided";
  return totalMinor === 0 ? "free" : "unpaid";
}
