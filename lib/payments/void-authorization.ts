import type { Deps } from "../deps";
import type { TransactionId } from "../ids";
import { ok } from "../result";
import { nextCheckAt } from "./check-schedule";
import { requestHashOf } from "./decide-attempt";
import { eventOf, gatewayOf, sourceOf } from "./deciding";
import { doorTo } from "./provider-door";
import { settle } from "./settle";
import type { Decision, StoredTransaction } from "./store";

/**
 * Gives back what an authorization holds: money that was approved after the shopper had begun anew. Written ahead like
 * every call that moves money; does nothing where a void is under way or done.
 */
export async function voidAuthorization(
  deps: Deps,
  authorization: StoredTransaction,
): Promise<void> {
  const now = deps.clock.now();
  const callId = deps.ids.call();
  const voidId = deps.ids.resource() as TransactionId;
  const begun = await deps.payments.change(
    authorization.orderId,
    deps.by,
    now,
    (state): Decision<StoredTransaction | null, never> => {
      const source = sourceOf(state, authorization.sourceId);
      const isVoided = state.transactions.some(
        (each) =>
          each.kind === "void" && each.parentId === authorization.id && each.status !== "failed",
      );
      if (isVoided || !source) return ok({ changes: [], value: null });
      const transaction = voidOf(authorization, { id: voidId, now });
      const call = {
        id: callId,
        transactionId: voidId,
        operation: "void",
        requestHash: requestHashOf(source, transaction),
        startedAt: now,
      };
      return ok({
        changes: [
          { kind: "transaction_created", transaction },
          { kind: "call_started", call },
          eventOf("void.requested", { type: "voids", id: voidId }, state.order.id, {
            status: [null, "requested"],
            amount_cents: transaction.amount.amountMinor,
          }),
        ],
        value: transaction,
      });
    },
  );
  if (!begun.ok || !begun.value) return;
  const transaction = begun.value;
  const state = await deps.payments.find({ orderId: authorization.orderId });
  const gateway = state && gatewayOf(state, authorization.gatewayId);
  const source = state && sourceOf(state, authorization.sourceId);
  const door = gateway ? doorTo(deps, gateway) : null;
  if (!door || !source?.reference) return;
  const answer = await door.provider.void(door.call(callId), {
    payment: source.reference,
    amount: transaction.amount,
    ourReference: authorization.ourReference ?? "",
    document: null,
  });
  await settle(deps, { transaction, answer, callId, door });
}

const voidOf = (
  authorization: StoredTransaction,
  made: { id: TransactionId; now: Date },
): StoredTransaction => ({
  ...authorization,
  id: made.id,
  kind: "void",
  status: "requested",
  attempt: null,
  ourReference: null,
  parentId: authorization.id,
  reference: null,
  live: false,
  places: false,
  requestedAt: made.now,
  settledAt: null,
  detail: null,
  checksCount: 0,
  nextCheckAt: nextCheckAt(made.now, 1),
  supersededAt: null,
});
