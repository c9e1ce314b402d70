/** The closed table of reasons; each has one sentence for the shopper. */
export const DECLINE_CODES = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "incorrect_number",
  "incorrect_cvc",
  "authentication_failed",
  "suspected_fraud",
  "call_issuer",
  "processing_error",
  "unknown",
] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

/** `raw` is the provider's own code, for the merchant's eyes; `code` chooses what the shopper reads. */
export type Decline = { code: DeclineCode; raw: string };
