import type { Deps } from "../deps";
import type { StoredTransaction } from "./store";
import { voidPayment } from "./void-payment";

/**
 * Gives back what nobody waits for: money that was approved after the shopper had begun anew. Does nothing where a void
 * is under way or done, or where the money was captured.
 */
export async function voidAuthorization(
  deps: Deps,
  authorization: StoredTransaction,
): Promise<void> {
  const { id, orderId } = authorization;
  const state = await deps.payments.find({ orderId });
  const isVoided = state?.transactions.some(
    (each) => each.kind === "void" && each.parentId === id && each.status !== "failed",
  );
  if (isVoided) return;
  // Refused where somebody was faster: the balance says so.
  await voidPayment(deps, { orderId, authorizationId: id, idempotencyKey: null });
}
