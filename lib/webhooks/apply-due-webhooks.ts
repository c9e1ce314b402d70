import type { Deps } from "../deps";
import { applyWebhook, nextAttemptAt } from "./apply-webhook";
import { leaseFrom } from "./lease";
import type { WebhookEvent } from "./store";

/** As many as are certainly done within a lease. */
const BATCH_MAX = 20;
const BATCHES_MAX = 50;

/**
 * Applies what waits in the inbox, oldest first. Answers how many it looked at. One event that nobody can apply must not
 * hold up the others: it is reported, and put off.
 */
export async function applyDueWebhooks(
  deps: Deps,
  input: { isStart: boolean; report: (error: unknown) => void },
): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const now = deps.clock.now();
    const isStart = input.isStart && batch === 0;
    const lease = { now, leaseUntil: leaseFrom(now), limit: BATCH_MAX, isStart };
    const due = await deps.webhooks.claim(lease);
    for (const event of due) {
      try {
        await applyWebhook(deps, event);
      } catch (error) {
        input.report(error);
        await putOff(deps, event);
      }
    }
    count += due.length;
    if (due.length < BATCH_MAX) break;
  }
  return count;
}

async function putOff(deps: Deps, event: WebhookEvent): Promise<void> {
  await deps.webhooks.finish(event, {
    outcome: "failed",
    appliedAt: null,
    nextAttemptAt: nextAttemptAt(event, deps.clock.now()),
  });
}
