import type { PrismaClient } from "@/lib/db/client";
import { HISTORY_INVARIANTS } from "./history-invariants";
import type { Invariant, Violation } from "./invariant";
import { LIST_INVARIANTS } from "./list-invariants";
import { MONEY_INVARIANTS } from "./money-invariants";
import { OUTGOING_INVARIANTS } from "./outgoing-invariants";
import { SECRET_INVARIANTS } from "./secret-invariants";

export const INVARIANTS: readonly Invariant[] = [
  ...MONEY_INVARIANTS,
  ...HISTORY_INVARIANTS,
  ...OUTGOING_INVARIANTS,
  ...SECRET_INVARIANTS,
  ...LIST_INVARIANTS,
];

/** What one database cannot tell by itself, and what does. */
export const NOT_TOLD_HERE: Readonly<Record<string, string>> = {
  I3: "needs the provider's own book",
  I8: "is a property of many runs, not of one database",
  I15: "needs gift cards, which do not exist yet",
  I18: "is checked where an address is used",
  I19: "is what the tests that kill processes check",
};

export type BookCheck = {
  id: string;
  title: string;
  /** At most `SHOWN_MAX` of them. */
  violations: readonly Violation[];
  violationsCount: number;
  durationMs: number;
};

const SHOWN_MAX = 20;

type Row = Violation & { total: bigint };

/** Asks every invariant, one statement each; changes nothing. `clock`: milliseconds, for how long each one took. */
export async function verifyBooks(
  database: Pick<PrismaClient, "$queryRawUnsafe">,
  clock: () => number,
): Promise<readonly BookCheck[]> {
  const checks: BookCheck[] = [];
  for (const { id, title, sql } of INVARIANTS) {
    const begunMs = clock();
    const rows = await database.$queryRawUnsafe<Row[]>(
      `SELECT subject, why, count(*) OVER () AS total FROM (${sql}) v ORDER BY subject LIMIT ${SHOWN_MAX}`,
    );
    checks.push({
      id,
      title,
      violations: rows.map(({ subject, why }) => ({ subject, why })),
      violationsCount: Number(rows[0]?.total ?? 0),
      durationMs: clock() - begunMs,
    });
  }
  return checks;
}
