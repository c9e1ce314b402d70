import type { BadgeTone } from "@/components/ui/badge";
import type { CoinName } from "@/components/ui/coins";
import type { PaymentState } from "@/lib/payments/payment-view";
import type { DeclineCode } from "@/lib/providers/decline";

export type StateSign = { word: string; coin: CoinName; tone: BadgeTone; note: string | null };

/** Each state as a word, a shape and a colour, with a line below where the word leaves a question. */
export const STATE_SIGNS: Record<PaymentState, StateSign> = {
  free: { word: "Free", coin: "full", tone: "quiet", note: null },
  unpaid: { word: "Unpaid", coin: "dashed", tone: "quiet", note: null },
  authorized: { word: "Authorized", coin: "half", tone: "info", note: null },
  partially_authorized: { word: "Partly authorized", coin: "quarter", tone: "info", note: null },
  paid: { word: "Paid", coin: "full", tone: "good", note: null },
  partially_paid: { word: "Partly paid", coin: "three-quarters", tone: "good", note: null },
  voided: { word: "Voided", coin: "struck", tone: "quiet", note: null },
  partially_voided: { word: "Partly voided", coin: "struck", tone: "quiet", note: null },
  refunded: { word: "Refunded", coin: "back", tone: "quiet", note: null },
  partially_refunded: { word: "Partly refunded", coin: "back-part", tone: "quiet", note: null },
  requested: { word: "Requested", coin: "dot", tone: "quiet", note: "Provider not heard from yet" },
  action_required: {
    word: "Shopper must act",
    coin: "out",
    tone: "warn",
    note: "At the bank’s page",
  },
  pending: { word: "Pending", coin: "clock", tone: "info", note: "Provider decides later" },
  indeterminate: {
    word: "Checking",
    coin: "broken",
    tone: "warn",
    note: "Bank’s answer unknown",
  },
  declined: { word: "Declined", coin: "cross", tone: "bad", note: null },
  failed: { word: "Failed", coin: "triangle", tone: "bad", note: "Nothing was taken" },
  superseded: {
    word: "Superseded",
    coin: "struck",
    tone: "quiet",
    note: "Another attempt replaced it",
  },
};

/** The field's own terms: the shopper reads other words. */
export const DECLINE_WORDS: Record<DeclineCode, string> = {
  card_declined: "Card declined",
  insufficient_funds: "Insufficient funds",
  expired_card: "Expired card",
  incorrect_number: "Wrong card number",
  incorrect_cvc: "Wrong security code",
  authentication_failed: "3DS failed",
  suspected_fraud: "Suspected fraud",
  call_issuer: "Issuer wants a call",
  processing_error: "Processing error",
  unknown: "No reason given",
};
