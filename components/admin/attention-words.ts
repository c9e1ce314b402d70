import type { BadgeTone } from "@/components/ui/badge";
import type { CoinName } from "@/components/ui/coins";
import { formatMoney } from "@/components/ui/format";
import type { JsonObject } from "@/lib/json";
import type { AttentionKind } from "@/lib/payments/attention";
import type { DisputeState } from "@/lib/providers/provider-dispute";

export type AttentionWords = {
  /** The badge. */
  word: string;
  tone: BadgeTone;
  coin: CoinName;
  /** What happened, with its figures. */
  what: (figures: Figures) => string;
  /** What to do now. */
  advice: (figures: Figures) => string;
};

/** What an item's `what` holds, read with care: it is JSON. */
export type Figures = {
  transaction: string;
  amount: string;
  money: (name: string) => string;
  text: (name: string) => string;
};

const NOUNS: Readonly<Record<string, string>> = {
  authorization: "An authorization",
  capture: "A capture",
  void: "A void",
  refund: "A refund",
};

export function figuresOf(what: JsonObject): Figures {
  const currency = typeof what.currency_code === "string" ? what.currency_code : "XXX";
  const money = (name: string) => {
    const cents = what[name];
    return typeof cents === "number" ? formatMoney(cents, currency) : "an unknown amount";
  };
  const text = (name: string) => {
    const value = what[name];
    return typeof value === "string" ? value.replaceAll("_", " ") : "";
  };
  return {
    transaction: NOUNS[String(what.transaction)] ?? "A payment",
    amount: money("amount_cents"),
    money,
    text,
  };
}

const STANDS: Record<DisputeState, string> = {
  needs_response: "the shop may still answer",
  under_review: "the evidence is with the bank",
  won: "won",
  lost: "lost",
  withdrawn: "ended without a decision",
};

export const ATTENTION_WORDS: Record<AttentionKind, AttentionWords> = {
  unknown_outcome: {
    word: "Outcome unknown",
    tone: "warn",
    coin: "broken",
    what: ({ transaction, amount }) =>
      `${transaction} of ${amount} was asked for, and nobody knows what came of it.`,
    advice: () =>
      "Look it up at the provider by its reference. Never charge again before you know. The item goes when the answer comes.",
  },
  contradiction: {
    word: "Contradiction",
    tone: "bad",
    coin: "triangle",
    what: ({ transaction, amount, text }) =>
      `${transaction} of ${amount} is ${text("status")} here, and the provider says ${text("said")} now.`,
    advice: () => "Compare with the provider’s dashboard. What is settled here stays as it is.",
  },
  breaks_balance: {
    word: "Books do not fit",
    tone: "bad",
    coin: "triangle",
    what: ({ amount, money }) =>
      `Of ${amount} authorized, the provider shows ${money("captured_cents")} captured, ${money("refunded_cents")} refunded and ${money("voided_cents")} voided.`,
    advice: () => "Somebody acted at the provider itself. Give back there what was taken too much.",
  },
  wrong_amount: {
    word: "Wrong amount",
    tone: "bad",
    coin: "triangle",
    what: ({ amount, money }) =>
      `The provider holds ${amount} for an order of ${money("total_cents")}, so it was not placed.`,
    advice: () => "Void the payment, or agree with the customer on what to do.",
  },
  dispute: {
    word: "Dispute",
    tone: "bad",
    coin: "back",
    what: ({ amount, text }) =>
      `The cardholder contests ${amount}: ${text("reason")}. ${capital(standsWords(text("stands")))}.`,
    advice: ({ text }) =>
      text("stands") === "under review"
        ? "Nothing to do for now: the bank decides, and the item goes when it has."
        : "Send the evidence at the provider before the deadline. Silence loses the dispute.",
  },
  capture_failed: {
    word: "Capture failed",
    tone: "bad",
    coin: "cross",
    what: ({ amount }) => `${amount} of an order that counts on it was not captured.`,
    advice: () => "Capture again while the authorization holds, before the goods leave.",
  },
  void_failed: {
    word: "Void failed",
    tone: "bad",
    coin: "cross",
    what: ({ amount }) => `${amount} is still held on the customer’s card for nothing.`,
    advice: () => "Void again, or wait until the authorization ends by itself.",
  },
  refund_failed: {
    word: "Refund failed",
    tone: "bad",
    coin: "cross",
    what: ({ amount }) => `The customer did not get ${amount} back.`,
    advice: () => "Refund again, or pay the customer another way.",
  },
  refund_reversed: {
    word: "Refund came back",
    tone: "bad",
    coin: "back",
    what: ({ amount }) => `A refund of ${amount} had succeeded, and failed at the bank afterwards.`,
    advice: () => "The money is with the provider again: pay the customer another way.",
  },
};

/** A JSON's word for a dispute's state, spaces for underscores. */
function standsWords(stands: string): string {
  const state = stands.replaceAll(" ", "_");
  return Object.hasOwn(STANDS, state) ? STANDS[state as DisputeState] : stands;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const DISPUTE_SIGNS: Record<
  DisputeState,
  { word: string; tone: BadgeTone; coin: CoinName }
> = {
  needs_response: { word: "Needs an answer", tone: "bad", coin: "back" },
  under_review: { word: "Under review", tone: "info", coin: "clock" },
  won: { word: "Won", tone: "good", coin: "full" },
  lost: { word: "Lost", tone: "quiet", coin: "cross" },
  withdrawn: { word: "Withdrawn", tone: "quiet", coin: "struck" },
};

/** "product_not_received" is "Product not received". */
export const reasonWords = (reason: string): string => capital(reason.replaceAll("_", " "));
