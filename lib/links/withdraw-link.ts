import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { isOver } from "../orders/checkout-step";
import { isEditable } from "../orders/order-status";
import { liveAttemptOf } from "../payments/deciding";
import { endWaitingAttempt } from "../payments/run-attempt";
import type { PaymentState } from "../payments/store";
import { err, type Result } from "../result";
import { inTurns, turnOf } from "../turns";
import { endLink, findLinkOrder } from "./link-store";

/**
 * Ends a link that has not been paid: from then on no payment of its order begins. One that waits for the shopper at their
 * bank is ended first, one that is on its way is let come to its end. Safe to repeat: what is over stays as it is.
 */
export async function withdrawLink(
  deps: Deps,
  { id }: { id: string },
): Promise<Result<null, UseCaseError>> {
  const orderId = await findLinkOrder(id);
  if (orderId === null) return err(notFound("payment_links", id));
  return inTurns<PaymentState, null, UseCaseError>(null, {
    read: () => deps.payments.find({ orderId }),
    missing: () => err(notFound("payment_links", id)),
    take: async (state) => {
      const { order } = state;
      const now = deps.clock.now();
      const live = liveAttemptOf(state);
      if (live?.status === "action_required") {
        const ended = await endWaitingAttempt(deps, state, live);
        return ended.ok ? turnOf(false, null) : ended; // Read anew: the order has moved on by that.
      }
      if (live?.status !== "succeeded" && (live !== null || order.status === "placing")) {
        return err({ code: "attempt_running" });
      }
      if (live !== null || !isEditable(order.status)) {
        return err({ code: "illegal_transition", from: order.status, to: "withdrawn" });
      }
      if (isOver(order.expiresAt ?? null, now)) return turnOf(true, null);
      const { version, expiresAt = null } = order;
      const isEnded = await endLink({ id, orderId }, { version, expiresAt }, { by: deps.by, now });
      return turnOf(isEnded, null);
    },
  });
}
