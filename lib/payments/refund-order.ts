import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { refundableMinor } from "./balances";
import { refundPayment } from "./refund-payment";
import type { StoredTransaction } from "./store";

/**
 * Gives back all that was captured for an order and not refunded yet, capture by capture. Answers the refunds as they
 * stand. With nothing to give back: `illegal_transition`. Each is refused or done by itself: the balance of its capture
 * decides, so a repeated request gives nothing back twice.
 */
export async function refundOrder(
  deps: Deps,
  { orderId, idempotencyKey }: { orderId: string; idempotencyKey: string | null },
): Promise<Result<readonly StoredTransaction[], UseCaseError>> {
  const state = await deps.payments.find({ orderId });
  if (!state) return err(notFound("orders", orderId));
  const captures = state.transactions.filter(
    (each) => each.kind === "capture" && refundableMinor(state.transactions, each) > 0,
  );
  if (captures.length === 0) {
    return err({ code: "illegal_transition", from: state.order.paymentStatus, to: "refunded" });
  }
  const refunds: StoredTransaction[] = [];
  for (const { id } of captures) {
    const key = idempotencyKey === null ? null : `${idempotencyKey}:${id}`;
    const given = { orderId, captureId: id, amountMinor: null, idempotencyKey: key };
    const refund = await refundPayment(deps, given);
    if (!refund.ok) return refund;
    refunds.push(refund.value);
  }
  return ok(refunds);
}
