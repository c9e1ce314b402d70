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
