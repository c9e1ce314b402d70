import type { DeclineCode } from "@/lib/providers/provider";
import type { AddressValues, FieldIssue } from "./contact-check";
import { PAYMENT_PROBLEMS } from "./payment-messages";

/** Why nothing was paid, where neither a field nor the bank is to blame. */
export type PayProblem =
  | "lost"
  | "gone"
  | "away"
  | "vetoed"
  | "unchecked"
  | "expired"
  | "refused"
  | "foreign"
  | "total_changed";

export type PayDecline = {
  methodId: string | null;
  code: DeclineCode;
  lastDigits: string | null;
};

/** What the pay form shows beside the order: kept over every answer, so that nothing typed is lost. */
export type PayState = {
  attempt: number;
  issues: readonly FieldIssue[];
  problem: PayProblem | null;
  /** What the merchant says of it, where `problem` is `vetoed`: plain text, not ours. */
  said: string | null;
  decline: PayDecline | null;
  /** Ties every press of one form together. A decline makes a new one; a lost connection keeps it. */
  nonce: string;
  /** What the button says and the form sends, in minor units. */
  totalMinor: number;
  /** The total that the button said before, where it has changed. */
  totalBeforeMinor: number | null;
  typed: {
    methodId: string | null;
    code: string;
    isSameBilling: boolean;
    billing: AddressValues;
  };
};

type Words = { title: string; text: string };

/** The words of each problem; `total` is the old and the new one, as people read them. */
export function problemWords(problem: PayProblem, total: { before: string; now: string }): Words {
  const words = PAYMENT_PROBLEMS;
  switch (problem) {
    case "lost":
      return { title: words.lostTitle, text: words.lost };
    case "gone":
      return { title: words.goneTitle, text: words.gone };
    case "away":
      return { title: words.awayTitle, text: words.away };
    case "vetoed":
      return { title: words.vetoedTitle, text: words.vetoed };
    case "unchecked":
      return { title: words.uncheckedTitle, text: words.unchecked };
    case "expired":
      return { title: words.expiredTitle, text: words.expired };
    case "refused":
      return { title: words.refusedTitle, text: words.refused };
    case "foreign":
      return { title: words.foreignTitle, text: words.foreign };
    case "total_changed":
      return { title: words.totalTitle, text: words.total(total.before, total.now) };
  }
}
