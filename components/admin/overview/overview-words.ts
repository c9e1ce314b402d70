import { formatMoney } from "@/components/ui/format";
import {
  type Acceptance,
  type CheckoutStep,
  growthOf,
  type Pair,
  percentOf,
  pointsOf,
  type ThreeDsOutcome,
} from "@/lib/reports/overview";
import type { ReportSpan } from "@/lib/reports/report-days";

/** The figures' words. Pure. */
export const SPAN_WORDS: Record<ReportSpan, string> = {
  1: "Today",
  7: "7 days",
  30: "30 days",
  90: "90 days",
};

/** "the 30 days before"; a day that is not over stands beside a whole one. */
export const beforeWords = (span: ReportSpan): string =>
  span === 1 ? "yesterday" : `the ${span} days before`;

export const inWords = (span: ReportSpan): string => (span === 1 ? "today" : `last ${span} days`);

/** "+8.2%", "−1.4": with its sign, and a real minus. */
export function signed(value: number, unit = ""): string {
  const text = Math.abs(value).toFixed(1);
  const sign = text === "0.0" ? "±" : value < 0 ? "−" : "+";
  return `${sign}${text}${unit}`;
}

export type Change = { text: string; tone: "up" | "down" | null };

/** How an amount has changed. Null where there is nothing to compare with. */
export function growthWords(pair: Pair): Change | null {
  const growth = growthOf(pair);
  return growth === null ? null : { text: signed(growth, "%"), tone: toneOf(growth) };
}

export function pointsWords(acceptance: Acceptance): Change | null {
  const points = pointsOf(acceptance);
  return points === null ? null : { text: signed(points), tone: toneOf(points) };
}

const toneOf = (value: number): Change["tone"] =>
  Math.abs(value) < 0.05 ? null : value > 0 ? "up" : "down";

/** "93.4%"; a dash where there was nothing to judge by. */
export function percentText(part: number, whole: number): string {
  const percent = percentOf(part, whole);
  return percent === null ? "–" : `${percent.toFixed(1)}%`;
}

const WHOLE = new Intl.NumberFormat("en");
export const countText = (count: number): string => WHOLE.format(count);

/** "1 refund", "17 refunds". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

/** A line of a chart: whole units of the currency only, long ones shortened. The figures beside it are exact. */
export function lineMoney(amountMinor: number, currency: string): string {
  const text = formatMoney(amountMinor, currency).replace(/\.0+$/, "");
  if (text.length <= 8) return text;
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    notation: "compact",
    maximumFractionDigits: 1,
  });
  return format.format(amountMinor / unitOf(currency));
}

/** Minor units of one whole: 100 for EUR, 1 for JPY. */
export function unitOf(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}

/** "13 Nov". */
export const shortDay = (day: string): string =>
  new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );

export const THREE_DS_WORDS: Record<ThreeDsOutcome, string> = {
  passed: "Passed",
  attempted: "Attempted, bank vouches",
  failed: "Not passed",
  not_used: "Not used",
};

export const STEP_WORDS: Record<CheckoutStep, string> = {
  cart: "Cart with something in it",
  contact: "Contact and address",
  delivery: "Delivery chosen",
  payment: "Payment begun",
  placed: "Order placed",
};
