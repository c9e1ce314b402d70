// `npm run simulate:mutants [-- --only <words>]`: the test's own test. Each guard is taken out of a copy of the source,
// one at a time, and the simulation must find out within a thousand seeds; those in SQL are taken out of the running app, and
// the race must find out. Exit code 1 when one is not caught.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isSqlGuard, raceWithout, SQL_GUARDS } from "../proof/sql-guards";
import { GUARDS, type Guard, without } from "./guards";
import { bundleWorker, runShare } from "./share";

const SEEDS_MAX = 1_000;
const WORKERS_MAX = 8;

type Outcome = { guard: Guard; seed: number | null; why: string };

async function tryWithout(guard: Guard, at: number): Promise<Outcome> {
  const rewrite = (source: string) => without(guard, source);
  const program = await bundleWorker(`mutant-${at}`, { path: guard.path, rewrite });
  const { violations } = await runShare(program, { from: 1, count: SEEDS_MAX, violationsMax: 1 });
  const [caught] = violations;
  const why = `${caught?.violation?.invariant} ${caught?.violation?.why.split("\n")[0]}`;
  return { guard, seed: caught?.seed ?? null, why: caught ? why : "" };
}

const { values } = parseArgs({ options: { only: { type: "string" } } });
const isNamed = ({ name }: { name: string }) => name.includes(values.only ?? "");
if (![...GUARDS, ...Object.values(SQL_GUARDS)].some(isNamed)) {
  console.error(`No guard's name has "${values.only}" in it.`);
  process.exit(1);
}
const chosen = GUARDS.filter(isNamed);
const waiting = [...chosen.entries()];
const missed: string[] = [];
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [at, guard] = next;
    const { seed, why } = await tryWithout(guard, at);
    if (seed === null) missed.push(guard.name);
    const found = seed === null ? "NOT CAUGHT" : `caught at seed ${seed}: ${why.slice(0, 90)}`;
    console.log(`${guard.name.padEnd(56)} ${found}`);
  }
};
await Promise.all(Array.from({ length: Math.min(WORKERS_MAX, availableParallelism()) }, work));
const inSql = Object.entries(SQL_GUARDS).filter(([, guard]) => isNamed(guard));
for (const [guard, { name }] of inSql) {
  const said = isSqlGuard(guard) ? await raceWithout(process.cwd(), guard) : null;
  if (said === null) missed.push(name);
  console.log(`${name.padEnd(56)} ${said === null ? "NOT CAUGHT" : `caught by the race: ${said}`}`);
}
const count = chosen.length + inSql.length;
console.log(`${count - missed.length} of ${count} guards caught`);
process.exit(missed.length > 0 ? 1 : 0);
