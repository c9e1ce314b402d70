import type { BookCheck } from "./verify-books";

/** What the last look at the books came to; null before the first. */
export type BooksSeen = { at: Date; checks: readonly BookCheck[] };

// Kept for the process, also when a bundler loads this file twice.
const shared = globalThis as typeof globalThis & { kassaBooks?: BooksSeen };

export const booksSeen = (): BooksSeen | null => shared.kassaBooks ?? null;
export function keepBooks(seen: BooksSeen): void {
  shared.kassaBooks = seen;
}

/** In the text form that Prometheus reads. Invariants have ids of letters and digits: nothing to escape. */
export function metricsText(seen: BooksSeen | null): string {
  const name = "kassa_invariant_violations";
  const lines = [
    `# HELP ${name} Rows that break what must always hold, by the last look at the books.`,
    `# TYPE ${name} gauge`,
    ...(seen?.checks ?? []).map(
      ({ id, violationsCount }) => `${name}{invariant="${id}"} ${violationsCount}`,
    ),
    "# HELP kassa_invariants_checked_timestamp_seconds When the books were last looked at; 0: not yet.",
    "# TYPE kassa_invariants_checked_timestamp_seconds gauge",
    `kassa_invariants_checked_timestamp_seconds ${seen ? Math.floor(seen.at.getTime() / 1_000) : 0}`,
  ];
  return `${lines.join("\n")}\n`;
}
