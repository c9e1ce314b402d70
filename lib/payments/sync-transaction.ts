import { unreachable } from "../assert";
import type { Deps } from "../deps";
import type { ProviderReference } from "../ids";
import type { ProviderAnswer, ProviderOutcome, ProviderPayment } from "../providers/provider";
import { err, ok } from "../result";
import { nextCheckAt } from "./check-schedule";
import type { Settled } from "./decide-settlement";
import { gatewayOf, sourceOf } from "./deciding";
import type { PaymentSource } from "./payment-source";
import { authorizeInputOf, type Door, doorTo } from "./provider-door";
import { settle } from "./settle";
import type { Decision, PaymentState, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";
import { voidAuthorization } from "./void-authorization";

const HOUR_MS = 3_600_000;

export type SyncInput = {
  state: PaymentState;
  transaction: StoredTransaction;
  /** What a return URL carried (`sid_…`): asked by, but believed only if it leads to this very payment. */
  sessionId?: string | null;
  placesNow?: boolean;
};

/**
 * Asks the provider what became of a transaction and settles it. The one road for return URLs, webhooks, opened pages
 * and the sweep. Safe to repeat, and to run twice at once.
 */
export async function syncTransaction(deps: Deps, input: SyncInput): Promise<Settled> {
  const { state, transaction } = input;
  const unchanged: Settled = { transaction, orderStatus: state.order.status, mustVoid: false };
  if (!isUnsettled(transaction.status)) return unchanged;
  const source = sourceOf(state, transaction.sourceId);
  const gateway = gatewayOf(state, transaction.gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  if (!source || !door) return unchanged;
  const asked = await ask(deps, { ...input, source, door });
  if (asked === null) {
    await checkLater(deps, transaction);
    return unchanged;
  }
  const settled = await settle(deps, {
    transaction,
    answer: asked.answer,
    callId: asked.callId,
    door,
    placesNow: input.placesNow ?? false,
  });
  if (settled.mustVoid) await voidAuthorization(deps, settled.transaction);
  return settled;
}

type Asked = { answer: ProviderAnswer; callId: string | null } | null;

/** Null: nothing was learned; ask again later. */
async function ask(
  deps: Deps,
  input: SyncInput & { source: PaymentSource; door: Door },
): Promise<Asked> {
  const { transaction, source, door, sessionId } = input;
  if (!door.provider.capabilities.retrieve) return repeatCall(deps, input);
  const reference = (sessionId as ProviderReference | null | undefined) ?? source.reference;
  const lookup = { reference, ourReference: transaction.ourReference ?? "" };
  const found = await door.provider.retrieve(door.call(deps.ids.call()), lookup);
  if (!found.ok) return null;
  if (found.value === null) return source.reference ? null : repeatCall(deps, input);
  if (!isSamePayment(found.value, source, transaction)) return null;
  const outcome = outcomeOf(found.value, transaction);
  return outcome && { answer: ok(outcome), callId: null };
}

/** What the payment says of this kind of transaction; null where it says nothing certain yet. */
function outcomeOf(found: ProviderPayment, transaction: StoredTransaction): ProviderOutcome | null {
  switch (transaction.kind) {
    case "authorization":
      return found.authorization;
    case "void":
      return found.voided ? succeededOf(found, transaction) : null;
    case "capture":
      return found.capturedMinor >= transaction.amount.amountMinor
        ? succeededOf(found, transaction)
        : null;
    case "refund":
      return found.refundedMinor >= transaction.amount.amountMinor
        ? succeededOf(found, transaction)
        : null;
    default:
      return unreachable(transaction.kind);
  }
}

const succeededOf = (found: ProviderPayment, transaction: StoredTransaction): ProviderOutcome => ({
  kind: "succeeded",
  reference: found.reference,
  transactionReference: transaction.reference,
  amount: transaction.amount,
  capturedMinor: 0,
  facts: { attributes: {}, instrument: null },
});

const isSamePayment = (
  found: ProviderPayment,
  source: PaymentSource,
  transaction: StoredTransaction,
): boolean =>
  source.reference === null
    ? found.ourReference === transaction.ourReference
    : found.reference === source.reference;

/**
 * The provider knows nothing, or cannot be asked: the same call again, under the same key, within its window. That
 * cannot take the money twice, and it answers what the first call answered.
 */
async function repeatCall(
  deps: Deps,
  input: SyncInput & { source: PaymentSource; door: Door },
): Promise<Asked> {
  const { state, transaction, source, door } = input;
  const { provider } = door;
  if (transaction.status === "pending" || transaction.status === "action_required") return null;
  const windowHours = provider.repeatWindowHours(door.config);
  const call = await deps.payments.findCall(transaction.id);
  if (windowHours === null || !call) return null;
  const ageMs = deps.clock.now().getTime() - call.startedAt.getTime();
  if (ageMs > windowHours * HOUR_MS) return null;
  // Its first sending may still be on its way.
  if (transaction.status === "requested" && ageMs < deps.settings.providerTimeoutMs) return null;
  const told = await authorizeInputOf(deps, { order: state.order, source, transaction, provider });
  const answer =
    call.operation === "prepare"
      ? await provider.prepare(door.call(call.id), told)
      : await provider.authorize(door.call(call.id), told);
  // A first answer may have been lost after it acted: "never sent" is only true of a call's first sending.
  if (!answer.ok && answer.error.code === "provider_unreachable") {
    return {
      answer: err({ code: "provider_indeterminate", detail: answer.error.detail }),
      callId: call.id,
    };
  }
  return { answer, callId: call.id };
}

async function checkLater(deps: Deps, transaction: StoredTransaction): Promise<void> {
  const now = deps.clock.now();
  await deps.payments.change(transaction.orderId, deps.by, now, (state): Decision<null, never> => {
    const fresh = state.transactions.find((each) => each.id === transaction.id);
    if (!fresh || !isUnsettled(fresh.status)) return ok({ changes: [], value: null });
    const set = {
      checksCount: fresh.checksCount + 1,
      nextCheckAt: nextCheckAt(now, fresh.checksCount),
    };
    return ok({
      changes: [{ kind: "transaction_changed", id: fresh.id, from: fresh.status, set }],
      value: null,
    });
  });
}
