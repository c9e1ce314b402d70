import { err, type Result } from "../result";
import { readPeriod } from "./request";
import type { Period } from "./store";

export const DAYS_MAX = 92;
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Wrong = { field: "from" | "to"; text: string };

/** Two days of the organization's calendar, both of the period; the last at most today. Says which of them is to be mended. */
export function readDays(
  given: { from: string; to: string },
  { today, timeZone }: { today: string; timeZone: string },
): Result<Period, Wrong> {
  for (const field of ["from", "to"] as const) {
    if (!isDay(given[field])) return err({ field, text: "Choose a day, like 2026-11-20" });
  }
  if (given.to > today) return err({ field: "to", text: "Choose today or a day before" });
  if (given.from > given.to) {
    return err({ field: "from", text: "Choose a first day that is not after the last" });
  }
  if (msOf(given.to) - msOf(given.from) >= DAYS_MAX * DAY_MS) {
    return err({ field: "from", text: `Choose at most ${DAYS_MAX} days at once` });
  }
  const next = new Date(msOf(given.to) + DAY_MS).toISOString().slice(0, 10);
  const period = readPeriod({ from: given.from, to: next }, timeZone);
  return period.ok ? period : err({ field: "from", text: period.error });
}

const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

const isDay = (text: string): boolean =>
  DAY.test(text) &&
  !Number.isNaN(msOf(text)) &&
  new Date(msOf(text)).toISOString().startsWith(text);
