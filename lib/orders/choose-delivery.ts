import type { Deps } from "../deps";
import { invalid, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";

/** Chooses how the order travels; the total follows. */
export async function chooseDelivery(
  deps: Deps,
  input: { token: string; methodId: string },
): Promise<Result<null, UseCaseError>> {
  return deps.orders.change({ token: input.token }, deps.by, deps.clock.now(), (state) => {
    const isOffered = state.deliveryMethods.some(
      (method) => method.id === input.methodId && method.currency === state.order.currency,
    );
    if (!isOffered) return err(invalid("delivery", "Choose one of the deliveries offered."));
    return ok({ edit: { deliveryMethodId: input.methodId }, value: null });
  });
}
