import { canMoveOrder, isEditable } from "../orders/order-status";
import { ok } from "../result";
import { nextCheckAt } from "./check-schedule";
import { type Settled, unmoved } from "./decide-settlement";
import { missingBeforePayment, orderChanges } from "./deciding";
import type { Decision, PaymentState, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

/**
 * The provider told us nothing: it is asked again when the schedule says so. `placesNow`: somebody was told meanwhile that
 * the order is being placed, so it is, as soon as its payment has succeeded.
 */
export function decideLater(
  state: PaymentState,
  { transactionId, placesNow, now }: { transactionId: string; placesNow: boolean; now: Date },
): Decision<Settled, never> {
  const before = state.transactions.find((each) => each.id === transactionId);
  if (!before) throw new Error("The transaction does not belong to this order.");
  if (!isUnsettled(before.status)) return ok({ changes: [], value: unmoved(before, state) });
  const places = placesNow && canPlace(state, before);
  const set = {
    places: before.places || places,
    checksCount: before.checksCount + 1,
    nextCheckAt: nextCheckAt(now, before.requestedAt),
  };
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

const canPlace = (state: PaymentState, { kind, supersededAt }: StoredTransaction): boolean =>
  kind === "authorization" &&
  supersededAt === null &&
  isEditable(state.order.status) &&
  missingBeforePayment(state).length === 0;
