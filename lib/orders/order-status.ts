export const ORDER_STATUSES = [
  "draft",
  "pending",
  "placing",
  "placed",
  "editing",
  "approved",
  "cancelled",
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Every move an order may make; anything else is refused. Source: the API's order state machine. */
export const ORDER_TRANSITIONS = {
  draft: ["pending", "cancelled"],
  // Placed at once where its money is held already, or there is nothing to pay.
  pending: ["draft", "placing", "placed", "cancelled"],
  placing: ["placed", "pending"], // Back to pending when the authorization is declined.
  placed: ["approved", "editing", "cancelled"],
  editing: ["placed"],
  approved: ["cancelled"],
  cancelled: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

export const canMoveOrder = (from: OrderStatus, to: OrderStatus): boolean =>
  (ORDER_TRANSITIONS[from] as readonly OrderStatus[]).includes(to);

/** Only these may be changed by a shopper; once a payment is asked for, the order stands still. */
export const isEditable = (status: OrderStatus): boolean =>
  status === "draft" || status === "pending";
