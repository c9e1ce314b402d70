import type { JsonObject } from "../json";
import type { EditedOrder } from "./apply-edit";
import type { Order } from "./order";
import type { OrderEdit } from "./store";

/** Personal data never enters the history: it says that an address changed, not to what. */
const shownOf = (edit: OrderEdit): JsonObject => ({
  ...(edit.email === undefined ? {} : { customer_email: "changed" }),
  ...(edit.shippingAddressId === undefined ? {} : { shipping_address_id: edit.shippingAddressId }),
  ...(edit.billingAddressId === undefined ? {} : { billing_address_id: edit.billingAddressId }),
  ...(edit.paymentMethodId === undefined ? {} : { payment_method_id: edit.paymentMethodId }),
  ...(edit.deliveryMethodId === undefined ? {} : { shipping_method_id: edit.deliveryMethodId }),
  ...(edit.addLines ? { lines_added: edit.addLines.length } : {}),
  ...(edit.removeLines ? { lines_removed: edit.removeLines.length } : {}),
  ...(edit.changeLines ? { lines_changed: edit.changeLines.length } : {}),
});

/** An edit's line in the history of its order. Every store writes it with the edit. */
export const editEvent = (
  order: Pick<Order, "id" | "status" | "totalMinor">,
  edit: OrderEdit,
  edited: EditedOrder,
) => ({
  name: "order.updated",
  resourceType: "orders",
  resourceId: order.id,
  orderId: order.id,
  changes: {
    ...shownOf(edit),
    ...(edited.totals.totalMinor === order.totalMinor
      ? {}
      : { total_amount_cents: [order.totalMinor, edited.totals.totalMinor] }),
    ...(edited.status === order.status ? {} : { status: [order.status, edited.status] }),
  },
});
