import type { Deps } from "../deps";
import type { JsonObject } from "../json";
import { isEditable } from "../orders/order-status";
import { withFee } from "../orders/totals";
import { ok } from "../result";
import { applyChanges } from "./apply-changes";
import { liveAttemptOf, orderChanges, orderEvent } from "./deciding";
import type { PaymentMethod } from "./payment-method";
import type { PayableOrder, PaymentChange, PaymentState } from "./store";

type Charged = Pick<PayableOrder, "paymentMethodMinor" | "taxMinor" | "totalMinor">;

/**
 * What an order costs when it is paid with a method; null: with none. The method that it has already costs what it did when it
 * was chosen.
 */
export function chargedBy(
  order: PayableOrder,
  method: Pick<PaymentMethod, "id" | "feeMinor"> | null,
): Charged {
  const { paymentMethodMinor, taxMinor, totalMinor, pricing } = order;
  const isChosen = method !== null && method.id === order.paymentMethodId;
  const feeMinor = isChosen ? paymentMethodMinor : (method?.feeMinor ?? 0);
  if (feeMinor === paymentMethodMinor) return { paymentMethodMinor, taxMinor, totalMinor };
  const priced = withFee(pricing, feeMinor, pricing);
  const { paymentMethodMinor: charged, taxMinor: tax, totalMinor: total } = priced;
  return { paymentMethodMinor: charged, taxMinor: tax, totalMinor: total };
}

/** A source's method; one that is offered no longer costs nothing anew. */
const methodOf = ({ methods }: PaymentState, id: string | null) =>
  id === null ? null : (methods.find((each) => each.id === id) ?? { id, feeMinor: 0 });

/** What the order costs when it is paid with a method, in minor units. */
export const totalWith = (state: PaymentState, methodId: string | null): number =>
  chargedBy(state.order, methodOf(state, methodId)).totalMinor;

export type MethodSet = Partial<Charged> & { paymentMethodId: string | null };
type MethodTaken = { set: MethodSet; more: PaymentChange[] };

/** What changes of an order that is paid with this method from now on: its total holds that method's fee, and no other's. */
export function methodTaken(state: PaymentState, methodId: string | null, now: Date): MethodTaken {
  const { order, transactions } = state;
  const { set, more } = methodCharged(state, methodId);
  if (set.totalMinor === undefined) return { set, more };
  const priced = { ...state, order: { ...order, ...set } };
  // What earlier payments have come to is measured by the total.
  const come = orderChanges(priced, { status: order.status, transactions, now });
  return { set, more: [...more, ...come] };
}

/** The same, for a decision that looks itself at what the order's payments have come to. */
export function methodCharged(state: PaymentState, methodId: string | null): MethodTaken {
  const { order } = state;
  const charged = chargedBy(order, methodOf(state, methodId));
  if (charged.paymentMethodMinor === order.paymentMethodMinor) {
    return { set: { paymentMethodId: methodId }, more: [] };
  }
  const changes: JsonObject = {
    payment_method_id: methodId,
    payment_method_amount_cents: [order.paymentMethodMinor, charged.paymentMethodMinor],
    total_amount_cents: [order.totalMinor, charged.totalMinor],
  };
  return {
    set: { paymentMethodId: methodId, ...charged },
    more: [orderEvent("order.updated", order.id, changes)],
  };
}

/**
 * Before anybody is told of a payment: the order's total is what it costs with the payment's method. One statement where that
 * changes it, none where it does not; an order that an attempt holds, or that is closed, stays as it is.
 */
export async function takeMethod(
  deps: Pick<Deps, "payments" | "clock" | "by">,
  state: PaymentState,
  methodId: string | null,
): Promise<PaymentState> {
  if (!mayTake(state, methodId)) return state;
  const now = deps.clock.now();
  const taken = await deps.payments.change<PaymentState, never>(state, deps.by, now, (fresh) => {
    if (!mayTake(fresh, methodId)) return ok({ changes: [], value: fresh });
    const { set, more } = methodTaken(fresh, methodId, now);
    const changes: PaymentChange[] = [{ kind: "order_changed", set }, ...more];
    return ok({ changes, value: applyChanges(fresh, changes) });
  });
  return taken.ok ? taken.value : state;
}

const mayTake = (state: PaymentState, methodId: string | null): boolean =>
  isEditable(state.order.status) &&
  liveAttemptOf(state) === null &&
  totalWith(state, methodId) !== state.order.totalMinor;
