import { formatDay } from "@/components/ui/format";

const DAY_MS = 24 * 60 * 60 * 1000;

const isWeekend = (date: Date, timeZone: string): boolean => {
  const day = new Intl.DateTimeFormat("en", { weekday: "short", timeZone }).format(date);
  return day === "Sat" || day === "Sun";
};

/** The date so many working days after another; 0 is the next working day at the earliest. */
export function afterWorkingDays(from: Date, days: number, timeZone: string): Date {
  let date = from;
  let left = Math.max(1, days);
  while (left > 0) {
    date = new Date(date.getTime() + DAY_MS);
    if (!isWeekend(date, timeZone)) left -= 1;
  }
  return date;
}

/** "Tuesday 24 to Wednesday 25 November"; null where the method promises no days. */
export function deliveryDates(input: {
  from: Date;
  daysMin: number | null;
  daysMax: number | null;
  timeZone: string;
}): string | null {
  const { from, daysMin, daysMax, timeZone } = input;
  const earliest = daysMin ?? daysMax;
  const latest = daysMax ?? daysMin;
  if (earliest === null || latest === null) return null;
  const first = afterWorkingDays(from, earliest, timeZone);
  const last = afterWorkingDays(from, latest, timeZone);
  const lastText = formatDay(last, { timeZone });
  if (formatDay(first, { timeZone }) === lastText) return lastText;
  const monthOf = (date: Date) =>
    new Intl.DateTimeFormat("en", { month: "long", timeZone }).format(date);
  const sameMonth = monthOf(first) === monthOf(last);
  return `${formatDay(first, { timeZone, month: !sameMonth })} to ${lastText}`;
}
