import { Counts } from "./counts";
import { runSeed, type SeedRun } from "./run-seed";

export type Totals = {
  seeds: number;
  steps: number;
  virtualMs: number;
  counts: readonly [string, number][];
  violations: readonly SeedRun[];
};

/** Runs seeds one after the other; stops early after `violationsMax`. `tell`: how many are done. */
export async function runSeeds(
  { from, count, violationsMax }: { from: number; count: number; violationsMax: number },
  tell: (done: number) => void = () => {},
): Promise<Totals> {
  const counts = new Counts();
  const violations: SeedRun[] = [];
  let [seeds, steps, virtualMs] = [0, 0, 0];
  for (let seed = from; seed < from + count && violations.length < violationsMax; seed++) {
    const run = await runSeed(seed);
    seeds += 1;
    steps += run.steps;
    virtualMs += run.virtualMs;
    counts.addAll(run.counts);
    if (run.violation) violations.push(run);
    if (seeds % 500 === 0) tell(seeds);
  }
  return { seeds, steps, virtualMs, counts: counts.entries(), violations };
}

export function addTotals(parts: readonly Totals[]): Totals {
  const counts = new Counts();
  for (const part of parts) counts.addAll(part.counts);
  const sum = (of: (part: Totals) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    seeds: sum(({ seeds }) => seeds),
    steps: sum(({ steps }) => steps),
    virtualMs: sum((part) => part.virtualMs),
    counts: counts.entries(),
    violations: parts.flatMap(({ violations }) => violations).sort((a, b) => a.seed - b.seed),
  };
}
