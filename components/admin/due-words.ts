const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** From then on a deadline is told in the colour of trouble. */
const SOON_MS = 3 * DAY_MS;

export type DueWords = { words: string; isSoon: boolean };

/** "9 days left", "5 h left", "2 h too late". */
export function dueWords(dueAt: Date, now: Date): DueWords {
  const leftMs = dueAt.getTime() - now.getTime();
  const words = leftMs >= 0 ? `${spanWords(leftMs)} left` : `${spanWords(-leftMs)} too late`;
  return { words, isSoon: leftMs < SOON_MS };
}

function spanWords(ms: number): string {
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / DAY_MS)} days`;
}
