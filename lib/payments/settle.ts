import type { Deps } from "../deps";
import type { ProviderAnswer, ProviderPayment } from "../providers/provider";
import { canWait, heard, isAdmitted } from "./circuit-door";
import { decideSettlement, type Settled, unmoved } from "./decide-settlement";
import type { FollowUp, FollowUpParts } from "./follow-up";
import { callOperation } from "./operation-call";
import type { Door } from "./provider-door";
import type { PaymentState, StoredTransaction } from "./store";

/**
 * Writes a provider's answer: transaction, source, order, history and what follows from it in one database transaction;
 * then carries out what follows. Safe to repeat: what is settled stays.
 */
export async function settle(
  deps: Deps,
  input: {
    transaction: StoredTransaction;
    answer: ProviderAnswer;
    callId: string | null;
    door: Door | null;
    placesNow?: boolean;
    /** The whole payment, where the provider was asked for it. */
    found?: ProviderPayment | null;
    /** The provider's event that says so, where one does. */
    webhookEventId?: string;
    /** The order's payments as just written or read; without it they are read. */
    state?: PaymentState;
  },
): Promise<Settled> {
  const { transaction, answer, callId, door } = input;
  const now = deps.clock.now();
  const follow = door && followUpParts(deps, door, now);
  // Taken before anything else is called by this door: each call keeps its own exchanges.
  const transcripts = door?.transcripts.splice(0) ?? [];
  const settled = await deps.payments.change(
    input.state ?? transaction.orderId,
    deps.by,
    now,
    (state) =>
      decideSettlement(state, {
        transactionId: transaction.id,
        answer,
        callId,
        transcripts,
        placesNow: input.placesNow ?? false,
        found: input.found ?? null,
        newId: deps.ids.resource,
        now,
        follow,
        webhookEventId: input.webhookEventId ?? null,
      }),
  );
  if (!settled.ok) throw new Error("The order of a transaction is gone.");
  if (door && settled.value.follow) await carryOut(deps, settled.value.follow, door);
  return settled.value;
}

export const followUpParts = (deps: Deps, door: Door, now: Date): FollowUpParts => ({
  capabilities: door.provider.capabilities,
  refuseAmount: door.provider.refuseAmount,
  id: deps.ids.resource(),
  callId: deps.ids.call(),
  now,
});

/**
 * What was written ahead is asked of the provider. Should we end before, or the gateway be away, the sweep asks under the
 * same key.
 */
export async function carryOut(deps: Deps, follow: FollowUp, door: Door): Promise<Settled> {
  const { transaction, call, after } = follow;
  if (canWait(door) && !(await isAdmitted(deps, door.gateway, "question"))) {
    return unmoved(transaction, after);
  }
  const asked = await callOperation(deps, { state: after, transaction, call, door });
  const answer = await heard(deps, door, asked);
  return settle(deps, { transaction, answer, callId: call.id, door, state: after });
}
