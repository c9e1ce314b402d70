import { dateFormat } from "./date-format";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "12 min ago", "1 h ago", "3 days ago"; "just now" for less than a minute, and for clocks that differ. */
export function relativeTime(then: Date, now: Date): string {
  const agoMs = now.getTime() - then.getTime();
  if (agoMs < MINUTE_MS) return "just now";
  if (agoMs < HOUR_MS) return `${Math.floor(agoMs / MINUTE_MS)} min ago`;
  if (agoMs < DAY_MS) return `${Math.floor(agoMs / HOUR_MS)} h ago`;
  const days = Math.floor(agoMs / DAY_MS);
  return days === 1 ? "1 day ago" : `${days} days ago`;
}

/** The shortest that cannot be misread: "14:03" today, "19 Nov, 14:03", "19 Nov 2025, 14:03". */
export function shortTime(then: Date, now: Date, timeZone: string): string {
  const time = part(then, { hour: "2-digit", minute: "2-digit", timeZone });
  if (dayOf(then, timeZone) === dayOf(now, timeZone)) return time;
  const isThisYear =
    part(then, { year: "numeric", timeZone }) === part(now, { year: "numeric", timeZone });
  const year = isThisYear ? {} : ({ year: "numeric" } as const);
  return `${part(then, { day: "numeric", month: "short", ...year, timeZone })}, ${time}`;
}

/** As `formatDateTime` writes it: "20 November 2026, 14:03". */
export const wholeTime = (date: Date, timeZone: string): string =>
  `${part(date, { dateStyle: "long", timeZone })}, ${part(date, { hour: "2-digit", minute: "2-digit", timeZone })}`;

/** A calendar day in the shop's time zone, to compare with. */
export const dayOf = (date: Date, timeZone: string): string =>
  part(date, { year: "numeric", month: "2-digit", day: "2-digit", timeZone });

const part = (date: Date, options: Intl.DateTimeFormatOptions) => dateFormat(options).format(date);
