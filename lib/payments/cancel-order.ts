import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { canMoveOrder, type OrderStatus } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { applyChanges } from "./apply-changes";
import { refuseUnsendable } from "./circuit-door";
import { decideOperation, type OperationRequest } from "./decide-operation";
import { gatewayOf, liveAttemptOf, orderChanges } from "./deciding";
import type { FollowUp, FollowUpParts } from "./follow-up";
import { doorTo } from "./provider-door";
import { carryOut, followUpParts } from "./settle";
import type { Decision, PaymentChange, PaymentState } from "./store";

/**
 * Cancels an order and gives its money back: what is held is voided, what was captured is refunded. All of it is written
 * in one commit before a provider hears of it. Safe to repeat: a cancelled order stays as it is. An attempt that is still
 * on its way is voided when it turns out to have succeeded.
 */
export async function cancelOrder(
  deps: Deps,
  input: { orderId: string },
): Promise<Result<{ status: OrderStatus }, UseCaseError>> {
  const state = await deps.payments.find({ orderId: input.orderId });
  if (!state) return err(notFound("orders", input.orderId));
  if (state.order.status === "cancelled") return ok({ status: "cancelled" });
  const requests = givingBack(state);
  const gateway = requests[0] && gatewayOf(state, requests[0].gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  if (requests.length > 0 && !door) {
    const detail = "Its settings are not complete, so the money cannot be given back.";
    return err({ code: "gateway_unavailable", detail });
  }
  const refused = door && (await refuseUnsendable(deps, door));
  if (refused) return err(refused);
  const now = deps.clock.now();
  // Made once: deciding anew must write the same rows. One for each operation there can be.
  const parts = door ? requests.map(() => followUpParts(deps, door, now)) : [];
  const cancelled = await deps.payments.change(state, deps.by, now, (fresh) =>
    decideCancel(fresh, { parts, now }),
  );
  if (!cancelled.ok) return cancelled;
  for (const follow of cancelled.value) if (door) await carryOut(deps, follow, door);
  return ok({ status: "cancelled" });
}

type GivingBack = OperationRequest & { gatewayId: string };

/** One void or, where money was captured, a refund of each capture's rest. */
function givingBack(state: PaymentState): GivingBack[] {
  const live = liveAttemptOf(state);
  const captures = state.transactions.filter(
    ({ kind, status }) => kind === "capture" && status === "succeeded",
  );
  const common = { amountMinor: null };
  if (captures.length > 0) {
    return captures.map(({ id, gatewayId }) => ({
      kind: "refund",
      parentId: id,
      gatewayId,
      idempotencyKey: `cancel:${id}`,
      ...common,
    }));
  }
  if (live?.status !== "succeeded") return [];
  const { id, gatewayId } = live;
  return [{ kind: "void", parentId: id, gatewayId, idempotencyKey: `cancel:${id}`, ...common }];
}

export function decideCancel(
  state: PaymentState,
  input: { parts: readonly FollowUpParts[]; now: Date },
): Decision<readonly FollowUp[], UseCaseError> {
  const { order } = state;
  if (order.status === "cancelled") return ok({ changes: [], value: [] });
  if (!canMoveOrder(order.status, "cancelled")) {
    return err({ code: "illegal_transition", from: order.status, to: "cancelled" });
  }
  // A capture that may have happened: only when it is known can it be given back.
  const isCapturing = state.transactions.some(
    ({ kind, status }) =>
      kind === "capture" && ["requested", "pending", "indeterminate"].includes(status),
  );
  if (isCapturing) return err({ code: "attempt_running" });
  const requests = givingBack(state);
  // Somebody captured meanwhile: the caller has made fewer ids than are needed now.
  if (requests.length > input.parts.length) return err({ code: "attempt_running" });
  const changes: PaymentChange[] = [];
  const follows: FollowUp[] = [];
  let after = state;
  requests.forEach((request, i) => {
    const parts = input.parts[i];
    const decided = parts && decideOperation(after, { ...request, ...parts });
    // Refused where nothing is left to give back.
    if (!decided?.ok || decided.value.value.kind !== "begun") return;
    const { transaction, call } = decided.value.value;
    changes.push(...decided.value.changes);
    after = applyChanges(after, decided.value.changes);
    follows.push({ transaction, call, after });
  });
  const { transactions } = after;
  changes.push(...orderChanges(state, { status: "cancelled", transactions, now: input.now }));
  const last = { ...applyChanges(state, changes) };
  return ok({ changes, value: follows.map((follow) => ({ ...follow, after: last })) });
}
