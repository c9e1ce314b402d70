// Chooses the steps, runs them side by side where a machine of two cores bears it, and sums up.
import { resolve } from "node:path";
import { makePackages } from "../start/fresh.mjs";

const SLOTS = 2;
const root = resolve(import.meta.dirname, "../..");
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
/** Lines of a passing step that are worth reading: what the contract suite has validated. */
const WORTH_READING = /\bvalidated\b/i;

/** Throws a sentence for arguments that are not understood. */
function choose(argv, steps, groups) {
  const usage = `Usage: npm test [-- --quick | --only ${groups.join("|")}]`;
  if (argv.length === 0) return steps.filter((step) => !step.apart);
  if (argv.length === 1 && argv[0] === "--quick") return steps.filter((step) => step.quick);
  const wanted = argv[0] === "--only" ? argv.slice(1).flatMap((word) => word.split(",")) : [];
  if (wanted.length === 0 || wanted.some((group) => !groups.includes(group)))
    throw new Error(usage);
  const chosen = steps.filter((step) => wanted.includes(step.group));
  const needed = new Set(chosen.flatMap((step) => step.needs));
  return steps.filter((step) => chosen.includes(step) || needed.has(step.id));
}

function sayEnd(step, result, ms) {
  const { passed, failed, skipped, output = "", note } = result;
  const counts = [
    `${passed} passed`,
    failed && `${failed} failed`,
    skipped && `${skipped} skipped`,
  ];
  const mark = failed > 0 ? "✗" : "✓";
  const about = note ? ` (${note})` : "";
  console.log(`${mark} ${step.id}${about}: ${counts.filter(Boolean).join(", ")}, ${seconds(ms)}`);
  if (failed > 0) console.log(output.trimEnd());
  else
    for (const line of output.split("\n")) if (WORTH_READING.test(line)) console.log(`  ${line}`);
}

async function runStep(step, results) {
  const failed = step.needs.find((id) => results.get(id)?.failed !== 0);
  if (failed) return { passed: 0, failed: 1, skipped: 0, output: `It needs ${failed}.`, ms: 0 };
  console.log(`· ${step.id} …`);
  const startedAt = performance.now();
  const broken = (error) => ({ passed: 0, failed: 1, skipped: 0, output: String(error.stack) });
  const result = await step.run().catch(broken);
  return { ...result, ms: performance.now() - startedAt };
}

/** Begins each step as soon as what it waits for has ended and there is room. Resolves to the results by step. */
async function runAll(steps) {
  const results = new Map();
  const waiting = [...steps];
  const running = new Map();
  const planned = new Set(steps.map((step) => step.id));
  const used = () => [...running.keys()].reduce((sum, step) => sum + step.slots, 0);
  const canBegin = (step) =>
    [...step.needs, ...(step.after ?? [])].every((id) => !planned.has(id) || results.has(id)) &&
    used() + step.slots <= SLOTS;
  while (waiting.length > 0 || running.size > 0) {
    for (const step of waiting.filter(canBegin)) {
      if (!canBegin(step)) continue;
      waiting.splice(waiting.indexOf(step), 1);
      const work = runStep(step, results).then((result) => {
        results.set(step.id, result);
        running.delete(step);
        sayEnd(step, result, result.ms);
      });
      running.set(step, work);
    }
    await Promise.race(running.values());
  }
  return results;
}

function sumUp(steps, results, ms) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const width = Math.max(...steps.map((step) => step.id.length));
  console.log("");
  for (const { id } of steps) {
    const result = results.get(id);
    for (const key of Object.keys(total)) total[key] += result[key];
    const cells = [result.passed, result.failed, result.skipped].map((n) => String(n).padStart(5));
    console.log(`  ${id.padEnd(width)} ${cells.join(" ")} ${seconds(result.ms).padStart(9)}`);
  }
  console.log(`  ${"in all".padEnd(width)} ${" ".repeat(17)} ${seconds(ms).padStart(9)}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total;
}

/** Runs what `argv` asks for and ends the process: 0 where nothing failed. */
export async function run(argv) {
  const startedAt = performance.now();
  try {
    await makePackages(root, console.log);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  // Only now: its parts come from the packages.
  const { GROUPS, endChildren, stepsOf } = await import("./steps.mjs");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      endChildren();
      setTimeout(() => process.exit(1), 5_000);
    });
  }
  let steps;
  try {
    steps = choose(argv, stepsOf(root), GROUPS);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const results = await runAll(steps);
  const total = sumUp(steps, results, performance.now() - startedAt);
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
}
