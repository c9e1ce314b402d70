import type { PaymentStatus } from "../orders/payment-statuses";
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
  const authorized = succeededMinor(facts, "authorization");
  const captured = succeededMinor(facts, "capture");
  const voided = succeededMinor(facts, "void");
  const refunded = succeededMinor(facts, "refund");

  if (captured > 0) {
    if (refunded >= captured) return "refunded";
    if (refunded > 0) return "partially_refunded";
    return captured >= totalMinor ? "paid" : "partially_paid";
  }
  const held = authorized - voided;
  if (held > 0) {
    if (held >= totalMinor) return "authorized";
    return voided > 0 ? "partially_voided" : "partially_authorized";
  }
  if (voided > 0) return "voided";
  return totalMinor === 0 ? "free" : "unpaid";
}
