import { DECLINE_CODES, type DeclineReason } from "../core/decline-reasons";
import type { PaymentFault } from "../core/payment-faults";

/**
 * What Northbank, the sample merchant's bank, does with a payment source token. Data: a new case is
 * one line.
 */

export type Refusal = { code: string; message: string };
export type Behaviour = {
  /**
   * `now` answers at once. `later` answers 202 and calls back. `silent` acts and answers only when
   * the call is repeated
   * with its key, like an answer lost on the way. `never` acts and never answers.
   */
  answer: "now" | "later" | "silent" | "never";
  /** Null approves. */
  refusal: Refusal | null;
  /** Added to what was asked for: a gateway that charges another amount. */
  amountShiftMinor: number;
  /** Also what follows the authorization is answered `later`. */
  isAlwaysLater: boolean;
  /** What was set for the whole payment from outside. */
  fault: PaymentFault | null;
};

const DECLINED: Refusal = { code: "card_declined", message: "The card was declined." };
const LOW_FUNDS: Refusal = {
  code: "insufficient_funds",
  message: "The account has insufficient funds.",
};
const APPROVED: Behaviour = {
  answer: "now",
  refusal: null,
  amountShiftMinor: 0,
  isAlwaysLater: false,
  fault: null,
};

/** Codes that a person types; upper and lower case are the same. */
const CODES: Readonly<Record<string, Behaviour>> = {
  "NB-APPROVE": APPROVED,
  "NB-DECLINE": { ...APPROVED, refusal: DECLINED },
  "NB-LOWFUNDS": { ...APPROVED, refusal: LOW_FUNDS },
  "NB-LATER": { ...APPROVED, answer: "later" },
  "NB-LATERALL": { ...APPROVED, answer: "later", isAlwaysLater: true },
  "NB-LATERNO": { ...APPROVED, answer: "later", refusal: DECLINED },
  "NB-SILENT": { ...APPROVED, answer: "silent" },
};

/** Parts of other tokens; the first that the token contains decides. */
const PARTS: readonly (readonly [part: string, behaviour: Behaviour])[] = [
  ["laterdeclined", { ...APPROVED, answer: "later", refusal: DECLINED }],
  ["later", { ...APPROVED, answer: "later" }],
  ["declined", { ...APPROVED, refusal: DECLINED }],
  ["insufficient", { ...APPROVED, refusal: LOW_FUNDS }],
  ["timeout", { ...APPROVED, answer: "silent" }],
  ["neveranswers", { ...APPROVED, answer: "never" }],
  ["wrongamount", { ...APPROVED, amountShiftMinor: 100 }],
];

/** Any token that is not in the tables is approved. */
export function behaviourOf(token: string): Behaviour {
  const code = CODES[token.trim().toUpperCase()];
  if (code !== undefined) return code;
  const lower = token.toLowerCase();
  return PARTS.find(([part]) => lower.includes(part))?.[1] ?? APPROVED;
}

/** A refusal from outside, whatever the token says. */
export function refusalOf(reason: DeclineReason): Refusal {
  const code = DECLINE_CODES[reason].external;
  return [DECLINED, LOW_FUNDS].find((known) => known.code === code) ?? { code, message: code };
}
