import "server-only";
import { env } from "../env";
import { log } from "../log";
import { assertMachines } from "../payments/machines";
import { runBooksLoop } from "./books-loop";
import { runJobs } from "./run-jobs";

// What stops the server waits for them: see scripts/serve.mjs.
const shared = globalThis as typeof globalThis & { kassaJobs?: Promise<void> };

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
  runBooksLoop(ending.signal).catch((error: unknown) =>
    log.error({ err: error }, "The books are looked at no more."),
  );
  if (JOBS === "off") return;
  shared.kassaJobs = runJobs(ending.signal).catch((error: unknown) =>
    log.fatal({ err: error }, "The jobs ended."),
  );
}
