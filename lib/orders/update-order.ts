import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { isEmail } from "./contact-rules";
import type { EditableOrder } from "./order";
import { type ChosenParts, refuseChosen } from "./refuse-chosen";
import type { OrderEdit, OrderTexts } from "./store";

export type UpdateOrderInput = OrderTexts &
  ChosenParts & {
    orderId: string;
    email?: string | null;
    shippingSameAsBilling?: boolean;
    billingSameAsShipping?: boolean;
  };

/** What an API client may change of an order that is still open, or that was taken back for editing. */
export async function updateOrder(
  deps: Deps,
  input: UpdateOrderInput,
): Promise<Result<{ id: string }, UseCaseError>> {
  const found = await deps.orders.find({ id: input.orderId });
  if (!found) return err(notFound("orders", input.orderId));
  const refused = await refuse(deps, found, input);
  if (refused) return err(refused);
  return deps.orders.change(
    found,
    deps.by,
    deps.clock.now(),
    (state) => ok({ edit: editOf(state, input), value: { id: state.order.id } }),
    "placed_too",
  );
}

async function refuse(
  deps: Deps,
  found: EditableOrder,
  input: UpdateOrderInput,
): Promise<UseCaseError | null> {
  const { email } = input;
  if (email && !isEmail(email)) {
    return invalid("attributes.customer_email", "must be an e-mail address, like name@example.com");
  }
  return refuseChosen(deps, input, found.order);
}

function editOf(state: EditableOrder, input: UpdateOrderInput): OrderEdit {
  const { orderId: _, email, shippingSameAsBilling, billingSameAsShipping, ...rest } = input;
  const { shippingAddressId, billingAddressId, paymentMethodId, ...texts } = rest;
  const shipping =
    shippingAddressId === undefined ? state.order.shippingAddressId : shippingAddressId;
  const billing = billingAddressId === undefined ? state.order.billingAddressId : billingAddressId;
  return {
    texts,
    ...(email ? { email } : {}),
    shippingAddressId: shippingSameAsBilling ? billing : shipping,
    billingAddressId: billingSameAsShipping ? shipping : billing,
    ...(paymentMethodId === undefined ? {} : { paymentMethodId }),
  };
}
