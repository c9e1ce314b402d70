// One thing timed again and again, with the SQL statements that it sent.

const ROUNDS = 40;
const WARMING_ROUNDS = 10;

export type Timed = { name: string; p50: number; p95: number; statements: number };

/** `work` answers how many statements it sent. */
export async function timed(
  name: string,
  work: () => Promise<number>,
  rounds = ROUNDS,
): Promise<Timed> {
  const times: number[] = [];
  let statements = 0;
  for (let round = 0; round < WARMING_ROUNDS + rounds; round++) {
    const startedAt = performance.now();
    statements = await work();
    if (round >= WARMING_ROUNDS) times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.ceil(times.length * share) - 1] ?? 0;
  return { name, p50: percentile(0.5), p95: percentile(0.95), statements };
}
