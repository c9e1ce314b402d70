import type { EditableOrder, LineItem } from "./order";
import { taxedParts } from "./order-attributes";
import type { OrderStatus } from "./order-status";
import { type PaymentStatus, paymentStatusOfSums } from "./payment-statuses";
import type { OrderEdit, SkuOffer } from "./store";
import { type Totals, totalsOf } from "./totals";

export type EditedOrder = {
  lines: readonly LineItem[];
  totals: Totals;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  deliveryMethodId: string | null;
  /** Something in it travels: it has a parcel, also before anybody has said how it goes. */
  ships: boolean;
  email: string | null;
};

/** What an order looks like after an edit: lines, totals, the delivery method that chose itself, draft or pending. */
export function applyEdit(state: EditableOrder, edit: OrderEdit): EditedOrder {
  const { order } = state;
  if (order.status === "editing") return asItWasPlaced(state, edit);
  const lines = linesAfter(state.lines, edit);
  const delivery = deliveryAfter(state, edit, lines);
  const terms = edit.terms ?? order;
  const email = edit.email ?? order.email;
  const { taxRate, taxIncluded } = terms;
  const taxed = taxedParts({ ...order.attributes, ...edit.texts?.attributes });
  const feeMinor = feeAfter(state, edit);
  const totals = totalsOf({ lines, delivery, feeMinor, taxRate, taxIncluded, ...taxed });
  const paymentStatus = paymentStatusOfSums(totals.totalMinor, state.sums);
  return {
    lines,
    totals,
    // An empty cart is no present.
    paymentStatus: paymentStatus === "free" && lines.length === 0 ? "unpaid" : paymentStatus,
    // An order is pending once it has a customer and something to buy.
    status: email !== null && lines.length > 0 ? "pending" : "draft",
    deliveryMethodId: delivery?.id ?? null,
    ships: lines.some((line) => line.ships),
    email,
  };
}

/** What was sold stays as it was, also where a price or a way to deliver it has changed since. */
function asItWasPlaced({ order, lines }: EditableOrder, edit: OrderEdit): EditedOrder {
  const { subtotalMinor, shippingMinor, paymentMethodMinor, taxMinor, totalMinor } = order;
  const { status, paymentStatus, deliveryMethodId } = order;
  const totals = { subtotalMinor, shippingMinor, paymentMethodMinor, taxMinor, totalMinor };
  const email = edit.email ?? order.email;
  const ships = lines.some((line) => line.ships);
  return { lines, totals, status, paymentStatus, deliveryMethodId, ships, email };
}

/** What a line takes from the SKU that it sells. */
export const soldAs = ({ id, code, name, description, imageUrl, ships }: SkuOffer) => ({
  ...{ skuId: id, skuCode: code, name, description, imageUrl, ships },
});

function linesAfter(lines: readonly LineItem[], edit: OrderEdit): LineItem[] {
  const removed = new Set(edit.removeLines);
  const changes = new Map((edit.changeLines ?? []).map((change) => [change.id, change]));
  const kept = lines
    .filter((line) => !removed.has(line.id))
    .map((line) => {
      const change = changes.get(line.id);
      return {
        ...line,
        ...(change?.sku ? soldAs(change.sku) : {}),
        ...change?.texts,
        quantity: change?.quantity ?? line.quantity,
        unitMinor: change?.unitMinor ?? line.unitMinor,
      };
    });
  return [...kept, ...(edit.addLines ?? [])];
}

/** A fee is in one currency: in another, the method costs nothing. */
function feeAfter({ order, methodFees }: EditableOrder, { terms, paymentMethodId }: OrderEdit) {
  if (terms && terms.currency !== order.currency) return 0;
  const id = paymentMethodId === undefined ? order.paymentMethodId : paymentMethodId;
  return (id === null ? undefined : methodFees[id]) ?? 0;
}

/** A choice of one chooses itself. */
function deliveryAfter(state: EditableOrder, edit: OrderEdit, lines: readonly LineItem[]) {
  if (!lines.some((line) => line.ships)) return null;
  const wanted = edit.deliveryMethodId ?? state.order.deliveryMethodId;
  const currency = edit.terms?.currency ?? state.order.currency;
  const offered = state.deliveryMethods.filter((method) => method.currency === currency);
  const chosen = offered.find((method) => method.id === wanted);
  if (chosen) return chosen;
  return offered.length === 1 ? (offered[0] ?? null) : null;
}
