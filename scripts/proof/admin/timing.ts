// One thing timed again and again, with the SQL statements that it sent.

const ROUNDS = 40;
const WARMING_ROUNDS = 10;

export type Timed = { p50: number; p95: number; statements: number };
/** Answers how many statements it sent. */
export type Work = () => Promise<number>;

/**
 * Times two things by turns, so that both meet the same machine: another program that is busy for a second makes neither
 * look slow beside the other. What `after` does is not timed.
 */
export async function timedBeside(
  work: Work,
  bare: Work,
  after: () => Promise<void> = async () => {},
): Promise<{ it: Timed; bare: Timed }> {
  const [ofIt, ofBare] = [series(work), series(bare)];
  for (let round = 0; round < WARMING_ROUNDS + ROUNDS; round++) {
    await ofBare.run(round >= WARMING_ROUNDS);
    await ofIt.run(round >= WARMING_ROUNDS);
    await after();
  }
  return { it: ofIt.result(), bare: ofBare.result() };
}

function series(work: Work) {
  const times: number[] = [];
  let statements = 0;
  return {
    run: async (counts: boolean) => {
      const startedAt = performance.now();
      statements = await work();
      if (counts) times.push(performance.now() - startedAt);
    },
    result: (): Timed => {
      times.sort((a, b) => a - b);
      const percentile = (share: number) => times[Math.ceil(times.length * share) - 1] ?? 0;
      return { p50: percentile(0.5), p95: percentile(0.95), statements };
    },
  };
}
