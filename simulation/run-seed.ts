import type { OrderId } from "@/lib/ids";
import type { CurrencyCode } from "@/lib/money/money";
import type { PayableOrder } from "@/lib/payments/store";
import { checkAtRest } from "./checks/at-rest";
import { checkFold } from "./checks/fold";
import { Random } from "./engine/random";
import { Mail } from "./mail";
import { cartOf, pricedAt } from "./memory/memory-cart";
import { Nodes } from "./nodes";
import { integrate } from "./people/api-client";
import { actAtBank } from "./people/dashboard";
import { edit } from "./people/editor";
import { trade } from "./people/merchant";
import { type Order, shop } from "./people/shopper";
import { type Plan, planOf, type Visit } from "./plan";
import { Sweeper } from "./sweeper";
import { SHOP, START_MS, type Violation, World } from "./world";

/** A world that has not come to rest by then never will. */
const STEPS_MAX = 20_000;

export type SeedRun = {
  seed: number;
  steps: number;
  virtualMs: number;
  violation: Violation | null;
  counts: readonly [string, number][];
  story: readonly string[];
};

export const planOfSeed = (seed: number): Plan => planOf(new Random(seed));

/** Runs one world to its rest. The same seed and plan give the same run, line by line. */
export async function runSeed(
  seed: number,
  options: { plan?: Plan; tells?: boolean } = {},
): Promise<SeedRun> {
  const world = new World(options.plan ?? planOfSeed(seed), seed + 1_000_000_007, {
    tells: options.tells ?? false,
  });
  const nodes = new Nodes(world);
  const mail = new Mail(world, nodes);
  const sweeper = new Sweeper(world, nodes);
  wake(world, sweeper);
  world.plan.orders.forEach((planned, at) => {
    const order = openOrder(world, planned, at);
    planned.visits.forEach((visit, i) => {
      come(world, nodes, { order, visit, name: `${visit.kind}-${at + 1}-${i + 1}` });
    });
  });
  const crashes = new Map(world.plan.crashes.map((crash) => [crash.step, crash]));
  const { scheduler } = world;
  await scheduler.run(() => {
    const crash = crashes.get(scheduler.steps);
    if (crash) nodes.crash(crash.node, crash.downMs);
    if (scheduler.steps > STEPS_MAX) world.violate("rest", null, "It does not come to rest");
    return world.violation === null;
  });
  if (!world.violation) checkAtRest(world, mail.lost);
  if (!world.violation) checkFold(world);
  return {
    seed,
    steps: scheduler.steps,
    virtualMs: scheduler.nowMs - START_MS,
    violation: world.violation,
    counts: world.counts.entries(),
    story: world.story ?? [],
  };
}

/** Every write may make something due. */
function wake(world: World, sweeper: Sweeper): void {
  const { onCommit } = world.database;
  world.database.onCommit = (commit) => {
    onCommit?.(commit);
    sweeper.plan();
  };
  world.database.onCircuit = (gateway, { state, failureCount }) => {
    const was = gateway.circuit.state;
    if (was !== state) world.counts.add(`circuit ${was} → ${state}`);
    world.tell(() => `the circuit of ${gateway.id} is ${state}, after ${failureCount} failures`);
    sweeper.plan();
  };
  world.inbox.onWrite = () => sweeper.plan();
}

function come(
  world: World,
  nodes: Nodes,
  { order, visit, name }: { order: Order; visit: Visit; name: string },
): void {
  world.scheduler.spawn((person) => {
    switch (visit.kind) {
      case "checkout":
        return shop(world, nodes, person, { order, visit, name });
      case "api":
        return integrate(world, nodes, person, { order, visit, name });
      case "edit":
        return edit(world, nodes, person, { order, visit, name });
      case "merchant":
        return trade(world, nodes, person, { order, visit, name });
      case "dashboard":
        return actAtBank(world, person, { order, visit });
    }
  });
}

function openOrder(
  world: World,
  { totalMinor, isVetted }: Plan["orders"][number],
  at: number,
): Order {
  const id = `Order${at + 1}`;
  const token = `token-${at + 1}`;
  const order: PayableOrder = {
    id: id as OrderId,
    version: 0,
    token,
    number: at + 1,
    mode: "test",
    status: "pending",
    paymentStatus: "unpaid",
    currency: "EUR" as CurrencyCode,
    ...pricedAt(totalMinor, SHOP.market),
    email: "shopper@example.com",
    paymentMethodId: null,
    paymentSourceId: null,
    attemptsCount: 0,
    linesCount: 1,
    ships: false,
    hasShippingAddress: false,
    hasBillingAddress: false,
    isDeliveryChosen: true,
    apiClientId: null,
    clientOrigins: [],
    validation: isVetted ? { url: "https://merchant.test/vet", sharedSecret: "ours" } : null,
    placedAt: null,
    approvedAt: null,
    cancelledAt: null,
  };
  world.database.addOrder(order, cartOf(id, totalMinor, SHOP.market));
  return { id, token };
}
