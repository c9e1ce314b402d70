import type { Deps } from "../deps";
import { ok } from "../result";
import {
  askedAgainAt,
  authorizationDaysOf,
  expiryCheckAt,
  isHeldUntouched,
} from "./authorization-expiry";
import { gatewayOf } from "./deciding";
import { recordFound } from "./record-found";
import type { Decision, PaymentState, StoredTransaction } from "./store";

/**
 * Asks about money whose hold should be over: what the provider has let go becomes a fact here. False: it was not due, or
 * there was nothing to ask. Safe to repeat.
 */
export async function checkExpiry(
  deps: Deps,
  { state, transaction }: { state: PaymentState; transaction: StoredTransaction },
): Promise<boolean> {
  const { id: authorizationId, orderId, nextCheckAt } = transaction;
  const now = deps.clock.now();
  // A starting node looks a day ahead: what is not over yet tells nothing.
  if (nextCheckAt === null || nextCheckAt > now) return false;
  const isAsked = isHeldUntouched(state, transaction);
  const found = isAsked ? await recordFound(deps, { orderId, authorizationId }) : 0;
  const given = { authorizationId, isAnswered: found !== null, now };
  await deps.payments.change(orderId, deps.by, now, (fresh) => decideNextCheck(fresh, given));
  return isAsked;
}

/** When it is asked about next; what was captured or let go meanwhile is not. */
export function decideNextCheck(
  state: PaymentState,
  input: { authorizationId: string; isAnswered: boolean; now: Date },
): Decision<null, never> {
  const authorization = state.transactions.find(({ id }) => id === input.authorizationId);
  const gateway = authorization && gatewayOf(state, authorization.gatewayId);
  if (!authorization?.nextCheckAt || authorization.nextCheckAt > input.now) {
    return ok({ changes: [], value: null });
  }
  const { id, status: from, settledAt } = authorization;
  const isOpen = gateway && settledAt && isHeldUntouched(state, authorization);
  const days = gateway ? authorizationDaysOf(gateway.type, gateway.config) : null;
  const later = isOpen && days !== null ? expiryCheckAt(settledAt, days, input.now) : null;
  const again = isOpen && !input.isAnswered && later ? askedAgainAt(input.now) : later;
  return ok({
    changes: [{ kind: "transaction_changed", id, from, set: { nextCheckAt: again } }],
    value: null,
  });
}
