import type { Deps } from "../deps";
import { invalid, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { addLine, QUANTITY_MAX, quantityIssue } from "./add-line";
import { createOrder } from "./create-order";
import { isEditable } from "./order-status";

export type AddToCartInput = {
  /** The cart's order; null, unknown or closed: a new one. */
  token: string | null;
  skuCode: string;
  quantity: number;
  currency: string;
};

/** Puts pieces into the cart; a SKU that is there already gets more of it. Answers the cart's token, which may be new. */
export async function addToCart(
  deps: Deps,
  input: AddToCartInput,
): Promise<Result<{ token: string }, UseCaseError>> {
  const wrong = quantityIssue(input.quantity);
  if (wrong) return err(wrong);
  const found = input.token ? await deps.orders.find({ token: input.token }) : null;
  const cart = found && isEditable(found.order.status) && !found.isHeld ? found.order : null;
  if (!cart) {
    const mode = deps.settings.isTest ? "test" : "live";
    const made = await createOrder(deps, { currencyCode: input.currency, apiClientId: null, mode });
    if (!made.ok) return made;
    const added = await addLine(deps, { ...input, orderId: made.value.id });
    return added.ok ? ok({ token: made.value.token }) : added;
  }
  const line = found?.lines.find((each) => each.skuCode === input.skuCode);
  if (!line) {
    const added = await addLine(deps, { ...input, orderId: cart.id });
    return added.ok ? ok({ token: cart.token }) : added;
  }
  return deps.orders.change({ id: cart.id }, deps.by, deps.clock.now(), (state) => {
    const now = state.lines.find((each) => each.id === line.id);
    const quantity = (now?.quantity ?? 0) + input.quantity;
    if (quantity > QUANTITY_MAX) {
      return err(invalid("quantity", `An order takes at most ${QUANTITY_MAX} of one thing.`));
    }
    return ok({ edit: { changeLines: [{ id: line.id, quantity }] }, value: { token: cart.token } });
  });
}
