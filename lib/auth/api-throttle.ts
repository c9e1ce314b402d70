/**
 * A sliding window per key, kept in memory: one process serves the API, and a restart may forget.
 */
export type Throttle = {
  /**
   * Counts one request. `remaining` is what is left after it; `retryAfterSeconds` is 0 while it is
   * allowed.
   */
  take(key: string, now: Date): { allowed: boolean; remaining: number; retryAfterSeconds: number };
};

/**
 * Keys kept at most: the oldest is forgotten first, so that made-up addresses cannot fill the
 * memory.
 */
const KEYS_MAX = 10_000;

export function createThrottle(limit: { requests: number; windowMs: number }): Throttle {
  const seen = new Map<string, number[]>();
  return {
    take(key, now) {
      const start = now.getTime() - limit.windowMs;
      const times = (seen.get(key) ?? []).filter((time) => time > start);
      const allowed = times.length < limit.requests;
      if (allowed) times.push(now.getTime());
      seen.delete(key);
      seen.set(key, times);
      const oldestKey = seen.size > KEYS_MAX ? seen.keys().next().value : undefined;
      if (oldestKey !== undefined) seen.delete(oldestKey);
      const waitMs = allowed ? 0 : (times[0] ?? 0) + limit.windowMs - now.getTime();
      return {
        allowed,
        remaining: limit.requests - times.length,
        retryAfterSeconds: Math.ceil(waitMs / 1000),
      };
    },
  };
}
