/** Days of the calendar as text (`2026-11-21`), and the spans of them that a report shows. Pure. */
export const REPORT_SPANS = [1, 7, 30, 90] as const;
export type ReportSpan = (typeof REPORT_SPANS)[number];
export const DEFAULT_SPAN: ReportSpan = 30;

const DAY_MS = 86_400_000;

export const dayIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The last day is today, which is not over; the span before is as long, and is over. */
export type ReportPeriod = { span: ReportSpan; from: string; to: string; before: string };

export function periodOf(span: ReportSpan, now: Date, timeZone: string): ReportPeriod {
  const to = dayIn(now, timeZone);
  const from = dayAfter(to, 1 - span);
  return { span, from, to, before: dayAfter(from, -span) };
}

/** Every day of the period, oldest first. */
export const daysOf = ({ from, span }: ReportPeriod): readonly string[] =>
  Array.from({ length: span }, (_, i) => dayAfter(from, i));

/** The Monday of a day's week. */
export function weekOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}
