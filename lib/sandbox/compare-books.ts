/** Their book beside ours, order by order: pure. */

/** In minor units. What a provider lets go by itself counts as a void. */
export type Sums = { authorization: number; capture: number; void: number; refund: number };

export type BookSide = {
  /** Held; once something was captured, what was captured and not given back. */
  amountMinor: number;
  capturedMinor: number;
  refundedMinor: number;
};

export type ComparedOrder<Order> = {
  order: Order;
  ours: BookSide;
  /** Null where their book holds amounts of this order in another currency. */
  theirs: BookSide | null;
  isSame: boolean;
};

const NOTHING: Sums = { authorization: 0, capture: 0, void: 0, refund: 0 };

export const sideOf = (sums: Sums): BookSide => ({
  // What a capture leaves of the hold is let go at once by one provider and kept by another.
  amountMinor:
    sums.capture > 0 ? sums.capture - sums.refund : sums.authorization - sums.void - sums.refund,
  capturedMinor: sums.capture,
  refundedMinor: sums.refund,
});

type Ours = { orderId: string; currency: string; sums: Sums };
type Theirs = { text: string; currency: string; sums: Sums };

export function compareBooks<Order extends Ours>(
  orders: readonly Order[],
  theirs: readonly Theirs[],
): ComparedOrder<Order>[] {
  return orders.map((order) => {
    const found = theirs.filter(({ text }) => text === order.orderId);
    const isForeign = found.some(({ currency }) => currency !== order.currency);
    const ours = sideOf(order.sums);
    if (isForeign) return { order, ours, theirs: null, isSame: false };
    const other = sideOf(found[0]?.sums ?? NOTHING);
    return { order, ours, theirs: other, isSame: isEqual(ours, other) };
  });
}

const isEqual = (left: BookSide, right: BookSide): boolean =>
  left.amountMinor === right.amountMinor &&
  left.capturedMinor === right.capturedMinor &&
  left.refundedMinor === right.refundedMinor;
