import type { Deps } from "../deps";
import { checkExpiry } from "./check-expiry";
import { canWait, sentBefore, takeProbe } from "./circuit-door";
import { gatewayOf } from "./deciding";
import { doorTo } from "./provider-door";
import type { UnsettledTransaction } from "./store";
import { syncTransaction } from "./sync-transaction";
import { isUnsettled } from "./transaction";

const BATCH_MAX = 50;
/** At start everything unsettled is asked about at once: a crash may have come between an answer and its commit. */
const DAY_MS = 86_400_000;

/**
 * Asks the providers about what is not settled and due, and about money that should be held no longer. Answers how many it
 * asked about. Several nodes may sweep at once: asking twice changes nothing. One that cannot be asked about must not hold up
 * the others: it is reported.
 */
export async function sweepUnsettled(
  deps: Deps,
  input: { isStart: boolean; report: (error: unknown) => void },
): Promise<number> {
  let asked = await askAiling(deps, input);
  const now = deps.clock.now();
  const dueBefore = input.isStart ? new Date(now.getTime() + DAY_MS) : now;
  const due = await deps.payments.listDue(dueBefore, BATCH_MAX);
  for (const { orderId, transactionId } of due) {
    try {
      const state = await deps.payments.find({ orderId });
      const transaction = state?.transactions.find((each) => each.id === transactionId);
      if (!state || !transaction) continue;
      if (isUnsettled(transaction.status)) await syncTransaction(deps, { state, transaction });
      else if (!(await checkExpiry(deps, { state, transaction }))) continue;
      asked += 1;
    } catch (error) {
      input.report(error);
    }
  }
  return asked;
}

/**
 * Each gateway that failed last is asked about one thing ahead of the schedule, so that it is known within seconds that it
 * is back; everything unsettled there is due then.
 */
async function askAiling(
  deps: Deps,
  { report }: { report: (error: unknown) => void },
): Promise<number> {
  let asked = 0;
  for (const ailing of await deps.payments.listAiling(sentBefore(deps))) {
    try {
      if (await askOne(deps, ailing)) asked += 1;
    } catch (error) {
      report(error);
    }
  }
  return asked;
}

async function askOne(
  deps: Deps,
  { orderId, transactionId }: UnsettledTransaction,
): Promise<boolean> {
  const state = await deps.payments.find({ orderId });
  const transaction = state?.transactions.find((each) => each.id === transactionId);
  const gateway = state && transaction && gatewayOf(state, transaction.gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  if (!state || !transaction || !gateway || !door) return false;
  // What can neither be asked nor repeated tells nothing.
  if (!door.provider.capabilities.retrieve && !canWait(door)) return false;
  if (!(await takeProbe(deps, gateway))) return false;
  await syncTransaction(deps, { state, transaction, isProbe: true });
  return true;
}
