import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { isEmail } from "./contact-rules";
import type { Address, EditableOrder } from "./order";
import { countryLockOf } from "./order-attributes";
import { type ChosenParts, elsewhere, refuseChosen } from "./refuse-chosen";
import type { OrderEdit, OrderTexts } from "./store";

export type UpdateOrderInput = OrderTexts &
  ChosenParts & {
    orderId: string;
    email?: string | null;
    shippingSameAsBilling?: boolean;
    billingSameAsShipping?: boolean;
    /** Copies of addresses that the caller may see, with ids of their own. */
    shippingClone?: Address;
    billingClone?: Address;
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
  const countries = await countriesFor(deps, found, input);
  return deps.orders.change(
    found,
    deps.by,
    deps.clock.now(),
    (state) => {
      const edit = editOf(state, input);
      const locked = refuseCountry(state, edit, countries);
      return locked ? err(locked) : ok({ edit, value: { id: state.order.id } });
    },
    "placed_too",
  );
}

/** Read only where a lock asks for it. */
async function countriesFor(
  deps: Deps,
  { order }: EditableOrder,
  input: UpdateOrderInput,
): Promise<ReadonlyMap<string, string>> {
  const lock = countryLockOf({ ...order.attributes, ...input.attributes });
  if (lock === null) return new Map();
  const { shippingAddressId, billingAddressId, shippingClone, billingClone } = input;
  const own = [order.shippingAddressId, order.billingAddressId];
  const ids = [...own, shippingAddressId, billingAddressId].filter((id) => typeof id === "string");
  const clones = [shippingClone, billingClone].filter((clone) => clone !== undefined);
  const countries = await deps.orders.countriesOf(ids);
  return new Map([...countries, ...clones.map((each) => [each.id, each.countryCode] as const)]);
}

/** Whoever locks an order's country has said where it may be sent, whatever address stands there. */
function refuseCountry(
  { order }: EditableOrder,
  edit: OrderEdit,
  countries: ReadonlyMap<string, string>,
): UseCaseError | null {
  const lock = countryLockOf({ ...order.attributes, ...edit.texts?.attributes });
  const shipping = edit.shippingAddressId;
  if (lock === null || !shipping || countries.get(shipping) === lock) return null;
  return elsewhere(lock);
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
  const { shippingAddressId, billingAddressId, paymentMethodId, ...others } = rest;
  const { shippingClone, billingClone, ...texts } = others;
  const { order } = state;
  const given = <T>(value: T | undefined, before: T): T => (value === undefined ? before : value);
  const shipping = shippingClone?.id ?? given(shippingAddressId, order.shippingAddressId);
  const billing = billingClone?.id ?? given(billingAddressId, order.billingAddressId);
  const clones = [shippingClone, billingClone].filter((clone) => clone !== undefined);
  return {
    texts,
    ...(email ? { email } : {}),
    ...(clones.length > 0 ? { addAddresses: clones } : {}),
    shippingAddressId: shippingSameAsBilling ? billing : shipping,
    billingAddressId: billingSameAsShipping ? shipping : billing,
    ...(paymentMethodId === undefined ? {} : { paymentMethodId }),
  };
}
