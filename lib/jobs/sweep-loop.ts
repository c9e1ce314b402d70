import "server-only";
import { dropOldTokens } from "../auth/refresh-token-store";
import { eraseDueCustomers } from "../customers/erase-customers";
import { prisma } from "../db/client";
import { env } from "../env";
import { dropOldKeys } from "../idempotency/idempotency-store";
import { log } from "../log";
import { parts } from "../parts";
import { dropDocuments } from "../payments/drop-documents";
import { sweepUnsettled } from "../payments/sweep-unsettled";
import { foldDays } from "../reports/fold-days";
import { applyDueWebhooks } from "../webhooks/apply-due-webhooks";
import { pause } from "./pause";

/** How often answers that were kept for repeated requests are looked through for old ones. */
const CLEAN_INTERVAL_MS = 3_600_000;

/**
 * At start, and then again and again: what a crash or a lost message left open is asked about. One round at a time;
 * a round that fails is told in the log and does not end the loop.
 */
export async function runSweepLoop(signal: AbortSignal): Promise<void> {
  let isStart = true;
  let cleansAt = 0;
  while (!signal.aborted) {
    const deps = await parts({ kind: "system", id: null });
    try {
      const report = (error: unknown) => log.error({ err: error }, "One of a sweep failed.");
      const events = await applyDueWebhooks(deps, { isStart, report });
      const asked = await sweepUnsettled(deps, { isStart, report });
      if (events + asked > 0) log.info({ events, asked, traceId: deps.by.traceId }, "sweep");
      isStart = false;
      await foldDays(prisma());
      const now = deps.clock.now();
      if (now.getTime() >= cleansAt) {
        await dropOldKeys(now);
        await dropDocuments(now);
        await dropOldTokens(prisma(), now);
        await eraseDueCustomers(prisma(), now);
        cleansAt = now.getTime() + CLEAN_INTERVAL_MS;
      }
    } catch (error) {
      log.error({ err: error }, "A sweep failed; the next one tries again.");
    }
    await pause(deps.clock, env().SWEEP_INTERVAL_MS, signal);
  }
}
