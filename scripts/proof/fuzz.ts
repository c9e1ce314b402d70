// `npm run test:fuzz -- --cases 50000 [--seed S]`: requests of every sort over the whole API, right and wrong. Exit code 1 unless none is
// answered by an error of ours, every refusal says what is wrong and where, nothing is written that was not asked for, and nobody is
// told a secret. Shares of the cases run beside each other, each in a process and a shop of its own.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { z } from "zod";
import { fuzz } from "@/tests/fuzz/fuzz";

const SHARE_MAX = 2_500;
const PROCESSES = 2;

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1500" },
    seed: { type: "string", default: "1" },
    /** Set in the processes that this one starts. */
    share: { type: "boolean", default: false },
  },
});
const cases = Number(values.cases);
const seed = Number(values.seed);

const counts = z.record(z.string(), z.number());
const tallySchema = z.object({
  cases: z.number(),
  byKind: counts,
  byStatus: counts,
  violations: z.array(
    z.object({
      seed: z.number(),
      cases: z.number(),
      complaint: z.string(),
      smallest: z.unknown(),
    }),
  ),
});
type Tally = z.infer<typeof tallySchema>;

if (values.share) {
  process.env.LOG_LEVEL ??= "fatal";
  const tally = await fuzz({ cases, seed });
  process.stdout.write(`\n${JSON.stringify(tally)}\n`, () => process.exit());
} else {
  const started = Date.now();
  const all = sumOf(await allShares());
  print("by kind and caller", all.byKind);
  print("by status", all.byStatus);
  const seconds = Math.round((Date.now() - started) / 1_000);
  console.log(`${all.cases} cases, ${all.violations.length} violations, ${seconds} s.`);
  process.exitCode = all.violations.length === 0 && all.cases >= cases ? 0 : 1;
}

async function allShares(): Promise<Tally[]> {
  const shares: { cases: number; seed: number }[] = [];
  const each = Math.min(SHARE_MAX, Math.ceil(cases / PROCESSES));
  for (let done = 0; done < cases; done += each) {
    shares.push({ cases: Math.min(each, cases - done), seed: seed * 1_000 + shares.length });
  }
  const tallies: Tally[] = [];
  const work = async () => {
    for (let share = shares.shift(); share; share = shares.shift()) {
      const tally = await runShare(share);
      tallies.push(tally);
      const found = `${tally.violations.length} violations`;
      console.log(`seed ${share.seed}: ${tally.cases} cases, ${found}`);
      tally.violations.forEach(show);
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return tallies;
}

/** At once: a long run need not be waited for. */
function show({ complaint, smallest, seed, cases }: Tally["violations"][number]): void {
  console.log(`\n${complaint}\n  ${JSON.stringify(smallest).slice(0, 2_000)}`);
  console.log(`  again: npm run test:fuzz -- --share --seed ${seed} --cases ${cases}\n`);
}

function runShare(share: { cases: number; seed: number }): Promise<Tally> {
  const args = ["--share", "--cases", String(share.cases), "--seed", String(share.seed)];
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/proof/fuzz.ts", ...args],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((done, fail) => {
    child.once("close", (code) => {
      const line = said.trim().split("\n").at(-1) ?? "";
      if (code !== 0) return fail(new Error(`A share of seed ${share.seed} ended with ${code}.`));
      return done(tallySchema.parse(JSON.parse(line)));
    });
  });
}

function sumOf(tallies: readonly Tally[]): Tally {
  const all: Tally = { cases: 0, byKind: {}, byStatus: {}, violations: [] };
  for (const tally of tallies) {
    all.cases += tally.cases;
    all.violations.push(...tally.violations);
    for (const part of ["byKind", "byStatus"] as const) {
      for (const [name, count] of Object.entries(tally[part])) {
        all[part][name] = (all[part][name] ?? 0) + count;
      }
    }
  }
  return all;
}

function print(title: string, of: Record<string, number>): void {
  console.log(`${title}:`);
  for (const name of Object.keys(of).sort()) console.log(`  ${name.padEnd(40)} ${of[name]}`);
}
