import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { err, type Result } from "../result";
import { capturePayment } from "./capture-payment";
import { liveAttemptOf } from "./deciding";
import type { StoredTransaction } from "./store";

/**
 * Takes all that an order's payment still holds. Answers the capture as it stands. Without a payment that was authorized:
 * `illegal_transition`. Safe to repeat: nothing is left to take then, or the same key answers the same capture.
 */
export async function captureOrder(
  deps: Deps,
  { orderId, idempotencyKey }: { orderId: string; idempotencyKey: string | null },
): Promise<Result<StoredTransaction, UseCaseError>> {
  const state = await deps.payments.find({ orderId });
  if (!state) return err(notFound("orders", orderId));
  const live = liveAttemptOf(state);
  if (live?.status !== "succeeded") {
    return err({ code: "illegal_transition", from: state.order.paymentStatus, to: "paid" });
  }
  const given = { orderId, authorizationId: live.id, amountMinor: null };
  return capturePayment(deps, { ...given, idempotencyKey });
}
