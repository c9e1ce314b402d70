import { unreachable } from "../assert";
import type { OrderId } from "../ids";
import type { OrderStatus } from "../orders/order-status";
import type { PaymentStatus } from "../orders/payment-statuses";
import { succeededMinor } from "./payment-status";
import type { PaymentState } from "./store";
import type { TransactionKind } from "./transaction";

/** What the merchant's systems can be told of, in the names of the API. */
export const OUTGOING_TOPICS = [
  "orders.place",
  "orders.approve",
  "orders.cancel",
  "orders.authorize",
  "orders.pay",
  "orders.void",
  "orders.refund",
  "authorizations.create",
  "captures.create",
  "voids.create",
  "refunds.create",
] as const;
export type OutgoingTopic = (typeof OUTGOING_TOPICS)[number];

export type OutgoingEvent = {
  topic: OutgoingTopic;
  resourceType: string;
  resourceId: string;
  orderId: OrderId;
};

/**
 * What is to be told of a change, from the order's payments before and after it: no decision can forget it. A store
 * writes it with the change. Transactions are told of when they have succeeded; nothing is told of twice.
 */
export function outgoingEvents(before: PaymentState, after: PaymentState): OutgoingEvent[] {
  const orderId = after.order.id;
  const known = new Set(before.transactions.filter(isDone).map(({ id }) => id));
  const facts = after.transactions.filter((each) => isDone(each) && !known.has(each.id));
  return [
    ...facts.map(({ id, kind }) => ({
      topic: TRANSACTION_TOPICS[kind],
      resourceType: `${kind}s`,
      resourceId: id,
      orderId,
    })),
    ...orderTopics(before, after).map((topic) => ({
      topic,
      resourceType: "orders",
      resourceId: orderId,
      orderId,
    })),
  ];
}

const TRANSACTION_TOPICS = {
  authorization: "authorizations.create",
  capture: "captures.create",
  void: "voids.create",
  refund: "refunds.create",
} as const satisfies Record<TransactionKind, OutgoingTopic>;

const isDone = ({ status }: PaymentState["transactions"][number]): boolean =>
  status === "succeeded";

function orderTopics(before: PaymentState, after: PaymentState): OutgoingTopic[] {
  const { status, paymentStatus } = after.order;
  // Placed again after editing: that it was placed has been told.
  const wasEdited = before.order.status === "editing" && status === "placed";
  const topics = [
    paymentStatus === before.order.paymentStatus ? null : paymentTopic(paymentStatus),
    status === before.order.status || wasEdited ? null : statusTopic(status),
    // By the facts: what was captured only grows, while a refund found with its capture never shows "paid".
    isPaid(after) && !isPaid(before) ? ("orders.pay" as const) : null,
  ];
  return topics.filter((topic) => topic !== null);
}

/** The whole total was captured, whatever was given back since. */
export function isPaid({ order, transactions }: PaymentState): boolean {
  const capturedMinor = succeededMinor(transactions, "capture");
  return capturedMinor > 0 && capturedMinor >= order.totalMinor;
}

function statusTopic(status: OrderStatus): OutgoingTopic | null {
  switch (status) {
    case "placed":
      return "orders.place";
    case "approved":
      return "orders.approve";
    case "cancelled":
      return "orders.cancel";
    case "draft":
    case "pending":
    case "placing":
    case "editing":
      return null;
    default:
      return unreachable(status);
  }
}

function paymentTopic(status: PaymentStatus): OutgoingTopic | null {
  switch (status) {
    case "authorized":
      return "orders.authorize";
    case "voided":
      return "orders.void";
    case "refunded":
      return "orders.refund";
    case "paid":
    case "free":
    case "unpaid":
    case "partially_authorized":
    case "partially_paid":
    case "partially_voided":
    case "partially_refunded":
      return null;
    default:
      return unreachable(status);
  }
}
