import type { ActionRecord, ActionType, PaymentRecord, PaymentStatus } from "./payment";

export type Balances = {
  total_authorized: number;
  total_voided: number;
  available_to_void: number;
  total_captured: number;
  available_to_capture: number;
  total_refunded: number;
  available_to_refund: number;
};

function sum(payment: PaymentRecord, type: ActionType, states: readonly ActionRecord["state"][]) {
  return payment.actions
    .filter((action) => action.type === type && states.includes(action.state))
    .reduce((total, action) => total + action.amountMinor, 0);
}

function isReleased(payment: PaymentRecord): boolean {
  if (payment.authorizationExpired) return true;
  return payment.actions.some(
    (action) =>
      action.state === "approved" &&
      (action.type === "Void" || (action.type === "Capture" && action.final)),
  );
}

/** What was authorized, captured, voided and refunded, from the approved actions alone. */
export function balancesOf(payment: PaymentRecord): Balances {
  const authorized = payment.authorization === "approved" ? payment.amountMinor : 0;
  const captured = sum(payment, "Capture", ["approved"]);
  const refunded = sum(payment, "Refund", ["approved"]);
  const voided = isReleased(payment) ? authorized - captured : 0;
  const available = authorized - captured - voided;
  return {
    total_authorized: authorized,
    total_voided: voided,
    available_to_void: captured === 0 ? available : 0,
    total_captured: captured,
    available_to_capture: available,
    total_refunded: refunded,
    available_to_refund: captured - refunded,
  };
}

/** The status, always computed from the facts, so that no order of events can leave a wrong one. */
export function statusOf(payment: PaymentRecord): PaymentStatus {
  switch (payment.authorization) {
    case "pending":
      return "Pending";
    case "declined":
      return "Declined";
    case "canceled":
      return "Canceled";
    case "approved":
      break;
  }
  if (payment.amountMinor === 0) return "Card Verified";
  const { total_authorized, total_captured, total_refunded, total_voided } = balancesOf(payment);
  if (total_refunded > 0) {
    return total_refunded === total_captured ? "Refunded" : "Partially Refunded";
  }
  if (total_captured > 0) {
    return total_captured === total_authorized ? "Captured" : "Partially Captured";
  }
  if (total_voided > 0) return payment.authorizationExpired ? "Expired" : "Voided";
  return "Authorized";
}

export type MerchantAction = "Capture" | "Void" | "Refund";

/** What a merchant may ask for in each status; the balance still has to allow it. */
export const ALLOWED_ACTIONS: Readonly<Record<PaymentStatus, readonly MerchantAction[]>> = {
  Pending: [],
  Authorized: ["Capture", "Void"],
  "Card Verified": [],
  Voided: [],
  "Partially Captured": ["Capture", "Refund"],
  Captured: ["Refund"],
  "Partially Refunded": ["Capture", "Refund"],
  Refunded: [],
  Declined: [],
  Canceled: [],
  Expired: [],
};

/**
 * How much an action may still take when it is processed: approved actions count, queued ones do
 * not.
 */
export function balanceFor(payment: PaymentRecord, action: MerchantAction): number {
  if (!ALLOWED_ACTIONS[statusOf(payment)].includes(action)) return 0;
  const balances = balancesOf(payment);
  switch (action) {
    case "Capture":
      return balances.available_to_capture;
    case "Void":
      return balances.available_to_void;
    case "Refund":
      return balances.available_to_refund;
  }
}

/**
 * How much may still be asked for: what is accepted and undecided counts as taken, so two refunds
 * cannot overlap.
 */
export function balanceToAccept(payment: PaymentRecord, action: MerchantAction): number {
  const queuedFinal = payment.actions.some(
    (a) => a.state === "queued" && (a.type === "Void" || (a.type === "Capture" && a.final)),
  );
  // An automatic capture that is still to come does not forbid a void: whichever is processed first
  // wins.
  if (action === "Capture" && queuedFinal) return 0;
  if (action === "Void" && payment.actions.some((a) => a.state === "queued" && a.type === "Void")) {
    return 0;
  }
  const queued = action === "Void" ? 0 : sum(payment, action, ["queued"]);
  return Math.max(0, balanceFor(payment, action) - queued);
}
