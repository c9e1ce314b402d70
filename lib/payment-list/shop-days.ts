// Days as the shop's clocks show them, as moments.

const DAY_MS = 86_400_000;

/** By time zone: to make one takes as long as a hundred uses of it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** How far the zone's clocks are ahead of UTC at a moment. */
function aheadMs(at: Date, timeZone: string): number {
  const shown = clockOf(timeZone).formatToParts(at);
  const parts = new Map(shown.map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const [year, month, day] = [part("year"), part("month") - 1, part("day")];
  const wall = Date.UTC(year, month, day, part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at.getTime() / 1000) * 1000;
}

/** When a day begins, some days after the given one: `2026-11-20`. Null for what is no day of the calendar. */
export function startOfDay(day: string, timeZone: string, daysAfter = 0): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const given = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(given.getTime()) || given.toISOString().slice(0, 10) !== day) return null;
  const midnight = given.getTime() + daysAfter * DAY_MS;
  // Asked twice: the clocks may have been changed between UTC's midnight and the shop's.
  const guess = new Date(midnight - aheadMs(new Date(midnight), timeZone));
  return new Date(midnight - aheadMs(guess, timeZone));
}

/** The day that the shop's clocks show: `2026-11-20`. */
export const dayAt = (at: Date, timeZone: string): string =>
  new Date(at.getTime() + aheadMs(at, timeZone)).toISOString().slice(0, 10);
