import type { Cluster } from "../cluster";
import { type OrderLine, ordersOf } from "../ledger";
import { isDone, type Kind } from "./trial";

const POLL_MS = 25;
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Asks the database until `holds` of every order, at most `withinMs`. Answers how long it took; null where it never held. */
export async function until(
  cluster: Cluster,
  ids: readonly string[],
  holds: (line: OrderLine) => boolean,
  withinMs: number,
): Promise<number | null> {
  const startedAt = performance.now();
  for (;;) {
    const lines = await ordersOf(cluster, ids);
    const tookMs = performance.now() - startedAt;
    if (lines.length === ids.length && lines.every(holds)) return tookMs;
    if (tookMs > withinMs) return null;
    await pause(POLL_MS);
  }
}

export const isSettled = ({ unsettledCount }: OrderLine): boolean => unsettledCount === 0;

/** Throws where an order does not come to it in time. */
export async function becomes(
  cluster: Cluster,
  { orderId, kind, withinMs }: { orderId: string; kind: Kind; withinMs: number },
): Promise<void> {
  const took = await until(cluster, [orderId], (line) => isDone(line, kind), withinMs);
  if (took !== null) return;
  const [line] = await ordersOf(cluster, [orderId]);
  throw new Error(`The ${kind} of the order ${orderId} did not end: ${JSON.stringify(line)}`);
}
