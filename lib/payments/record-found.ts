import type { Deps } from "../deps";
import { heard, isAdmitted } from "./circuit-door";
import { decideFound, familyOf } from "./decide-found";
import { gatewayOf } from "./deciding";
import { doorTo } from "./provider-door";
import { isUnsettled } from "./transaction";

/**
 * Asks the provider for a payment whose transactions are all settled, and keeps what happened there without us; what
 * contradicts our books goes to the attention list. Answers
 * how many facts were new; 0 also where the provider cannot be asked at all, null where it did not answer or an operation
 * of ours is still open: ask again later. Safe to repeat.
 */
export async function recordFound(
  deps: Deps,
  input: { orderId: string; authorizationId: string; webhookEventId?: string },
): Promise<number | null> {
  const state = await deps.payments.find({ orderId: input.orderId });
  const authorization = state?.transactions.find(({ id }) => id === input.authorizationId);
  const gateway = state && authorization && gatewayOf(state, authorization.gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  if (!state || !authorization || !door?.provider.capabilities.retrieve) return 0;
  const { paymentReference: reference, ourReference } = authorization;
  if (reference === null) return 0;
  if (familyOf(state, authorization).some(({ status }) => isUnsettled(status))) return null;
  if (!(await isAdmitted(deps, door.gateway, "question"))) return null;
  const lookup = { reference, ourReference: ourReference ?? "" };
  const answer = await door.provider.retrieve(door.call(deps.ids.call()), lookup);
  const asked = await heard(deps, door, answer);
  if (!asked.ok) return null;
  if (asked.value?.reference !== reference) return 0;
  const found = asked.value;
  const now = deps.clock.now();
  const written = await deps.payments.change(state, deps.by, now, (fresh) =>
    decideFound(fresh, {
      authorizationId: authorization.id,
      found,
      newId: deps.ids.resource,
      now,
      webhookEventId: input.webhookEventId ?? null,
    }),
  );
  return written.ok ? written.value : null;
}
