import type { OrderStatus } from "./order-status";

export const SHIPMENT_STATUSES = [
  "draft",
  "upcoming",
  "on_hold",
  "picking",
  "packing",
  "ready_to_ship",
  "shipped",
  "delivered",
  "cancelled",
] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** Every move a parcel may make. A merchant who neither picks nor packs in steps goes over them. */
export const SHIPMENT_TRANSITIONS = {
  draft: ["upcoming", "cancelled"],
  upcoming: ["on_hold", "picking", "packing", "ready_to_ship", "shipped", "cancelled"],
  on_hold: ["upcoming", "picking", "cancelled"],
  picking: ["on_hold", "packing", "ready_to_ship", "shipped", "cancelled"],
  packing: ["on_hold", "ready_to_ship", "shipped", "cancelled"],
  ready_to_ship: ["on_hold", "shipped", "cancelled"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
} as const satisfies Record<ShipmentStatus, readonly ShipmentStatus[]>;

export const canMoveShipment = (from: ShipmentStatus, to: ShipmentStatus): boolean =>
  (SHIPMENT_TRANSITIONS[from] as readonly ShipmentStatus[]).includes(to);

/** Nothing is handed over before its merchant has approved the order. */
const AFTER_APPROVAL: ReadonlySet<ShipmentStatus> = new Set([
  "picking",
  "packing",
  "ready_to_ship",
  "shipped",
  "delivered",
]);

/** Whether a parcel of such an order may come to be so. */
export const allowsShipment = (order: OrderStatus, to: ShipmentStatus): boolean =>
  order === "approved" || (order === "placed" && !AFTER_APPROVAL.has(to));

/**
 * Where a parcel stands, with what its order says of it: it is upcoming once its order is placed, and goes nowhere once
 * that is cancelled. Nothing is written for either.
 */
export function shipmentStatusOf(
  stored: ShipmentStatus,
  order: { status: OrderStatus; isPlaced: boolean },
): ShipmentStatus {
  const hasLeft = stored === "shipped" || stored === "delivered";
  if (order.status === "cancelled" && !hasLeft) return "cancelled";
  return stored === "draft" && order.isPlaced ? "upcoming" : stored;
}

/** What a parcel's move makes of its order, which has one parcel. */
export function fulfillmentAfter(to: ShipmentStatus): "unfulfilled" | "in_progress" | "fulfilled" {
  switch (to) {
    case "shipped":
    case "delivered":
      return "fulfilled";
    case "picking":
    case "packing":
    case "ready_to_ship":
      return "in_progress";
    case "draft":
    case "upcoming":
    case "on_hold":
    case "cancelled":
      return "unfulfilled";
  }
}
