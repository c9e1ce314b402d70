import type { Deps } from "../deps";
import { syncTransaction } from "./sync-transaction";

const BATCH_MAX = 50;
/** At start everything unsettled is asked about at once: a crash may have come between an answer and its commit. */
const DAY_MS = 86_400_000;

/**
 * Asks the providers about what is not settled and due. Answers how many it asked about. Several nodes may sweep at once:
 * asking twice changes nothing. One that cannot be asked about must not hold up the others: it is reported.
 */
export async function sweepUnsettled(
  deps: Deps,
  input: { isStart: boolean; report: (error: unknown) => void },
): Promise<number> {
  const now = deps.clock.now();
  const dueBefore = input.isStart ? new Date(now.getTime() + DAY_MS) : now;
  const due = await deps.payments.listDue(dueBefore, BATCH_MAX);
  let asked = 0;
  for (const { orderId, transactionId } of due) {
    try {
      const state = await deps.payments.find({ orderId });
      const transaction = state?.transactions.find((each) => each.id === transactionId);
      if (!state || !transaction) continue;
      await syncTransaction(deps, { state, transaction });
      asked += 1;
    } catch (error) {
      input.report(error);
    }
  }
  return asked;
}
