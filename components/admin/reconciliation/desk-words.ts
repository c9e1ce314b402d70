import type { BadgeTone } from "@/components/ui/badge";
import type { CoinName } from "@/components/ui/coins";
import { formatMoney } from "@/components/ui/format";
import type { RunView } from "@/lib/reconciliation/desk-view";
import type { DifferenceKind, StoredDifference } from "@/lib/reconciliation/store";

type Sign = { word: string; tone: BadgeTone; coin: CoinName };

export const RUN_SIGNS: Record<RunView["state"], Sign> = {
  running: { word: "Running", tone: "info", coin: "clock" },
  finished: { word: "Finished", tone: "good", coin: "full" },
  failed: { word: "Came to no end", tone: "bad", coin: "cross" },
  lost: { word: "No word since", tone: "warn", coin: "broken" },
};

export const KIND_SIGNS: Record<DifferenceKind, Sign & { advice: string }> = {
  missing_here: {
    word: "Not here",
    tone: "bad",
    coin: "triangle",
    advice:
      "Look it up in the provider’s dashboard. What it did to a payment of ours is taken over by itself when it tells of it; what another system of yours did needs a note.",
  },
  missing_there: {
    word: "Not at the provider",
    tone: "bad",
    coin: "triangle",
    advice:
      "Check that the gateway’s account is the one that took it. Do not charge or refund again before you know.",
  },
  amount_differs: {
    word: "Amounts differ",
    tone: "warn",
    coin: "three-quarters",
    advice: "Compare with the provider’s dashboard, and say which is right and why.",
  },
};

const NOUNS: Record<StoredDifference["movement"], string> = {
  authorization: "An authorization",
  capture: "A capture",
  void: "A void",
  refund: "A refund",
};

/** One sentence with both sides' amounts. */
export function differenceWords(difference: StoredDifference, gatewayName: string): string {
  const noun = NOUNS[difference.movement];
  const ours = moneyWords(difference.ours);
  const theirs = moneyWords(difference.theirs);
  switch (difference.kind) {
    case "missing_here":
      return `${noun} of ${theirs} is known to ${gatewayName}, and not here.`;
    case "missing_there":
      return `${noun} of ${ours} stands here, and ${gatewayName} does not know of it.`;
    case "amount_differs":
      return `${noun} is ${ours} here, and ${theirs} at ${gatewayName}.`;
    default:
      throw new Error(`Unknown: ${difference.kind satisfies never}`);
  }
}

export const moneyWords = (money: StoredDifference["ours"]): string =>
  money === null ? "nothing" : formatMoney(money.amountMinor, money.currency);

/** "+€7.00": theirs above ours. Null where the currencies cannot be compared. */
export function gapWords({
  ours,
  theirs,
}: Pick<StoredDifference, "ours" | "theirs">): string | null {
  const currency = ours?.currency ?? theirs?.currency;
  if (currency === undefined) return null;
  if (ours !== null && theirs !== null && ours.currency !== theirs.currency) return null;
  const gap = (theirs?.amountMinor ?? 0) - (ours?.amountMinor ?? 0);
  return `${gap > 0 ? "+" : ""}${formatMoney(gap, currency)}`;
}

/** The days of a period, whose end is the first instant after it: "20 Nov 2026", "1 Nov – 20 Nov 2026". */
export function daysWords(from: Date, to: Date, timeZone: string): string {
  const last = new Date(to.getTime() - 1);
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone });
  const whole = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone,
  });
  if (whole.format(from) === whole.format(last)) return whole.format(last);
  return `${day.format(from)} – ${whole.format(last)}`;
}

export const differencesOf = ({ counts }: Pick<RunView, "counts">): number =>
  counts.missingHere + counts.missingThere + counts.amountDiffers;
