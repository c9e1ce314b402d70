import type { Plan } from "./plan";
import { runSeed, type SeedRun } from "./run-seed";

const TURNS_MAX = 400;

/**
 * The smallest plan found that still breaks the same invariant: whatever can be left out is left out, one thing at a time.
 * Answers its run, with every line of what happened.
 */
export async function shrink(
  failed: SeedRun,
  plan: Plan,
  runOf: typeof runSeed = runSeed,
): Promise<{ run: SeedRun; plan: Plan }> {
  let smallest = plan;
  let turns = 0;
  const breaks = async (candidate: Plan): Promise<boolean> => {
    turns += 1;
    const { violation } = await runOf(failed.seed, { plan: candidate });
    return violation?.invariant === failed.violation?.invariant;
  };
  for (let isSmaller = true; isSmaller && turns < TURNS_MAX; ) {
    isSmaller = false;
    for (const candidate of smallerThan(smallest)) {
      if (turns >= TURNS_MAX || !(await breaks(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return { run: await runOf(failed.seed, { plan: smallest, tells: true }), plan: smallest };
}

function* smallerThan(plan: Plan): Generator<Plan> {
  for (const at of plan.crashes.keys()) yield { ...plan, crashes: without(plan.crashes, at) };
  if (plan.faultRate > 0) yield { ...plan, faultRate: 0 };
  if (plan.outage) yield { ...plan, outage: null };
  for (const name of ["duplicated", "lost", "tampered", "late"] as const) {
    if (plan.webhooks[name] > 0) yield { ...plan, webhooks: { ...plan.webhooks, [name]: 0 } };
  }
  if (plan.autoCapture) yield { ...plan, autoCapture: false };
  if (plan.autoPlace) yield { ...plan, autoPlace: false };
  if (plan.forcing.length > 0) yield { ...plan, forcing: [] };
  for (const [at, order] of plan.orders.entries()) {
    if (plan.orders.length > 1) yield { ...plan, orders: without(plan.orders, at) };
    for (const i of order.visits.keys()) {
      const smaller = { ...order, visits: without(order.visits, i) };
      yield { ...plan, orders: plan.orders.map((each) => (each === order ? smaller : each)) };
    }
  }
}

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
