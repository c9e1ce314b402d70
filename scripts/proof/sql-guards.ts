// Guards that stand in SQL, and the app without them: taken away from outside, for the race alone.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The unique index of live attempts stands behind it: taken away alone it is not missed, so it is not listed. */
export const SQL_GUARDS = {
  order_version: { name: "a write needs the order as it was read" },
} as const;
export type SqlGuard = keyof typeof SQL_GUARDS;

export const isSqlGuard = (text: string): text is SqlGuard => Object.hasOwn(SQL_GUARDS, text);

/** For the nodes: their statements are rewritten before they are sent. */
export const nodesWithout = (root: string): Record<string, string> => {
  const preload = join(root, "scripts", "proof", "without-order-version.mjs");
  return { NODE_OPTIONS: `--import=${pathToFileURL(preload).href}` };
};

const RACE = ["--orders", "20", "--submits", "600", "--connections", "64"];

/** Runs the race without a guard. Answers the race's own words where it noticed, null where it did not. */
export function raceWithout(root: string, guard: SqlGuard): Promise<string | null> {
  const file = join("scripts", "proof", "race.ts");
  const args = [join("scripts", "run.mjs"), file, ...RACE, "--without", guard];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((done) => {
    child.once("close", (code) => {
      const lines = Buffer.concat(chunks).toString().split("\n");
      const said = lines.find((line) =>
        /was authorized|answers of (0|5\d\d)\.|is [a-z]+\.$/.test(line),
      );
      done(code === 1 && said ? said : null);
    });
  });
}
