import type { UseCaseError } from "../errors";
import type { EditableOrder } from "./order";
import { isEditable } from "./order-status";
import type { EditScope, OrderEdit } from "./store";

/**
 * Why an order may not be edited as it stands; null: nothing against it. A payment that is on its way or has succeeded
 * holds it still, until its merchant takes it back for editing.
 */
export function refuseOrder(
  { order, isHeld }: EditableOrder,
  scope: EditScope,
): UseCaseError | null {
  const { status } = order;
  if (status === "editing" && scope === "placed_too") return null;
  return isEditable(status) && !isHeld ? null : { code: "order_not_editable", status };
}

/**
 * Why an edit is too much for a placed order; null: nothing against it. What was sold and paid for stays: lines, amounts
 * and currency of a placed order never change, and its payment is for its total to the cent. With no way yet to give back a
 * part of what is held, a smaller total would break that as well as a larger one. So its texts, its customer's e-mail and its
 * addresses may be mended, and nothing that a total comes from.
 */
export function refuseWhileEditing({ order }: EditableOrder, edit: OrderEdit): UseCaseError | null {
  const { status } = order;
  if (status !== "editing") return null;
  const { addLines, changeLines, removeLines, terms, deliveryMethodId, paymentMethodId } = edit;
  const { freight_taxable: freight, payment_method_taxable: fee } = edit.texts?.attributes ?? {};
  const lines = [addLines, changeLines, removeLines];
  const touched = [...lines, terms, deliveryMethodId, paymentMethodId, freight, fee];
  const isMuch = touched.some((each) => each !== undefined);
  return isMuch ? { code: "order_not_editable", status } : null;
}
