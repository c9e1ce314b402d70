import { type PaymentStatus, paymentStatusOfSums } from "../orders/payment-statuses";
import type { Transaction, TransactionKind } from "./transaction";

type Fact = Pick<Transaction, "kind" | "status"> & { amount: { amountMinor: number } };

/** Minor units of one kind that certainly happened. */
export function succeededMinor(facts: readonly Fact[], kind: TransactionKind): number {
  let sum = 0;
  for (const fact of facts) {
    if (fact.kind === kind && fact.status === "succeeded") sum += fact.amount.amountMinor;
  }
  return sum;
}

/**
 * What an order's money has come to, computed from what succeeded and never set by hand.
 * `totalMinor` and every fact are in the order's one currency.
 */
export function paymentStatusOf(totalMinor: number, facts: readonly Fact[]): PaymentStatus {
  return paymentStatusOfSums(totalMinor, {
    authorizedMinor: succeededMinor(facts, "authorization"),
    capturedMinor: succeededMinor(facts, "capture"),
    voidedMinor: succeededMinor(facts, "void"),
    refundedMinor: succeededMinor(facts, "refund"),
  });
}
