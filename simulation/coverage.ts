import { ORDER_TRANSITIONS } from "@/lib/orders/order-status";
import { TRANSACTION_TRANSITIONS } from "@/lib/payments/transaction";
import { FAULTS } from "./bank/faults";

/** What a run must have met often enough to say anything: by their names among the counts. */
export const FAULT_COUNTS: readonly string[] = [
  ...FAULTS.map((fault) => `fault ${fault}`),
  "crash",
  "webhook duplicated",
  "webhook late",
  "webhook lost",
  "webhook tampered",
];

const namesOf = (what: string, table: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(table).flatMap(([from, tos]) => tos.map((to) => `${what} ${from} → ${to}`));

const CIRCUIT_COUNTS = [
  "circuit closed → open",
  "circuit open → half_open",
  "circuit half_open → open",
  "circuit half_open → closed",
];

export const TRANSITION_COUNTS: readonly string[] = [
  ...CIRCUIT_COUNTS,
  ...namesOf("transaction", TRANSACTION_TRANSITIONS),
  ...namesOf("order", ORDER_TRANSITIONS),
];

const STEPS_PER_SEED_MIN = 200;
/** Of each fault, in ten thousand seeds. */
const FAULTS_MIN = 1_000;
const FAULTS_PER = 10_000;

/** Sentences about what was met too seldom; none where a run was worth its name. Small runs are excused. */
export function missedBy(totals: {
  seeds: number;
  steps: number;
  counts: readonly [string, number][];
}): string[] {
  const { seeds, steps } = totals;
  const counts = new Map(totals.counts);
  const missed: string[] = [];
  if (steps < seeds * STEPS_PER_SEED_MIN) {
    missed.push(`${Math.round(steps / seeds)} steps a seed, at least ${STEPS_PER_SEED_MIN} wanted`);
  }
  if (seeds < FAULTS_PER) return missed;
  for (const name of FAULT_COUNTS) {
    const found = counts.get(name) ?? 0;
    const wanted = Math.floor((seeds / FAULTS_PER) * FAULTS_MIN);
    if (found < wanted) missed.push(`${name}: ${found}, at least ${wanted} wanted`);
  }
  for (const name of TRANSITION_COUNTS) {
    if (!counts.has(name)) missed.push(`${name}: never`);
  }
  return missed;
}
