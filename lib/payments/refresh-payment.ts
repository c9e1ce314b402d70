import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { liveAttemptOf, sourceOf } from "./deciding";
import type { PaymentSource } from "./payment-source";
import { recordFound } from "./record-found";
import type { PaymentKey, PaymentState } from "./store";
import { syncTransaction } from "./sync-transaction";
import { isUnsettled } from "./transaction";

/** An opened page asks at once, but not more often than this: many tabs are one question. */
const ASK_AGAIN_AFTER_MS = 2_000;

/** Asks the provider about the order's unsettled attempt, if it has one. Safe to call on every opened page. */
export async function refreshPayment(
  deps: Deps,
  input: { token: string },
): Promise<Result<null, UseCaseError>> {
  const state = await deps.payments.find({ orderToken: input.token });
  if (!state) return err(notFound("orders", input.token));
  const live = liveAttemptOf(state);
  if (!live || !isUnsettled(live.status)) return ok(null);
  const ageMs = deps.clock.now().getTime() - live.requestedAt.getTime();
  if (ageMs < ASK_AGAIN_AFTER_MS * (live.checksCount + 1)) return ok(null);
  await syncTransaction(deps, { state, transaction: live });
  return ok(null);
}

/**
 * `_details` and `_refresh`: asks the provider about one source, settled or not; answers it as it then stands.
 */
export async function syncSource(
  deps: Deps,
  input: { sourceId: string; sessionId?: string | null },
): Promise<Result<PaymentSource, UseCaseError>> {
  const key: PaymentKey = { sourceId: input.sourceId };
  const state = await deps.payments.find(key);
  if (!state) return err(notFound("payment_sources", input.sourceId));
  await syncAllOf(deps, state, input);
  await findAllOf(deps, state, input.sourceId);
  const fresh = await deps.payments.find(key);
  const source = fresh && sourceOf(fresh, input.sourceId);
  return source ? ok(source) : err(notFound("payment_sources", input.sourceId));
}

/** What the merchant did in the provider's own dashboard, should its event have been lost. */
async function findAllOf(deps: Deps, state: PaymentState, sourceId: string): Promise<void> {
  for (const { id, kind, status, sourceId: of } of state.transactions) {
    if (kind !== "authorization" || status !== "succeeded" || of !== sourceId) continue;
    await recordFound(deps, { orderId: state.order.id, authorizationId: id });
  }
}

/** Every unsettled transaction of one source, oldest first. */
export async function syncAllOf(
  deps: Deps,
  state: PaymentState,
  input: { sourceId: string; sessionId?: string | null },
): Promise<void> {
  for (const transaction of state.transactions) {
    if (transaction.sourceId !== input.sourceId || !isUnsettled(transaction.status)) continue;
    await syncTransaction(deps, { state, transaction, sessionId: input.sessionId ?? null });
  }
}
