import "server-only";
import { keepBooks } from "../books/books-metric";
import { verifyBooks } from "../books/verify-books";
import { systemClock } from "../clock";
import { prisma } from "../db/client";
import { log } from "../log";
import { pause } from "./pause";

const INTERVAL_MS = 60_000;
/** Large books take a while to read: then they are read less often, so that reading them is a small part of the work. */
const REST_FACTOR = 20;

/** Looks at the books once a minute: the metric says what was found, and the log tells of what does not hold. */
export async function runBooksLoop(signal: AbortSignal): Promise<void> {
  let restMs = INTERVAL_MS;
  while (!signal.aborted) {
    await pause(systemClock, restMs, signal);
    if (signal.aborted) return;
    const begunMs = performance.now();
    try {
      const checks = await verifyBooks(prisma(), () => performance.now());
      keepBooks({ at: systemClock.now(), checks });
      for (const { id, title, violationsCount, violations } of checks) {
        if (violationsCount === 0) continue;
        const subjects = violations.map(({ subject }) => subject);
        log.error(
          { invariant: id, violationsCount, subjects },
          `The books: ${title} does not hold.`,
        );
      }
    } catch (error) {
      log.error({ err: error }, "The books could not be read; the next look tries again.");
    }
    restMs = Math.max(INTERVAL_MS, REST_FACTOR * (performance.now() - begunMs));
  }
}
