import type { Decline, DeclineCode } from "../decline";

/**
 * Stripe's decline and error codes (docs.stripe.com/declines/codes). Lost and stolen cards read as
 * a plain refusal: Stripe advises against telling a shopper more.
 */
const DECLINES: Readonly<Record<string, DeclineCode>> = {
  authentication_required: "authentication_failed",
  payment_intent_authentication_failure: "authentication_failed",
  payment_intent_payment_attempt_expired: "authentication_failed",
  offline_pin_required: "authentication_failed",
  online_or_offline_pin_required: "authentication_failed",
  approve_with_id: "call_issuer",
  call_issuer: "call_issuer",
  card_declined: "card_declined",
  card_not_supported: "card_declined",
  card_velocity_exceeded: "card_declined",
  charge_expired_for_capture: "card_declined",
  currency_not_supported: "card_declined",
  do_not_honor: "card_declined",
  generic_decline: "card_declined",
  invalid_account: "card_declined",
  lost_card: "card_declined",
  new_account_information_available: "card_declined",
  no_action_taken: "card_declined",
  not_permitted: "card_declined",
  pickup_card: "card_declined",
  restricted_card: "card_declined",
  revocation_of_all_authorizations: "card_declined",
  revocation_of_authorization: "card_declined",
  service_not_allowed: "card_declined",
  stolen_card: "card_declined",
  stop_payment_order: "card_declined",
  testmode_decline: "card_declined",
  transaction_not_allowed: "card_declined",
  withdrawal_count_limit_exceeded: "insufficient_funds",
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  invalid_expiry_month: "expired_card",
  invalid_expiry_year: "expired_card",
  incorrect_number: "incorrect_number",
  invalid_number: "incorrect_number",
  incorrect_cvc: "incorrect_cvc",
  invalid_cvc: "incorrect_cvc",
  fraudulent: "suspected_fraud",
  highest_risk_level: "suspected_fraud",
  elevated_risk_level: "suspected_fraud",
  merchant_blacklist: "suspected_fraud",
  security_violation: "suspected_fraud",
  duplicate_transaction: "processing_error",
  issuer_not_available: "processing_error",
  processing_error: "processing_error",
  reenter_transaction: "processing_error",
  try_again_later: "processing_error",
};

/**
 * By the issuer's code where there is one, else by Stripe's own; `unknown` for what the table
 * lacks.
 */
export function declineOf(error: {
  code?: string | null | undefined;
  decline_code?: string | null | undefined;
}): Decline {
  const raw = error.decline_code ?? error.code ?? "unknown";
  const code = DECLINES[raw] ?? (error.code == null ? undefined : DECLINES[error.code]);
  return { code: code ?? "unknown", raw };
}
