import type { Decline, DeclineCode } from "../decline";

/**
 * Checkout.com's response codes (checkout.com/docs, "Response codes"): 20xxx soft, 30xxx hard,
 * 40xxx risk. Lost and stolen cards read as a plain refusal.
 */
const DECLINES: Readonly<Record<string, DeclineCode>> = {
  "20001": "call_issuer",
  "20002": "call_issuer",
  "20003": "processing_error",
  "20005": "card_declined",
  "20012": "card_declined",
  "20013": "processing_error",
  "20014": "incorrect_number",
  "20046": "card_declined",
  "20051": "insufficient_funds",
  "20054": "expired_card",
  "20057": "card_declined",
  "20059": "suspected_fraud",
  "20061": "insufficient_funds",
  "20062": "card_declined",
  "20063": "suspected_fraud",
  "20065": "card_declined",
  "20068": "processing_error",
  "20075": "card_declined",
  "20078": "card_declined",
  "20082": "processing_error",
  "20083": "card_declined",
  // Bad track data: the security code or the expiry date.
  "20087": "incorrect_cvc",
  "20091": "processing_error",
  "20093": "card_declined",
  "20094": "processing_error",
  "20096": "processing_error",
  "20099": "card_declined",
  "20100": "expired_card",
  "20103": "card_declined",
  "20107": "card_declined",
  "20124": "incorrect_cvc",
  "20150": "authentication_failed",
  "20151": "authentication_failed",
  "20152": "authentication_failed",
  "20153": "authentication_failed",
  "20154": "authentication_failed",
  "20179": "card_declined",
  "20182": "card_declined",
  "20183": "suspected_fraud",
  "200N7": "incorrect_cvc",
  "200R1": "card_declined",
  "200R3": "card_declined",
  "30004": "card_declined",
  "30015": "incorrect_number",
  "30033": "expired_card",
  "30034": "suspected_fraud",
  "30041": "card_declined",
  "30043": "card_declined",
  "30046": "card_declined",
  "40101": "suspected_fraud",
  "40201": "suspected_fraud",
  "40202": "suspected_fraud",
  "40203": "suspected_fraud",
  "40204": "suspected_fraud",
  "40205": "suspected_fraud",
  "43101": "suspected_fraud",
  "43301": "suspected_fraud",
  "44301": "authentication_failed",
};

/**
 * A code that the table lacks reads by its range: risk, or a refusal; without any code it is
 * `unknown`.
 */
export function declineOf(raw: string): Decline {
  const known = DECLINES[raw];
  if (known !== undefined) return { code: known, raw };
  if (/^4\d/.test(raw)) return { code: "suspected_fraud", raw };
  return { code: /^[23]\d/.test(raw) ? "card_declined" : "unknown", raw };
}
