import { QUESTION_PAUSE_MS } from "@/lib/payments/circuit";
import type { Gateway } from "@/lib/payments/store";
import { sweepUnsettled } from "@/lib/payments/sweep-unsettled";
import { isUnsettled } from "@/lib/payments/transaction";
import { applyDueWebhooks } from "@/lib/webhooks/apply-due-webhooks";
import type { Nodes } from "./nodes";
import { START_MS, type World } from "./world";

const INTERVAL_MS = 5_000;
const DAY_MS = 86_400_000;
const SYSTEM = { kind: "system", id: null } as const;

/**
 * The jobs of both nodes. A real one looks every few seconds, mostly at nothing; here one is begun when something is due,
 * which comes to the same and takes fewer steps.
 */
export class Sweeper {
  readonly #world: World;
  readonly #nodes: Nodes;
  #nextMs = Number.POSITIVE_INFINITY;

  constructor(world: World, nodes: Nodes) {
    this.#world = world;
    this.#nodes = nodes;
    nodes.onStart = (node) => this.#sweep(node, true);
  }

  /** To be called whenever something may have become due at another time. */
  plan(): void {
    const { scheduler, random } = this.#world;
    const dueMs = this.#earliestDueMs();
    if (dueMs === null) return;
    const atMs = Math.max(dueMs, scheduler.nowMs) + random.between(0, INTERVAL_MS);
    if (atMs >= this.#nextMs) return;
    this.#nextMs = atMs;
    scheduler.after(atMs - scheduler.nowMs, () => this.#tick(atMs));
  }

  #tick(atMs: number): void {
    if (atMs !== this.#nextMs) return; // An earlier one was planned since.
    this.#nextMs = Number.POSITIVE_INFINITY;
    const at = this.#nodes.any();
    if (at === null) {
      this.#world.scheduler.after(INTERVAL_MS, () => this.plan());
      return;
    }
    this.#sweep(at, false);
    const other = this.#world.random.chance(0.2) ? this.#nodes.any() : null;
    if (other !== null && other !== at) this.#sweep(other, false);
  }

  #sweep(node: number, isStart: boolean): void {
    const fiber = this.#nodes.start(node, SYSTEM, async (deps) => {
      const report = (error: unknown) => this.#nodes.thrown(error);
      await applyDueWebhooks(deps, { isStart, report });
      await sweepUnsettled(deps, { isStart, report });
    });
    // What is due still, because it failed or the node died, is looked at in the next round.
    this.#world.scheduler.spawn(async (watcher) => {
      await watcher.join(fiber);
      await watcher.sleep(INTERVAL_MS);
      this.plan();
    });
  }

  #earliestDueMs(): number | null {
    let earliest = Number.POSITIVE_INFINITY;
    for (const { transactions } of this.#world.database.orders.values()) {
      for (const { nextCheckAt } of transactions) {
        if (nextCheckAt) earliest = Math.min(earliest, nextCheckAt.getTime());
      }
    }
    for (const { nextAttemptAt } of this.#world.inbox.kept.values()) {
      if (nextAttemptAt) earliest = Math.min(earliest, nextAttemptAt.getTime());
    }
    for (const gateway of this.#world.database.gateways) {
      earliest = Math.min(earliest, this.#probeDueMs(gateway));
    }
    return earliest === Number.POSITIVE_INFINITY ? null : earliest;
  }

  /** A gateway that failed last is asked again; here ever more seldom, so that a long outage takes few steps. */
  #probeDueMs({ id, circuit }: Gateway): number {
    const { failureCount, failedAt, probedAt } = circuit;
    const isWaited = [...this.#world.database.orders.values()].some(({ transactions }) =>
      transactions.some(
        (each) => each.gatewayId === id && each.nextCheckAt !== null && isUnsettled(each.status),
      ),
    );
    if (failureCount === 0 || failedAt === null || !isWaited) return Number.POSITIVE_INFINITY;
    const lastMs = Math.max(failedAt.getTime(), probedAt?.getTime() ?? 0);
    const dueMs = lastMs + Math.max(QUESTION_PAUSE_MS, Math.floor((lastMs - START_MS) / 8));
    return dueMs - failedAt.getTime() < DAY_MS ? dueMs : Number.POSITIVE_INFINITY;
  }
}
