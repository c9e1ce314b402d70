import type { Mode } from "@/lib/payments/payment-source";
import type { ReportChoice } from "@/lib/reports/overview-queries";
import { DEFAULT_SPAN, REPORT_SPANS, type ReportSpan } from "@/lib/reports/report-days";
import { one, type Query } from "../query";

export const OVERVIEW = "/admin/overview";

export type OverviewQuery = Query<"days" | "currency" | "mode">;

/** Null: nothing was ever paid or tried in this mode. */
export type OverviewWish = { span: ReportSpan; mode: Mode; currency: string | null };

/** What an address asks for; what it gets wrong is as if it did not say it. */
export function readOverviewQuery(
  query: OverviewQuery,
  { choices, isTest }: { choices: readonly ReportChoice[]; isTest: boolean },
): OverviewWish {
  const span = REPORT_SPANS.find((each) => String(each) === one(query.days)) ?? DEFAULT_SPAN;
  const mode: Mode = isTest || one(query.mode) === "test" ? "test" : "live";
  const currencies = choices.filter((each) => each.mode === mode).map((each) => each.currency);
  const wanted = one(query.currency)?.toUpperCase();
  const currency = currencies.find((each) => each === wanted) ?? currencies[0] ?? null;
  return { span, mode, currency };
}

/** The overview as somebody asked for it. */
export function overviewPath(
  { span, mode, currency }: OverviewWish,
  { isTest }: { isTest: boolean },
): string {
  const query = new URLSearchParams({ days: String(span) });
  if (currency !== null) query.set("currency", currency);
  if (!isTest && mode === "test") query.set("mode", mode);
  return `${OVERVIEW}?${query}`;
}

/** The list of payments, narrowed to what a figure is of. */
export function paymentsPath(
  wish: OverviewWish,
  filter: Readonly<Record<string, string>>,
  { isTest }: { isTest: boolean },
): string {
  const query = new URLSearchParams(filter);
  if (wish.currency !== null) query.set("currency", wish.currency);
  if (!isTest && wish.mode === "test") query.set("mode", "test");
  return `/admin/payments?${query}`;
}

export const periodFilter = (span: ReportSpan): Readonly<Record<string, string>> => ({
  period: span === 1 ? "today" : String(span),
});
