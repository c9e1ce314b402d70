import type { Deps } from "../deps";
import { ok } from "../result";
import { nextCheckAt } from "./check-schedule";
import type { Decision, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

/** What waits for an open circuit does not leave the schedule: nobody has asked about it. */
const UNASKED_AGAIN_AFTER_MS = 86_400_000;

/** Nothing was learned of a transaction; it is asked about later, by its schedule or once its gateway is back. */
export async function postpone(
  deps: Deps,
  transaction: StoredTransaction,
  was: "asked" | "unasked",
): Promise<void> {
  const now = deps.clock.now();
  await deps.payments.change(transaction.orderId, deps.by, now, (state): Decision<null, never> => {
    const fresh = state.transactions.find((each) => each.id === transaction.id);
    if (!fresh || !isUnsettled(fresh.status)) return ok({ changes: [], value: null });
    const set = was === "asked" ? asked(fresh, now) : unasked(fresh, now);
    if (set === null) return ok({ changes: [], value: null });
    return ok({
      changes: [{ kind: "transaction_changed", id: fresh.id, from: fresh.status, set }],
      value: null,
    });
  });
}

const asked = (fresh: StoredTransaction, now: Date) => ({
  checksCount: fresh.checksCount + 1,
  nextCheckAt: nextCheckAt(now, fresh.requestedAt),
});

/** Null where it is not due yet. */
function unasked(fresh: StoredTransaction, now: Date) {
  if (fresh.nextCheckAt === null || fresh.nextCheckAt > now) return null;
  const later = new Date(now.getTime() + UNASKED_AGAIN_AFTER_MS);
  return { nextCheckAt: nextCheckAt(now, fresh.requestedAt) ?? later };
}
