import { leaseFrom } from "../lease";
import { type Delivered, type DeliveryParts, deliver, putOff } from "./deliver";
import type { Delivery } from "./store";

/** As many as are sent side by side: all are certainly done within a lease. */
const BATCH_MAX = 24;
const EVENTS_MAX = 200;
const BATCHES_MAX = 50;

export type DeliveryReport = {
  /** One that nobody can deliver must not hold up the others. */
  failed(error: unknown): void;
  ended(delivery: Delivery, delivered: Delivered): void;
};

/**
 * Sends what is due: first makes the deliveries of new events, then sends them side by side. Answers how many it sent.
 * Several nodes may do it at once. Once `signal` is aborted, what is in hand is finished and nothing else begun.
 */
export async function deliverDue(
  parts: DeliveryParts,
  report: DeliveryReport,
  signal?: AbortSignal,
): Promise<number> {
  const { deliveries, clock } = parts;
  let count = 0;
  for (let batch = 0; batch < BATCHES_MAX && !signal?.aborted; batch++) {
    const events = await deliveries.dispatch(clock.now(), EVENTS_MAX);
    const now = clock.now();
    const lease = { now, leaseUntil: leaseFrom(now), limit: BATCH_MAX };
    const due = await deliveries.claim(lease);
    await Promise.all(due.map((delivery) => deliverOne(parts, report, delivery)));
    count += due.length;
    if (due.length === 0 && events < EVENTS_MAX) break;
  }
  return count;
}

async function deliverOne(
  parts: DeliveryParts,
  report: DeliveryReport,
  delivery: Delivery,
): Promise<void> {
  try {
    report.ended(delivery, await deliver(parts, delivery));
  } catch (error) {
    report.failed(error);
    await putOff(parts, delivery).catch(report.failed);
  }
}
