// What the rounds have come to; kept in a file, so that several runs add up.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const schema = z.object({
  rounds: z.number(),
  kills: z.number(),
  databaseKills: z.number(),
  faults: z.number(),
  lost: z.number(),
  double: z.number(),
  complaints: z.array(z.string()),
  slowestSettleMs: z.number(),
  longestAwayMs: z.number(),
  longestGapMs: z.number(),
  slowestDefiniteMs: z.number(),
});
export type Tally = z.infer<typeof schema>;

const nothing = (): Tally => ({
  rounds: 0,
  kills: 0,
  databaseKills: 0,
  faults: 0,
  lost: 0,
  double: 0,
  complaints: [],
  slowestSettleMs: 0,
  longestAwayMs: 0,
  longestGapMs: 0,
  slowestDefiniteMs: 0,
});

export function openTally(path: string, { resume }: { resume: boolean }): Tally {
  if (!resume) rmSync(path, { force: true });
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, "utf8"))) : nothing();
}

export function keepTally(path: string, tally: Tally): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(tally, null, 2)}\n`);
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

export function linesOf(tally: Tally): string[] {
  return [
    `${tally.rounds} rounds`,
    `${tally.kills} kills of the app, slowest settle ${seconds(tally.slowestSettleMs)}`,
    `${tally.databaseKills} kills of PostgreSQL, away for ${seconds(tally.longestAwayMs)} at most, last 503 ${seconds(tally.longestGapMs)} after it was back`,
    `${tally.faults} provider faults, slowest definite end ${seconds(tally.slowestDefiniteMs)}`,
    `${tally.lost} lost, ${tally.double} double`,
  ];
}
