import type { DeclineCode } from "@/lib/providers/decline";
import type { AddressValues, FieldIssue } from "./contact-check";

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

export type ProblemWords = { title: string; text: string };

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
  /** The server's words of it; null where the browser has its own. */
  told: ProblemWords | null;
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
