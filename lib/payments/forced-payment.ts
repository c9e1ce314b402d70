import type { PaymentSourceId } from "../ids";
import { isEditable } from "../orders/order-status";
import { gatewayOf, liveAttemptOf, orderEvent, sourceOf } from "./deciding";
import { type MethodSet, methodCharged, totalWith } from "./method-fee";
import type { PaymentSource } from "./payment-source";
import type { PaymentChange, PaymentState, StoredTransaction } from "./store";

/** A payment that has just succeeded and becomes the order's, although the order names another source, or none. */
export type Forced = {
  /** It holds the order, also where the shopper had begun anew meanwhile. */
  transaction: StoredTransaction;
  set: { paymentSourceId: PaymentSourceId } & MethodSet;
  changes: readonly PaymentChange[];
  /** The shopper had begun anew, and nothing came of that: whoever pressed "Pay" here still wants the order. */
  isRevived: boolean;
};

/**
 * `force_payments` of a gateway: money that it holds for an order that may still be changed is that order's payment. Null
 * where the gateway does not say so, and where there is nothing to change.
 */
export function forcedPayment(state: PaymentState, after: StoredTransaction): Forced | null {
  const { order } = state;
  if (after.kind !== "authorization" || after.status !== "succeeded") return null;
  if (!isEditable(order.status)) return null;
  if (gatewayOf(state, after.gatewayId)?.forcePayments !== true) return null;
  const source = sourceOf(state, after.sourceId);
  const isRevived = after.supersededAt !== null;
  if (!source || !(isRevived ? canRevive(state, after, source) : after.live)) return null;
  if (!isRevived && order.paymentSourceId === source.id) return null;
  const { id, paymentMethodId } = source;
  // Another method's fee may have changed the total since this payment began.
  const charged = methodCharged(state, paymentMethodId);
  const set = { paymentSourceId: id, ...charged.set };
  return {
    transaction: isRevived ? { ...after, live: true, supersededAt: null, detail: null } : after,
    set,
    changes: [
      { kind: "order_changed", set },
      orderEvent("order.payment_source_attached", order.id, {
        payment_source_id: [order.paymentSourceId, id],
        payment_method_id: [order.paymentMethodId, paymentMethodId],
      }),
      ...charged.more,
    ],
    isRevived,
  };
}

/**
 * Nothing else holds the order, the money is what it costs with that payment's method, and no merchant's service wanted to
 * see first what it has become since; else it is given back as before.
 */
function canRevive(
  state: PaymentState,
  { amount }: StoredTransaction,
  { paymentMethodId }: PaymentSource,
): boolean {
  const { currency, validation } = state.order;
  const fits =
    amount.amountMinor === totalWith(state, paymentMethodId) && amount.currency === currency;
  return fits && validation === null && liveAttemptOf(state) === null;
}

/** The payment method of what the order is paid with; null while it is another source's money that is only held. */
export const methodPaidWith = (
  { order, methods }: PaymentState,
  { sourceId }: StoredTransaction,
) =>
  order.paymentSourceId === sourceId
    ? (methods.find(({ id }) => id === order.paymentMethodId) ?? null)
    : null;
