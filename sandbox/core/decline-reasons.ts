/** Why a bank says no, in words, and how each provider writes it. A new reason is one line. */
import type { FaultProvider } from "./faults";

export const DECLINE_REASONS = [
  "insufficient_funds",
  "refused",
  "expired_card",
  "incorrect_number",
  "incorrect_cvc",
  "suspected_fraud",
  "call_issuer",
  "processing_error",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

const row = (stripe: string, checkoutCom: string, external: string) => ({
  stripe,
  checkout_com: checkoutCom,
  external,
});

export const DECLINE_CODES: Readonly<Record<DeclineReason, Record<FaultProvider, string>>> = {
  insufficient_funds: row("insufficient_funds", "20051", "insufficient_funds"),
  refused: row("generic_decline", "20005", "card_declined"),
  expired_card: row("expired_card", "20054", "expired_card"),
  incorrect_number: row("incorrect_number", "20014", "incorrect_number"),
  incorrect_cvc: row("incorrect_cvc", "200N7", "incorrect_cvc"),
  suspected_fraud: row("fraudulent", "20059", "suspected_fraud"),
  call_issuer: row("call_issuer", "20001", "call_issuer"),
  processing_error: row("processing_error", "20068", "processing_error"),
};
