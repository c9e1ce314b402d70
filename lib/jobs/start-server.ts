import "server-only";
import { once } from "node:events";
import { env } from "../env";
import { log } from "../log";
import { assertMachines } from "../payments/machines";

// Of scripts/serve.mjs: it says when the database may be asked (`next start` alone says nothing: then at once), and waits
// for the jobs when it stops.
const shared = globalThis as typeof globalThis & {
  kassaMayWork?: Promise<void>;
  kassaJobs?: Promise<void>;
};

/**
 * Checks the environment and the tables of transitions before the first request, and begins the jobs unless workers of their
 * own do them.
 */
export function startServer(): void {
  const { JOBS } = env();
  assertMachines();
  const ending = new AbortController();
  process.once("SIGTERM", () => ending.abort());
  process.once("SIGINT", () => ending.abort());
  // Also where workers do the jobs: this process answers for the metric.
  lookAtBooks(ending.signal).catch((error: unknown) =>
    log.error({ err: error }, "The books are looked at no more."),
  );
  if (JOBS === "off") return;
  shared.kassaJobs = doJobs(ending.signal).catch((error: unknown) =>
    log.fatal({ err: error }, "The jobs ended."),
  );
}

// What either needs is loaded once it may work: the first requests do not wait for that either.

async function lookAtBooks(signal: AbortSignal): Promise<void> {
  await mayWork(signal);
  const { runBooksLoop } = await import("./books-loop");
  await runBooksLoop(signal);
}

async function doJobs(signal: AbortSignal): Promise<void> {
  await mayWork(signal);
  const { runJobs } = await import("./run-jobs");
  await runJobs(signal);
}

async function mayWork(signal: AbortSignal): Promise<void> {
  await Promise.race([shared.kassaMayWork, once(signal, "abort")]);
}
