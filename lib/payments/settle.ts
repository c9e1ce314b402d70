import type { Deps } from "../deps";
import type { ProviderAnswer } from "../providers/provider";
import { decideSettlement, type Settled } from "./decide-settlement";
import type { Door } from "./provider-door";
import type { PaymentState, StoredTransaction } from "./store";

/**
 * Writes a provider's answer: transaction, source, order and history in one database transaction.
 * Safe to repeat: what is settled stays.
 */
export async function settle(
  deps: Deps,
  input: {
    transaction: StoredTransaction;
    answer: ProviderAnswer;
    callId: string | null;
    door: Door | null;
    placesNow?: boolean;
    /** The order's payments as just written or read; without it they are read. */
    state?: PaymentState;
  },
): Promise<Settled> {
  const { transaction, answer, callId, door } = input;
  const now = deps.clock.now();
  const newId = deps.ids.resource();
  const settled = await deps.payments.change(
    input.state ?? transaction.orderId,
    deps.by,
    now,
    (state) =>
      decideSettlement(state, {
        transactionId: transaction.id,
        answer,
        callId,
        transcripts: door?.transcripts ?? [],
        placesNow: input.placesNow ?? false,
        newId,
        now,
      }),
  );
  if (!settled.ok) throw new Error("The order of a transaction is gone.");
  return settled.value;
}
