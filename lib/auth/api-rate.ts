import type { Throttle } from "./api-throttle";

/** Addresses kept at most: the one that came first is forgotten first. */
const KEYS_MAX = 50_000;

type Counted = { windowIndex: number; before: number; now: number };

/**
 * A sliding window of two counters a key, for limits too high to remember every request of: the last window weighs as much
 * as of it still lies in the sliding one. In memory, each node for itself. A refused request is not counted.
 */
export function createRate(limit: { requests: number; windowMs: number }): Throttle {
  const { requests, windowMs } = limit;
  const seen = new Map<string, Counted>();
  return {
    take(key, now) {
      const time = now.getTime();
      const windowIndex = Math.floor(time / windowMs);
      const last = seen.get(key);
      const counted = rolledTo(windowIndex, last);
      if (last === undefined) {
        const oldest = seen.size >= KEYS_MAX ? seen.keys().next().value : undefined;
        if (oldest !== undefined) seen.delete(oldest);
      }
      seen.set(key, counted);
      const past = (time % windowMs) / windowMs;
      const used = counted.before * (1 - past) + counted.now;
      const allowed = used + 1 <= requests;
      if (allowed) counted.now += 1;
      const remaining = Math.max(0, Math.floor(requests - used) - (allowed ? 1 : 0));
      const waitMs = allowed ? 0 : waitOf(counted, requests, past) * windowMs;
      return { allowed, remaining, retryAfterSeconds: Math.ceil(waitMs / 1000) };
    },
  };
}

function rolledTo(windowIndex: number, last: Counted | undefined): Counted {
  if (last === undefined || last.windowIndex < windowIndex - 1) {
    return { windowIndex, before: 0, now: 0 };
  }
  if (last.windowIndex === windowIndex) return last;
  return { windowIndex, before: last.now, now: 0 };
}

/** In windows: until so much of the last one has slid out that one more fits. */
function waitOf({ before, now }: Counted, requests: number, past: number): number {
  const room = requests - 1 - now;
  if (room >= 0 && before > 0) return Math.max(0, 1 - room / before - past);
  // This window itself must slide out as far.
  return 1 - past + Math.max(0, 1 - (requests - 1) / now);
}
