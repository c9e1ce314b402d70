import "server-only";
import type { PrismaClient } from "@/lib/db/client";
import type { Count, Limit } from "./throttle";

/** Enough to see that somebody keeps trying; a counter that cannot overflow. */
const COUNT_STORED_MAX = 1_000_000;

/**
 * Counts one try of each key, atomically: of two tries at once each sees its own number. The window
 * starts at the first try and is not moved by later ones. Answers in the order of `tries`.
 */
export async function countTries(
  db: Pick<PrismaClient, "$queryRaw">,
  tries: readonly { key: string; limit: Limit }[],
  now: Date,
): Promise<readonly Count[]> {
  if (tries.length === 0) return [];
  const keys = tries.map((entry) => entry.key);
  const ends = tries.map((entry) => new Date(now.getTime() + entry.limit.windowMs).toISOString());
  // Sorted, so that two people at one address who lock the same rows never wait for each other.
  const rows = await db.$queryRaw<{ key: string; count: number; resets_at: Date }[]>`
    INSERT INTO throttles AS t (key, count, resets_at)
    SELECT key, 1, resets_at
    FROM unnest(${keys}::text[], ${ends}::timestamptz[]) AS tried(key, resets_at)
    ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN t.resets_at <= ${now} THEN 1
        ELSE LEAST(t.count + 1, ${COUNT_STORED_MAX}) END,
      resets_at = CASE WHEN t.resets_at <= ${now} THEN EXCLUDED.resets_at ELSE t.resets_at END
    RETURNING key, count, resets_at`;
  return keys.map((key) => {
    const row = rows.find((candidate) => candidate.key === key);
    if (row === undefined) throw new Error("A counted try has no row.");
    return { count: row.count, resetsAt: row.resets_at };
  });
}

/** After a success: the account starts anew; the address gets back only the try that was no failure. */
export async function forgiveTries(
  db: Pick<PrismaClient, "$executeRaw">,
  keys: { cleared: string; returned: string | null },
): Promise<void> {
  await db.$executeRaw`
    UPDATE throttles
    SET count = CASE WHEN key = ${keys.cleared} THEN 0 ELSE GREATEST(count - 1, 0) END
    WHERE key IN (${keys.cleared}, ${keys.returned})`;
}

/** Windows that are over carry nothing, whatever they counted. */
export async function dropOldThrottles(
  db: Pick<PrismaClient, "$executeRaw">,
  now: Date,
): Promise<number> {
  return db.$executeRaw`DELETE FROM throttles WHERE resets_at < ${now}`;
}
