/**
 * The listed test cards (docs.stripe.com/testing) as data. A card is stored by its number's row
 * here,
 * never as a number.
 */

import { DECLINE_CODES, type DeclineReason } from "../core/decline-reasons";

export interface Decline {
  /** Stripe's `code`. */
  code: string;
  /** Stripe's `decline_code`. */
  declineCode: string;
}

/** When the card's bank asks for 3DS. */
export type ChallengeRule =
  /** Only when the request asks for it (`request_three_d_secure`). */
  | "optional"
  | "always"
  /** On-session always; off-session passes once the card was set up. */
  | "on_session";

export interface TestCard {
  number: string;
  brand: string;
  funding: "credit" | "debit" | "prepaid";
  country: string;
  /** What follows `pm_card_` and `tok_`. */
  tokens: readonly string[];
  challenge: ChallengeRule | null;
  /** Applied to the charge, after a passed challenge where there is one. */
  decline: Decline | null;
  /** `elevated` and `highest` go through; `blocked` is a decline by Radar. */
  risk: "normal" | "elevated" | "highest" | "blocked";
  after: "dispute" | "refund_fails_later" | "refund_pending" | null;
}

type Traits = Partial<Omit<TestCard, "number" | "brand" | "tokens">>;

function card(number: string, brand: string, tokens: string, traits: Traits = {}): TestCard {
  return {
    number,
    brand,
    funding: "credit",
    country: "US",
    tokens: tokens.split(" "),
    challenge: null,
    decline: null,
    risk: "normal",
    after: null,
    ...traits,
  };
}

function declined(number: string, tokens: string, code: string, declineCode = code): TestCard {
  return card(number, "visa", tokens, { decline: { code, declineCode } });
}

const GENERIC: Decline = { code: "card_declined", declineCode: "generic_decline" };
const NO_FUNDS: Decline = { code: "card_declined", declineCode: "insufficient_funds" };
const BLOCKED: Decline = { code: "card_declined", declineCode: "fraudulent" };

// Token spellings beside the common ones are from memory of Stripe's list.
export const TEST_CARDS: readonly TestCard[] = [
  card("4242424242424242", "visa", "visa"),
  card("4000056655665556", "visa", "visa_debit", { funding: "debit" }),
  card("5555555555554444", "mastercard", "mastercard"),
  card("5105105105105100", "mastercard", "mastercard_prepaid", { funding: "prepaid" }),
  card("378282246310005", "amex", "amex"),
  card("6011111111111117", "discover", "discover"),
  card("3056930009020004", "diners", "diners"),
  card("3566002020360505", "jcb", "jcb", { country: "JP" }),
  declined(
    "4000000000000002",
    "chargeDeclined visa_chargeDeclined",
    "card_declined",
    "generic_decline",
  ),
  declined(
    "4000000000009995",
    "chargeDeclinedInsufficientFunds visa_chargeDeclinedInsufficientFunds",
    "card_declined",
    "insufficient_funds",
  ),
  declined(
    "4000000000009987",
    "chargeDeclinedLostCard visa_chargeDeclinedLostCard",
    "card_declined",
    "lost_card",
  ),
  declined(
    "4000000000009979",
    "chargeDeclinedStolenCard visa_chargeDeclinedStolenCard",
    "card_declined",
    "stolen_card",
  ),
  declined("4000000000000069", "chargeDeclinedExpiredCard", "expired_card"),
  declined("4000000000000127", "chargeDeclinedIncorrectCvc", "incorrect_cvc"),
  declined("4000000000000119", "chargeDeclinedProcessingError", "processing_error"),
  declined(
    "4000000000006975",
    "chargeDeclinedVelocityLimitExceeded visa_chargeDeclinedVelocityLimitExceeded",
    "card_declined",
    "card_velocity_exceeded",
  ),
  declined("4000000000000341", "chargeCustomerFail", "card_declined", "generic_decline"),
  card("4000002500003155", "visa", "authenticationRequiredOnSetup", { challenge: "always" }),
  card("4000002760003184", "visa", "authenticationRequired", { challenge: "always" }),
  card("4000003800000446", "visa", "authenticationRequiredSetupForOffSession", {
    challenge: "on_session",
  }),
  card("4000008260003178", "visa", "authenticationRequiredChargeDeclinedInsufficientFunds", {
    challenge: "always",
    decline: NO_FUNDS,
  }),
  card("4000008400001629", "visa", "threeDSecureRequiredChargeDeclined", {
    challenge: "always",
    decline: GENERIC,
  }),
  card("4000000000003220", "visa", "threeDSecure2Required", { challenge: "always" }),
  card("4000000000003055", "visa", "threeDSecureOptional", { challenge: "optional" }),
  card("4000000000000259", "visa", "createDispute", { after: "dispute" }),
  card("4000000000009235", "visa", "riskLevelElevated", { risk: "elevated" }),
  card("4000000000004954", "visa", "riskLevelHighest", { risk: "highest" }),
  card("4100000000000019", "visa", "radarBlock", { risk: "blocked", decline: BLOCKED }),
  card("4000000000005126", "visa", "refundFail", { after: "refund_fails_later" }),
  card("4000000000007726", "visa", "pendingRefund", { after: "refund_pending" }),
];

/** Reasons that are codes of their own; the others come under `card_declined`. */
const OWN_CODES = ["expired_card", "incorrect_cvc", "incorrect_number", "processing_error"];

export function declineFor(reason: DeclineReason): Decline {
  const declineCode = DECLINE_CODES[reason].stripe;
  return { code: OWN_CODES.includes(declineCode) ? declineCode : "card_declined", declineCode };
}

export function findCardByNumber(number: string): TestCard | null {
  return TEST_CARDS.find((row) => row.number === number) ?? null;
}

/** `pm_card_visa` or `tok_visa` → its card. */
export function findCardByToken(token: string): TestCard | null {
  const name = /^(?:pm_card_|tok_)(\w+)$/.exec(token)?.[1];
  return TEST_CARDS.find((row) => name !== undefined && row.tokens.includes(name)) ?? null;
}

/** What Stripe says to the shopper, by decline code. */
const DECLINE_MESSAGES: Record<string, string> = {
  insufficient_funds: "Your card has insufficient funds.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: "An error occurred while processing your card. Try again in a little bit.",
  incorrect_number: "Your card number is incorrect.",
  card_velocity_exceeded: "Your card was declined for making repeated attempts too frequently.",
  authentication_required: "Your card was declined. This transaction requires authentication.",
};

export function declineMessage(declineCode: string): string {
  return DECLINE_MESSAGES[declineCode] ?? "Your card was declined.";
}

/** The check digit of a card number. */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return /^\d+$/.test(number) && sum % 10 === 0;
}
