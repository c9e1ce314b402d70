/**
 * Checkout.com's response codes, as data: 10xxx approved, 20xxx soft decline, 30xxx hard decline,
 * 40xxx risk.
 * Source: the provider's documentation of response codes. A correction is one line.
 */
export const RESPONSE_CODES: Readonly<Record<string, string>> = {
  "10000": "Approved",
  "10100": "Approved, flagged by risk",
  "10200": "Deferred capture",
  "20001": "Refer to card issuer",
  "20002": "Refer to card issuer, special conditions",
  "20003": "Invalid merchant",
  "20005": "Declined - Do Not Honour",
  "20012": "Invalid transaction",
  "20013": "Invalid amount",
  "20014": "Invalid card number",
  "20046": "Bank decline",
  "20051": "Insufficient funds",
  "20054": "Expired card",
  "20057": "Transaction not permitted to cardholder",
  "20059": "Suspected fraud",
  "20061": "Activity amount limit exceeded",
  "20062": "Restricted card",
  "20063": "Security violation",
  "20065": "Exceeds frequency limit",
  "20068": "Response received too late / timeout",
  "20075": "Allowable PIN tries exceeded",
  "20078": "Blocked, first used",
  "20082": "No security model",
  "20083": "No accounts",
  "20087": "Bad track data (invalid CVV and/or expiry date)",
  "20091": "Issuer unavailable",
  "20093": "Violation of law",
  "20094": "Duplicate transmission",
  "20096": "System malfunction",
  "20099": "Other / unidentified response",
  "20100": "Invalid expiry date format",
  "20103": "Card type not supported",
  "20107": "Billing address missing",
  "20124": "Missing CVV",
  "20150": "Card not 3D Secure enabled",
  "20151": "Cardholder failed 3D Secure authentication",
  "20152": "3D Secure authentication not completed within 15 minutes",
  "20153": "3D Secure system malfunction",
  "20154": "3D Secure authentication required",
  "20179": "Decline: lifecycle",
  "20182": "Decline: policy",
  "20183": "Decline: security",
  "200N7": "Decline for CVV2 failure",
  "200R1": "Issuer initiated a stop payment (revocation order) for this authorization",
  "200R3": "Issuer initiated a stop payment (revocation order) for all payments",
  "30004": "Pick up card",
  "30015": "No such issuer",
  "30033": "Expired card - pick up",
  "30034": "Suspected fraud - pick up",
  "30041": "Lost card - pick up",
  "30043": "Stolen card - pick up",
  "30046": "Closed account",
  "40101": "Payment blocked due to risk",
  "40201": "Gateway reject: card number block list",
  "40202": "Gateway reject: IP address block list",
  "40203": "Gateway reject: email block list",
  "40204": "Gateway reject: phone number block list",
  "40205": "Gateway reject: BIN block list",
  "43101": "Potential fraud risk",
  "43301": "Blocked by merchant's risk rule",
  "44301": "3D Secure required by risk rule",
};

export const APPROVED = "10000";
export const AUTHENTICATION_FAILED = "20151";
export const AUTHENTICATION_EXPIRED = "20152";
export const AUTHENTICATION_REQUIRED = "20154";
/** What an action that lost a race gets: a capture of what was voided meanwhile, for one. */
export const INVALID_TRANSACTION = "20012";

export function isApproved(code: string): boolean {
  return code.startsWith("10");
}

/** The sentence that goes with a code; a code outside of the table reads "Declined". */
export function summaryOf(code: string): string {
  return RESPONSE_CODES[code] ?? "Declined";
}
