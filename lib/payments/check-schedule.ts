/**
 * When to ask a provider about what is not settled, counted from when it was asked for: quickly at first, then ever more
 * seldom for a week. How often it was asked meanwhile (by opened pages, by webhooks) does not use the schedule up. After
 * the last one it stays visible, on the attention list, and is only asked by hand, by a webhook or by an opened page.
 */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const CHECKS_AT_MS: readonly number[] = [
  5 * SECOND_MS,
  15 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  HOUR_MS,
  6 * HOUR_MS,
  DAY_MS,
  ...Array.from({ length: 7 }, (_, day) => (day + 2) * DAY_MS),
];

/** Null when the schedule is used up. */
export function nextCheckAt(now: Date, requestedAt: Date): Date | null {
  const ageMs = now.getTime() - requestedAt.getTime();
  const atMs = CHECKS_AT_MS.find((each) => each > ageMs);
  return atMs === undefined ? null : new Date(requestedAt.getTime() + atMs);
}
