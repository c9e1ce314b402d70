import { canMoveOrder, isEditable } from "../orders/order-status";
import { ok } from "../result";
import { nextCheckAt } from "./check-schedule";
import { type Settled, unmoved } from "./decide-settlement";
import { missingBeforePayment, orderChanges } from "./deciding";
import type { Decision, PaymentState, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

/**
 * The provider told us nothing, or was not asked because its circuit is open: it is asked again when the schedule says so,
 * or once its gateway is back. `placesNow`: somebody was told meanwhile that
 * the order is being placed, so it is, as soon as its payment has succeeded.
 */
export function decideLater(
  state: PaymentState,
  input: { transactionId: string; placesNow: boolean; was: "asked" | "unasked"; now: Date },
): Decision<Settled, never> {
  const { transactionId, placesNow, now } = input;
  const before = state.transactions.find((each) => each.id === transactionId);
  if (!before) throw new Error("The transaction does not belong to this order.");
  if (!isUnsettled(before.status)) return ok({ changes: [], value: unmoved(before, state) });
  const places = placesNow && canPlace(state, before);
  const schedule = input.was === "asked" ? asked(before, now) : unasked(before, now);
  if (schedule === null && !places) return ok({ changes: [], value: unmoved(before, state) });
  const set = { ...schedule, places: before.places || places };
  const after = { ...before, ...set };
  const { status: current } = state.order;
  const status = places && canMoveOrder(current, "placing") ? "placing" : current;
  const { transactions } = state;
  return ok({
    changes: [
      { kind: "transaction_changed", id: before.id, from: before.status, set },
      ...(places ? orderChanges(state, { status, transactions, now }) : []),
    ],
    value: { transaction: after, orderStatus: status, hasMoved: false, follow: null },
  });
}

/** What waits for an open circuit does not leave the schedule: nobody has asked about it. */
const UNASKED_AGAIN_AFTER_MS = 86_400_000;

const asked = ({ checksCount, requestedAt }: StoredTransaction, now: Date) => ({
  checksCount: checksCount + 1,
  nextCheckAt: nextCheckAt(now, requestedAt),
});

/** Null where it is not due yet. */
function unasked({ nextCheckAt: dueAt, requestedAt }: StoredTransaction, now: Date) {
  if (dueAt === null || dueAt > now) return null;
  const later = new Date(now.getTime() + UNASKED_AGAIN_AFTER_MS);
  return { nextCheckAt: nextCheckAt(now, requestedAt) ?? later };
}

const canPlace = (state: PaymentState, { kind, supersededAt }: StoredTransaction): boolean =>
  kind === "authorization" &&
  supersededAt === null &&
  isEditable(state.order.status) &&
  missingBeforePayment(state).length === 0;
