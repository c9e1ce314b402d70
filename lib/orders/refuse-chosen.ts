import type { Deps } from "../deps";
import { invalid, type UseCaseError } from "../errors";
import type { Order } from "./order";

/** What an order may point to, by the id that a client gave; null takes it away. */
export type ChosenParts = {
  shippingAddressId?: string | null;
  billingAddressId?: string | null;
  paymentMethodId?: string | null;
};

/** Null when the order, there already or about to be, may have all of it. */
export async function refuseChosen(
  deps: Deps,
  { shippingAddressId, billingAddressId, paymentMethodId }: ChosenParts,
  order: Pick<Order, "marketId" | "currency" | "apiClientId">,
): Promise<UseCaseError | null> {
  const addressIds = [shippingAddressId, billingAddressId].filter((id) => typeof id === "string");
  if (addressIds.length > 0 && !(await deps.orders.ownsAddresses(addressIds, order.apiClientId))) {
    return invalid("relationships.shipping_address", "must be an existing address");
  }
  if (paymentMethodId && !(await deps.orders.offersPaymentMethod(paymentMethodId, order))) {
    return invalid(
      "relationships.payment_method",
      "must be a payment method of the order's market and currency",
    );
  }
  return null;
}

/** A locked order may not begin with an address in another country. Asks only where there are both. */
export async function refuseLocked(
  deps: Deps,
  { shippingAddressId }: ChosenParts,
  lock: string | null,
): Promise<UseCaseError | null> {
  if (lock === null || !shippingAddressId) return null;
  const countries = await deps.orders.countriesOf([shippingAddressId]);
  return countries.get(shippingAddressId) === lock ? null : elsewhere(lock);
}

export const elsewhere = (lock: string): UseCaseError =>
  invalid("relationships.shipping_address", `must be in ${lock}, as the order is locked to it`);
