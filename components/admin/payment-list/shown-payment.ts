import { methodWords } from "@/components/admin/method-words";
import { stateNote } from "@/components/admin/state-badge";
import { STATE_SIGNS } from "@/components/admin/states";
import { relativeTime, shortTime, wholeTime } from "@/components/admin/times";
import type { BadgeTone } from "@/components/ui/badge";
import type { CoinName } from "@/components/ui/coins";
import { formatMoney } from "@/components/ui/format";
import type { ListedPayment } from "@/lib/payment-list/list-view";

export type ShownWith = {
  now: Date;
  timeZone: string;
  /** False while the banner says it of all. */
  marksTest: boolean;
};

/** A row as it is read: texts only, in the shop's language and time zone, which a browser's own tables may write otherwise. */
export type ShownPayment = {
  id: string;
  state: { word: string; tone: BadgeTone; coin: CoinName; note: string | null };
  isMarkedTest: boolean;
  amount: string;
  customer: { name: string; email: string | null };
  method: { paidWith: string; by: string };
  order: string;
  time: { iso: string; whole: string; short: string; ago: string };
};

export function shownOf(row: ListedPayment, shown: ShownWith): ShownPayment {
  const { now, timeZone, marksTest } = shown;
  const { createdAt: at, customer } = row;
  const { word, tone, coin } = STATE_SIGNS[row.state];
  return {
    id: row.id,
    state: { word, tone, coin, note: stateNote(row.state, row.decline) },
    isMarkedTest: marksTest && row.mode === "test",
    amount: formatMoney(row.amountMinor, row.currency),
    customer: {
      name: customer.name ?? customer.email ?? "Guest",
      email: customer.name === null ? null : customer.email,
    },
    method: methodWords(row.method),
    order: row.orderNumber,
    time: {
      iso: at.toISOString(),
      whole: wholeTime(at, timeZone),
      short: shortTime(at, now, timeZone),
      ago: relativeTime(at, now),
    },
  };
}
