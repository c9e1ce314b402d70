import { unreachable } from "../assert";
import type { Difference, Movement } from "./compare-payment";
import type { FoundDifference } from "./store";

/** What both sides call the payment; null where a side does not. */
export type PaymentNames = { paymentReference: string | null; ourReference: string | null };

/** The row of a difference. Its subject is the same in every run that finds it. */
export function foundDifference(difference: Difference, names: PaymentNames): FoundDifference {
  const { kind } = difference;
  switch (kind) {
    case "missing_here": {
      const { movement } = difference;
      return {
        ...names,
        kind,
        subject: `${names.paymentReference} ${movement.kind} ${movement.reference ?? "-"}`,
        ...sideOf(movement),
        transactionId: null,
        ours: null,
      };
    }
    case "missing_there": {
      const {
        id,
        kind: movement,
        amount,
        reference,
        settledAt,
        requestedAt,
      } = difference.transaction;
      const happenedAt = settledAt ?? requestedAt;
      const own = { subject: id, transactionId: id, movement, reference, happenedAt };
      return { ...names, kind, ...own, ours: amount, theirs: null };
    }
    case "amount_differs": {
      const { movement, transaction } = difference;
      const own = { subject: transaction.id, transactionId: transaction.id };
      return { ...names, kind, ...own, ...sideOf(movement), ours: transaction.amount };
    }
    default:
      return unreachable(kind);
  }
}

const sideOf = ({ kind, reference, amount, at }: Movement) => ({
  movement: kind,
  reference,
  theirs: amount,
  happenedAt: at,
});
