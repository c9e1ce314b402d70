import type { AttentionFilter } from "@/lib/payments/attention-view";
import { filterPath } from "./attention-address";

/** What the list says after a form was sent: carried in its address, since forms work without JavaScript. */
export const NOTICES = {
  taken: { tone: "good", title: "It is yours now", text: "Others see your name beside it." },
  given: { tone: "good", title: "It is theirs now", text: "Their name stands beside it." },
  nobody: {
    tone: "bad",
    title: "Nothing was changed",
    text: "That person may not act for the shop any more. Choose somebody else.",
  },
  resolved: { tone: "good", title: "Off the list", text: "Your note is in the payment’s history." },
  gone: {
    tone: "info",
    title: "That was resolved already",
    text: "Somebody was faster, or its cause is gone.",
  },
  forbidden: {
    tone: "bad",
    title: "You may look, and not change",
    text: "Ask an owner or an operator of the shop.",
  },
  refused: {
    tone: "bad",
    title: "Nothing was changed",
    text: "The form came from another site. Open the list and try again.",
  },
} as const;
export type Notice = keyof typeof NOTICES;

export const isNotice = (text: string | undefined): text is Notice =>
  text !== undefined && Object.hasOwn(NOTICES, text);

/** What is wrong with a note. Only these words are shown, whatever the address says. */
export const PROBLEMS = {
  missing: "Write down what you did or found",
  long: "Keep the note to 500 characters",
  card: "Leave the card number out: notes are kept in the clear",
} as const;
export type Problem = keyof typeof PROBLEMS;

export const isProblem = (text: string | undefined): text is Problem =>
  text !== undefined && Object.hasOwn(PROBLEMS, text);

type Place = { notice: Notice } | { item: string; problem: Problem };

/** Back to what was looked at. */
export const listPath = (filter: AttentionFilter, place: Place): string =>
  filterPath(filter, place);
