import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { eventOf, sourceOf } from "./deciding";
import { syncSource } from "./refresh-payment";
import type { Decision, PaymentState } from "./store";

/**
 * A person has the provider asked about one payment, settled or not, and the history says so, also where nothing changed.
 * Safe to repeat.
 */
export async function recheckPayment(
  deps: Deps,
  input: { sourceId: string },
): Promise<Result<{ hasChanged: boolean }, UseCaseError>> {
  const before = await deps.payments.find(input);
  const source = before && sourceOf(before, input.sourceId);
  if (!before || !source) return err(notFound("payment_sources", input.sourceId));
  const synced = await syncSource(deps, input);
  if (!synced.ok) return synced;
  const after = await deps.payments.find(input);
  const hasChanged = after !== null && standingOf(after) !== standingOf(before);
  const { id, type, orderId } = source;
  const line = eventOf("payment_source.checked", { type, id }, orderId, { changed: hasChanged });
  const decide = (): Decision<null, never> => ok({ changes: [line], value: null });
  await deps.payments.change(orderId, deps.by, deps.clock.now(), decide);
  return ok({ hasChanged });
}

const standingOf = ({ transactions }: PaymentState): string =>
  transactions.map(({ id, status }) => `${id} ${status}`).join();
