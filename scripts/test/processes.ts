// What tests of processes need to see: who runs, who has gone, what a start said.
import { spawn } from "node:child_process";
import { productEnvironment, spawnStart } from "./product.mjs";

async function ps(...args: string[]): Promise<string> {
  const child = spawn("ps", args, { stdio: ["ignore", "pipe", "ignore"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  await new Promise((done) => child.once("close", done));
  return Buffer.concat(chunks).toString();
}

/** The processes that `pid` has started, and theirs. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const listing = await ps("-A", "-o", "pid=,ppid=");
  const rows = listing
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): number[] =>
    rows.flatMap(([child = 0, of]) => (of === parent ? [child, ...childrenOf(child)] : []));
  return childrenOf(pid);
}

/** The one of `pids` whose command line matches. */
export async function processAmong(pids: number[], pattern: RegExp): Promise<number> {
  for (const pid of pids) if (pattern.test(await ps("-o", "args=", "-p", String(pid)))) return pid;
  throw new Error(`No process matches ${pattern}.`);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function until(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    if (await condition()) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}

export const allGone = (pids: number[]) => until(() => !pids.some(isAlive), 15_000);

/** Runs a start that is expected to refuse; resolves to its exit code and the lines it said. */
export async function refusedStart(more: Record<string, string>, nodeArguments: string[] = []) {
  const { child, ended, output } = spawnStart(productEnvironment(more), { nodeArguments });
  const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const { code } = await ended;
  clearTimeout(timer);
  return { code, lines: output().trim().split("\n") };
}
