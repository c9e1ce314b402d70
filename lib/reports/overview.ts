import { DECLINE_CODES, type DeclineCode } from "../providers/decline";
import { daysOf, type ReportPeriod } from "./report-days";

export const CHECKOUT_STEPS = ["cart", "contact", "delivery", "payment", "placed"] as const;
export type CheckoutStep = (typeof CHECKOUT_STEPS)[number];
export const THREE_DS_OUTCOMES = ["passed", "attempted", "failed", "not_used"] as const;
export type ThreeDsOutcome = (typeof THREE_DS_OUTCOMES)[number];

/** A figure beside that of the period before. */
export type Pair = { now: number; before: number };
export type Tally = { times: Pair; amountMinor: Pair };

/** Attempts that a bank has answered, and those it said yes to. */
export type Acceptance = { answered: Pair; accepted: Pair };
export type Share = { id: string; taken: Tally; acceptance: Acceptance };

/** What a shop's payments came to in one period, in one currency. */
export type Report = {
  taken: Tally;
  refunded: Tally;
  acceptance: Acceptance;
  /** Attempts that never reached a bank. */
  failed: Pair;
  perDay: readonly { day: string; amountMinor: number; times: number }[];
  gateways: readonly Share[];
  methods: readonly Share[];
  /** Most frequent first, without those that did not happen in this period. */
  declines: readonly { code: DeclineCode; times: Pair; paidLater: number }[];
  threeDs: Readonly<Record<ThreeDsOutcome, Pair>>;
  steps: Readonly<Record<CheckoutStep, Pair>>;
};

/** Sums of one period: by day, by gateway or by method; the other keys are empty. */
export type SumRow = {
  isNow: boolean;
  by: "day" | "gateway" | "method";
  key: string;
  fact: string;
  detail: string;
  times: number;
  amountMinor: number;
};
export type StepRow = { isNow: boolean; step: string; count: number };

/** From sums to figures. Pure. */
export function reportOf(
  period: ReportPeriod,
  rows: readonly SumRow[],
  stepRows: readonly StepRow[],
): Report {
  const ofGateways = rows.filter(({ by }) => by === "gateway");
  const fact = (name: string) => ofGateways.filter((row) => row.fact === name);
  return {
    taken: tallyOf(fact("capture")),
    refunded: tallyOf(fact("refund")),
    acceptance: acceptanceOf(ofGateways),
    failed: timesOf(fact("failed")),
    perDay: perDayOf(period, rows),
    gateways: sharesOf(ofGateways),
    methods: sharesOf(rows.filter(({ by }) => by === "method")),
    declines: declinesOf(fact("declined"), fact("paid_later")),
    threeDs: recordOf(THREE_DS_OUTCOMES, (outcome) =>
      timesOf(fact("three_ds").filter(({ detail }) => detail === outcome)),
    ),
    steps: recordOf(CHECKOUT_STEPS, (step) => {
      const of = (isNow: boolean) =>
        stepRows.find((row) => row.step === step && row.isNow === isNow)?.count ?? 0;
      return { now: of(true), before: of(false) };
    }),
  };
}

const recordOf = <K extends string, V>(keys: readonly K[], of: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;

type Counted = Pick<SumRow, "isNow" | "times" | "amountMinor">;

function sum(rows: readonly Counted[], of: (row: Counted) => number): Pair {
  const pair = { now: 0, before: 0 };
  for (const row of rows) pair[row.isNow ? "now" : "before"] += of(row);
  return pair;
}
const timesOf = (rows: readonly Counted[]): Pair => sum(rows, ({ times }) => times);
const tallyOf = (rows: readonly Counted[]): Tally => ({
  times: timesOf(rows),
  amountMinor: sum(rows, ({ amountMinor }) => amountMinor),
});

function acceptanceOf(rows: readonly SumRow[]): Acceptance {
  const accepted = timesOf(rows.filter(({ fact }) => fact === "authorization"));
  const declined = timesOf(rows.filter(({ fact }) => fact === "declined"));
  const answered = {
    now: accepted.now + declined.now,
    before: accepted.before + declined.before,
  };
  return { accepted, answered };
}

/** The busiest first; what had nothing in this period is left out. */
function sharesOf(rows: readonly SumRow[]): readonly Share[] {
  const ids = [...new Set(rows.map(({ key }) => key))];
  return ids
    .map((id) => {
      const own = rows.filter(({ key }) => key === id);
      const taken = tallyOf(own.filter(({ fact }) => fact === "capture"));
      return { id, taken, acceptance: acceptanceOf(own) };
    })
    .filter(({ taken, acceptance }) => taken.times.now > 0 || acceptance.answered.now > 0)
    .sort((a, b) => b.acceptance.answered.now - a.acceptance.answered.now || order(a.id, b.id));
}

const order = (a: string, b: string): number => (a < b ? -1 : 1);

function perDayOf(period: ReportPeriod, rows: readonly SumRow[]): Report["perDay"] {
  const captured = new Map(
    rows.flatMap((row) =>
      row.by === "day" && row.fact === "capture" && row.isNow ? [[row.key, row] as const] : [],
    ),
  );
  return daysOf(period).map((day) => {
    const { amountMinor = 0, times = 0 } = captured.get(day) ?? {};
    return { day, amountMinor, times };
  });
}

function declinesOf(declined: readonly SumRow[], paidLater: readonly SumRow[]): Report["declines"] {
  const of = (rows: readonly SumRow[], code: DeclineCode) =>
    timesOf(rows.filter(({ detail }) => detail === code));
  return DECLINE_CODES.map((code) => ({
    code,
    times: of(declined, code),
    paidLater: of(paidLater, code).now,
  }))
    .filter(({ times }) => times.now > 0)
    .sort((a, b) => b.times.now - a.times.now);
}

/** Of a hundred; null where there was nothing. */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : (100 * part) / whole;

/** How much more than before, of a hundred of what was before; null where there was nothing before. */
export const growthOf = ({ now, before }: Pair): number | null =>
  before === 0 ? null : (100 * (now - before)) / before;

/** By how many points acceptance has changed; null where one period has no answer. */
export function pointsOf({ accepted, answered }: Acceptance): number | null {
  const now = percentOf(accepted.now, answered.now);
  const before = percentOf(accepted.before, answered.before);
  return now === null || before === null ? null : now - before;
}
