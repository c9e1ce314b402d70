import { unreachable } from "../assert";
import type { OrderId } from "../ids";
import type { JsonObject } from "../json";
import type { OrderStatus } from "../orders/order-status";
import type { PaymentStatus } from "../orders/payment-statuses";
import { paymentStatusOf } from "./payment-status";
import type { EventRow, PaymentChange, PaymentState, StoredTransaction } from "./store";

/** Small pieces that the pure decisions share. */

export const eventOf = (
  name: string,
  resource: { type: string; id: string },
  orderId: OrderId,
  changes: JsonObject,
): PaymentChange => {
  const event: EventRow = {
    name,
    resourceType: resource.type,
    resourceId: resource.id,
    orderId,
    changes,
  };
  return { kind: "event", event };
};

export const orderEvent = (name: string, orderId: OrderId, changes: JsonObject): PaymentChange =>
  eventOf(name, { type: "orders", id: orderId }, orderId, changes);

/** A fact that a provider or its dashboard brought, and its line in the history. */
export const foundAtProvider = (transaction: StoredTransaction): PaymentChange[] => [
  { kind: "transaction_created", transaction },
  eventOf(
    `${transaction.kind}.succeeded`,
    { type: `${transaction.kind}s`, id: transaction.id },
    transaction.orderId,
    {
      status: [null, "succeeded"],
      amount_cents: transaction.amount.amountMinor,
      currency_code: transaction.amount.currency,
      origin: "provider",
    },
  ),
];

/** The authorization that holds the order, if any. The database allows one. */
export const liveAttemptOf = (state: PaymentState): StoredTransaction | null =>
  state.transactions.find(
    (transaction) => transaction.kind === "authorization" && transaction.live,
  ) ?? null;

/** An attempt is on its way or has succeeded: the order stands still. One that waits for its shopper holds nothing. */
export function isHeld(state: PaymentState): boolean {
  const live = liveAttemptOf(state);
  return live !== null && live.status !== "action_required";
}

export const sourceOf = (state: PaymentState, id: string) =>
  state.sources.find((source) => source.id === id) ?? null;

export const gatewayOf = (state: PaymentState, id: string) =>
  state.gateways.find((gateway) => gateway.id === id) ?? null;

/** The authorization that a transaction follows from, or is. */
export function authorizationOf(
  { transactions }: PaymentState,
  transaction: StoredTransaction,
): StoredTransaction | undefined {
  let root: StoredTransaction | undefined = transaction;
  while (root && root.kind !== "authorization") {
    const { parentId }: StoredTransaction = root;
    root = transactions.find((each) => each.id === parentId);
  }
  return root;
}

/** What an order still needs before money may be asked for. Names are those of the API's attributes. */
export function missingBeforePayment(state: PaymentState): readonly string[] {
  const { order } = state;
  const missing: string[] = [];
  if (order.linesCount === 0) missing.push("line_items");
  if (!order.email) missing.push("customer_email");
  if (order.ships && !order.hasShippingAddress && !order.hasBillingAddress)
    missing.push("shipping_address");
  if (!order.isDeliveryChosen) missing.push("shipping_method");
  return missing;
}

/** The order's changes and events for a new status and for what its transactions have come to. */
export function orderChanges(
  state: PaymentState,
  next: { status: OrderStatus; transactions: readonly StoredTransaction[]; now: Date },
): PaymentChange[] {
  const { order } = state;
  const come = paymentStatusOf(order.totalMinor, next.transactions);
  // An empty cart is no present.
  const paymentStatus: PaymentStatus = come === "free" && order.linesCount === 0 ? "unpaid" : come;
  const set = {
    ...(next.status === order.status ? {} : { status: next.status }),
    ...(paymentStatus === order.paymentStatus ? {} : { paymentStatus }),
    ...(next.status === order.status ? {} : timeOf(next.status, next.now)),
  };
  if (Object.keys(set).length === 0) return [];
  const changes: PaymentChange[] = [{ kind: "order_changed", set }];
  if (next.status !== order.status) {
    changes.push(
      orderEvent(orderEventName(next.status), order.id, {
        status: [order.status, next.status],
        payment_status: [order.paymentStatus, paymentStatus],
      }),
    );
  } else {
    changes.push(
      orderEvent("order.payment_changed", order.id, {
        payment_status: [order.paymentStatus, paymentStatus],
      }),
    );
  }
  return changes;
}

const orderEventName = (status: OrderStatus): string =>
  status === "pending" ? "order.returned_to_payment" : `order.${status}`;

/** When an order came to its status, where that is kept. */
function timeOf(status: OrderStatus, now: Date) {
  switch (status) {
    case "placed":
      return { placedAt: now };
    case "approved":
      return { approvedAt: now };
    case "cancelled":
      return { cancelledAt: now };
    case "draft":
    case "pending":
    case "placing":
    case "editing":
      return {};
    default:
      return unreachable(status);
  }
}
