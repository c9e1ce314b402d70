/**
 * Counts what the contract tests proved. Each suite runs in a process of its own, so that the sum
 * over all
 * suites of a run is read from small files; the last suite to end prints the whole.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(".cache", "contract");

export interface ContractReport {
  /** Once per scenario. */
  scenario(): void;
  /**
   * Once per answer that was validated against somebody else's description; `errors` empty when it
   * fits.
   */
  answer(what: string, errors: readonly string[]): void;
  /** What could not be validated here, and why. */
  skip(reason: string): void;
  violations(): readonly string[];
  /** Prints the suite's line and the sum so far. Call it in `afterAll`. */
  close(): void;
}

interface Counts {
  run: number;
  suite: string;
  scenarios: number;
  answers: number;
  violations: number;
}

export function openReport(suite: string): ContractReport {
  const violations: string[] = [];
  const skipped = new Set<string>();
  let scenarios = 0;
  let answers = 0;
  return {
    scenario: () => {
      scenarios += 1;
    },
    answer: (what, errors) => {
      answers += 1;
      if (errors.length > 0) violations.push(`${what}: ${errors.join("; ")}`);
    },
    skip: (reason) => {
      skipped.add(reason);
    },
    violations: () => violations,
    close: () => {
      for (const violation of violations) console.error(`contract violation: ${violation}`);
      for (const reason of skipped) console.log(`contract: skipped, ${reason}`);
      // The runner is every suite's parent: its process id names the run.
      const run = process.ppid;
      const own = { run, suite, scenarios, answers, violations: violations.length };
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(join(FOLDER, `${suite}.json`), JSON.stringify(own));
      console.log(`${suite}: ${line(own)}`);
      console.log(`contract: ${line(sum(run))}`);
    },
  };
}

function sum(run: number): Omit<Counts, "run" | "suite"> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  const all = files.map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Counts);
  const total = { scenarios: 0, answers: 0, violations: 0 };
  for (const counts of all.filter((candidate) => candidate.run === run)) {
    total.scenarios += counts.scenarios;
    total.answers += counts.answers;
    total.violations += counts.violations;
  }
  return total;
}

function line(counts: { scenarios: number; answers: number; violations: number }): string {
  const { scenarios, answers, violations } = counts;
  return `${scenarios} scenarios, ${answers} answers validated, ${violations} violations`;
}
