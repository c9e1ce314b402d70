import type { Decline, DeclineCode } from "../decline";

/** Codes that external gateways are told to use; their documentation leaves them free. */
const DECLINES: Readonly<Record<string, DeclineCode>> = {
  card_declined: "card_declined",
  declined: "card_declined",
  do_not_honor: "card_declined",
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  incorrect_number: "incorrect_number",
  invalid_number: "incorrect_number",
  incorrect_cvc: "incorrect_cvc",
  invalid_cvc: "incorrect_cvc",
  authentication_failed: "authentication_failed",
  authentication_required: "authentication_failed",
  fraud: "suspected_fraud",
  suspected_fraud: "suspected_fraud",
  call_issuer: "call_issuer",
  processing_error: "processing_error",
};

/** By the gateway's code; its message stands in where it names none. */
export function declineOf(error: { code: string | null; message: string | null }): Decline {
  const raw = error.code ?? error.message ?? "unknown";
  return { code: DECLINES[raw.toLowerCase()] ?? "unknown", raw: raw.slice(0, 100) };
}
