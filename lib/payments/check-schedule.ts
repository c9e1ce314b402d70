/**
 * When to ask a provider again about what is not settled: quickly at first, then ever more seldom for a week.
 * After the last one it stays visible and is only asked by hand, by a webhook or by an opened page.
 */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const CHECK_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
  DAY_MS,
  ...Array.from({ length: 7 }, () => DAY_MS),
];

/** Null when the schedule is used up. `checksCount` is how often it was asked so far. */
export function nextCheckAt(now: Date, checksCount: number): Date | null {
  const delayMs = CHECK_DELAYS_MS[checksCount];
  return delayMs === undefined ? null : new Date(now.getTime() + delayMs);
}
