import type { StoredTransaction } from "./store";
import type { TransactionKind } from "./transaction";

/**
 * What may still be captured, voided or refunded, in minor units. An amount that was asked for counts as spent until it
 * is known not to have happened: two operations can then never spend it twice, whatever their answers will be.
 */

/** As much of a transaction as its balance needs: stored, or as a page shows it. */
export type BalanceFact = Pick<StoredTransaction, "kind" | "status"> & {
  id: string;
  parentId: string | null;
  amount: { amountMinor: number };
};

const mayHaveHappened = ({ status }: Pick<StoredTransaction, "status">): boolean =>
  status !== "declined" && status !== "failed";

function spentMinor(
  transactions: readonly BalanceFact[],
  parent: BalanceFact,
  kind: TransactionKind,
): number {
  let sum = 0;
  for (const each of transactions) {
    const counts = each.parentId === parent.id && each.kind === kind && mayHaveHappened(each);
    if (counts) sum += each.amount.amountMinor;
  }
  return sum;
}

const countOf = (
  transactions: readonly BalanceFact[],
  parent: BalanceFact,
  kind: TransactionKind,
): number =>
  transactions.filter(
    (each) => each.parentId === parent.id && each.kind === kind && mayHaveHappened(each),
  ).length;

/** Of a succeeded authorization. 0 once a void is under way or done; `several`: the provider allows more than one capture. */
export function capturableMinor(
  transactions: readonly BalanceFact[],
  authorization: BalanceFact,
  options: { several: boolean },
): number {
  if (authorization.status !== "succeeded") return 0;
  if (countOf(transactions, authorization, "void") > 0) return 0;
  if (!options.several && countOf(transactions, authorization, "capture") > 0) return 0;
  const captured = spentMinor(transactions, authorization, "capture");
  return Math.max(0, authorization.amount.amountMinor - captured);
}

/** Of a succeeded authorization: all of it or nothing. A capture that may have happened leaves nothing to void. */
export function voidableMinor(
  transactions: readonly BalanceFact[],
  authorization: BalanceFact,
): number {
  if (authorization.status !== "succeeded") return 0;
  const isUsed =
    countOf(transactions, authorization, "capture") > 0 ||
    countOf(transactions, authorization, "void") > 0;
  return isUsed ? 0 : authorization.amount.amountMinor;
}

/** Of a succeeded capture. */
export function refundableMinor(
  transactions: readonly BalanceFact[],
  capture: BalanceFact,
): number {
  if (capture.status !== "succeeded") return 0;
  return Math.max(0, capture.amount.amountMinor - spentMinor(transactions, capture, "refund"));
}
