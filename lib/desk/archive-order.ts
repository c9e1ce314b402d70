import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import { archiveOrder } from "../jsonapi/order-upkeep-store";
import { err, ok, type Result } from "../result";

/** Puts an order away, or brings it back; what is still open cannot be put away. Repeated, it changes nothing. */
export async function putAway(
  deps: Deps,
  { orderId, isArchived }: { orderId: string; isArchived: boolean },
): Promise<Result<null, UseCaseError>> {
  const by = { by: deps.by, now: deps.clock.now() };
  const isDone = await archiveOrder(orderId, isArchived, by);
  return isDone ? ok(null) : err({ code: "illegal_transition", from: "open", to: "archived" });
}
