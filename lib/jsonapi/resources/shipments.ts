import { datetime, fixed, integer, money, string } from "../attributes";
import { eventStoresOf, later, none, noOne, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { withOrder } from "../scopes";

const type = "shipments";

export const shipments = defineResource({
  type,
  table: "shipments",
  joins: 'JOIN "orders" so ON so."id" = t."order_id"',
  columns: {
    number: `so."number"::text || '/S/001'`,
    currency_code: 'so."currency_code"',
    shipping_minor: 'so."shipping_minor"',
    skus_count: `(SELECT coalesce(sum(l."quantity"), 0)::int FROM "line_items" l
      WHERE l."order_id" = t."order_id" AND l."sku_id" IS NOT NULL)`,
  },
  scope: withOrder,
  attributes: {
    number: string(),
    status: string(),
    currency_code: string(),
    ...money("cost_amount", "shipping_minor"),
    skus_count: integer(),
    selected_rate_id: fixed("string", null),
    rates: fixed("array", []),
    purchase_error_code: fixed("string", null),
    purchase_error_message: fixed("string", null),
    get_rates_errors: fixed("array", []),
    get_rates_started_at: fixed("datetime", null),
    get_rates_completed_at: fixed("datetime", null),
    purchase_started_at: fixed("datetime", null),
    purchase_completed_at: fixed("datetime", null),
    purchase_failed_at: fixed("datetime", null),
    on_hold_at: fixed("datetime", null),
    picking_at: fixed("datetime", null),
    packing_at: fixed("datetime", null),
    ready_to_ship_at: fixed("datetime", null),
    shipped_at: fixed("datetime", null),
    delivered_at: fixed("datetime", null),
    created_at: datetime(),
    updated_at: datetime(),
    reference: fixed("string", null),
    reference_origin: fixed("string", null),
    metadata: fixed("object", {}),
  },
  relationships: {
    order: one("orders", "order_id"),
    shipping_category: noOne,
    inventory_stock_location: noOne,
    stock_location: noOne,
    origin_address: noOne,
    shipping_address: {
      kind: "one",
      types: ["addresses"],
      on: (p, t) =>
        `${t}."id" = (SELECT sa."shipping_address_id" FROM "orders" sa
          WHERE sa."id" = ${p}."order_id")`,
    },
    shipping_method: later("one", "shipping_methods"),
    delivery_lead_time: noOne,
    pickup: noOne,
    shipment_line_items: none,
    stock_line_items: none,
    stock_transfers: none,
    line_items: {
      kind: "many",
      types: ["line_items"],
      on: (p, t) => `${t}."order_id" = ${p}."order_id" AND ${t}."sku_id" IS NOT NULL`,
    },
    available_shipping_methods: later("many", "shipping_methods"),
    carrier_accounts: none,
    parcels: none,
    attachments: none,
    events: none,
    tags: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
});
