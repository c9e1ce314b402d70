import "server-only";
import { env } from "../env";
import { log } from "../log";
import { assertMachines } from "../payments/machines";
import { runSweepLoop } from "./sweep-loop";

/** Checks the environment and the tables of transitions before the first request, and begins the sweep. */
export function startServer(): void {
  env();
  assertMachines();
  const ending = new AbortController();
  process.once("SIGTERM", () => ending.abort());
  process.once("SIGINT", () => ending.abort());
  runSweepLoop(ending.signal).catch((error: unknown) =>
    log.fatal({ err: error }, "The sweep ended."),
  );
}
