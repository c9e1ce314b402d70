import type { Deps } from "../deps";
import { decideFound } from "./decide-found";
import { gatewayOf, sourceOf } from "./deciding";
import { doorTo } from "./provider-door";
import { isUnsettled } from "./transaction";

/**
 * Asks the provider for a payment whose transactions are all settled, and keeps what happened there without us. Answers
 * how many facts were new; 0 also where the provider cannot be asked. Safe to repeat.
 */
export async function recordFound(
  deps: Deps,
  input: { orderId: string; sourceId: string },
): Promise<number> {
  const state = await deps.payments.find({ orderId: input.orderId });
  const source = state && sourceOf(state, input.sourceId);
  const gateway = state && source && gatewayOf(state, source.gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  if (!state || !source?.reference || !door?.provider.capabilities.retrieve) return 0;
  const own = state.transactions.filter((each) => each.sourceId === source.id);
  const authorization = own.find(
    ({ kind, status }) => kind === "authorization" && status === "succeeded",
  );
  if (!authorization || own.some(({ status }) => isUnsettled(status))) return 0;
  const lookup = { reference: source.reference, ourReference: authorization.ourReference ?? "" };
  const asked = await door.provider.retrieve(door.call(deps.ids.call()), lookup);
  if (!asked.ok || asked.value?.reference !== source.reference) return 0;
  const found = asked.value;
  const now = deps.clock.now();
  const written = await deps.payments.change(state, deps.by, now, (fresh) =>
    decideFound(fresh, { sourceId: source.id, found, newId: deps.ids.resource, now }),
  );
  return written.ok ? written.value : 0;
}
