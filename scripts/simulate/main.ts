// `npm run simulate -- --seeds N [--from N]` runs worlds, and `--seed S` replays one, line by line. Exit code 1 when an
// invariant was broken, or too little was met to say anything.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { missedBy } from "@/simulation/coverage";
import { planOfSeed, runSeed, type SeedRun } from "@/simulation/run-seed";
import { addTotals, type Totals } from "@/simulation/run-seeds";
import { shrink } from "@/simulation/shrink";
import { bundleWorker, runShare } from "./share";

const WORKERS_MAX = 8;
/** A process compiles what it runs: short shares would do little else. */
const SHARE_SEEDS_MIN = 1_000;
const SHARES_PER_WORKER = 4;
const SEEDS_DEFAULT = 2_000;
/** More than this in one share is one bug many times over. */
const VIOLATIONS_MAX = 10;
const LINES_MAX = 200;
const DAY_MS = 86_400_000;

function numberOf(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name} takes a whole number above zero, not "${text}".`);
  process.exit(1);
}

async function runAll(from: number, seeds: number): Promise<Totals> {
  const program = await bundleWorker("worker", null);
  const workers = Math.min(WORKERS_MAX, availableParallelism());
  const share = Math.ceil(seeds / (workers * SHARES_PER_WORKER));
  const size = Math.min(Math.max(share, SHARE_SEEDS_MIN), Math.ceil(seeds / workers));
  const shares: { from: number; count: number }[] = [];
  for (let at = 0; at < seeds; at += size) {
    shares.push({ from: from + at, count: Math.min(size, seeds - at) });
  }
  let done = 0;
  const tell = (more: number) => {
    done += more;
    if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${seeds} seeds`);
  };
  const parts: Totals[] = [];
  const work = async () => {
    for (let share = shares.shift(); share; share = shares.shift()) {
      const violationsMax = VIOLATIONS_MAX;
      parts.push(await runShare(program, { ...share, violationsMax }, tell));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
  return addTotals(parts);
}

function printStory({ story, violation }: SeedRun): void {
  const lines = story.length > LINES_MAX ? [`(${story.length - LINES_MAX} lines before)`] : [];
  for (const line of [...lines, ...story.slice(-LINES_MAX)]) console.log(line);
  if (violation) console.log(`${violation.invariant} ${violation.orderId ?? ""} ${violation.why}`);
}

/** The first violation with the shortest history that still shows it. */
async function explain(failed: SeedRun): Promise<void> {
  const { seed, violation } = failed;
  console.log(`\nSeed ${seed}: ${violation?.invariant} ${violation?.why}`);
  console.log("The shortest history that shows it:\n");
  const { run } = await shrink(failed, planOfSeed(seed));
  printStory(run);
  console.log(`\nReplay it whole: npm run simulate -- --seed ${seed}`);
}

async function replay(seed: number): Promise<void> {
  const run = await runSeed(seed, { tells: true });
  for (const line of run.story) console.log(line);
  console.log(`${run.steps} steps, ${run.violation ? "1 violation" : "0 violations"}`);
  process.exit(run.violation ? 1 : 0);
}

function report(totals: Totals, ms: number): void {
  const { seeds, steps, virtualMs, counts, violations } = totals;
  for (const [name, count] of counts) console.log(`${String(count).padStart(12)}  ${name}`);
  console.log(`${String(seeds).padStart(12)}  seeds in ${(ms / 1000).toFixed(1)} s`);
  console.log(`${String(steps).padStart(12)}  steps, ${Math.round(steps / seeds)} a seed`);
  console.log(`${String(Math.round(virtualMs / DAY_MS)).padStart(12)}  days of virtual time`);
  console.log(`${String(violations.length).padStart(12)}  violations`);
}

const { values } = parseArgs({
  options: { seeds: { type: "string" }, seed: { type: "string" }, from: { type: "string" } },
});
if (values.seed !== undefined) await replay(numberOf(values.seed, "seed", 1));
const startedAt = performance.now();
const seeds = numberOf(values.seeds, "seeds", SEEDS_DEFAULT);
const totals = await runAll(numberOf(values.from, "from", 1), seeds);
report(totals, performance.now() - startedAt);
const missed = missedBy(totals);
for (const sentence of missed) console.log(`Too seldom: ${sentence}`);
const [first] = totals.violations;
if (first) await explain(first);
process.exit(first || missed.length > 0 ? 1 : 0);
