import {
  common,
  datetime,
  fixed,
  integer,
  listedBy,
  money,
  noSuchAction,
  notOffered,
  shortText,
  string,
  trigger,
  writable,
} from "../attributes";
import { eventStoresOf, none, noOne, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { withOrder } from "../scopes";
import { createApiShipment, deleteApiShipment, updateShipment } from "../shipment-actions";

const type = "shipments";
const NO_STOCK = "is not offered: no stock is kept here";
const NO_RATES = "is not offered: carriers are not asked for rates here";
const NO_TAGS = "is not offered: there are no tags here";

export const shipments = defineResource({
  type,
  table: "shipments",
  joins: 'JOIN "orders" so ON so."id" = t."order_id"',
  columns: {
    number: `coalesce(t."number", coalesce(so."client_number", so."number"::text) || '/S/001')`,
    /** As shipmentStatusOf computes it. */
    status: `(CASE WHEN so."status" = 'cancelled' AND t."status" NOT IN ('shipped', 'delivered') THEN 'cancelled'
      WHEN t."status" = 'draft' AND so."placed_at" IS NOT NULL THEN 'upcoming' ELSE t."status" END)`,
    currency_code: 'so."currency_code"',
    shipping_minor: 'so."shipping_minor"',
    skus_count: `(SELECT coalesce(sum(l."quantity"), 0)::int FROM "line_items" l
      WHERE l."order_id" = t."order_id" AND l."sku_id" IS NOT NULL)`,
  },
  lists: listedBy([
    "number",
    "status",
    "cost_amount_cents",
    "get_rates_started_at",
    "get_rates_completed_at",
    "purchase_started_at",
    "purchase_completed_at",
    "purchase_failed_at",
    "on_hold_at",
    "picking_at",
    "packing_at",
    "ready_to_ship_at",
    "shipped_at",
    "delivered_at",
  ]),
  scope: withOrder,
  attributes: {
    number: writable(string(), shortText.min(1), "update", { restricted: true }),
    status: string(),
    currency_code: string(),
    ...money("cost_amount", "shipping_minor"),
    skus_count: integer(),
    selected_rate_id: notOffered("string", NO_RATES, "update"),
    rates: fixed("array", []),
    purchase_error_code: fixed("string", null),
    purchase_error_message: fixed("string", null),
    get_rates_errors: fixed("array", []),
    get_rates_started_at: fixed("datetime", null),
    get_rates_completed_at: fixed("datetime", null),
    purchase_started_at: fixed("datetime", null),
    purchase_completed_at: fixed("datetime", null),
    purchase_failed_at: fixed("datetime", null),
    on_hold_at: datetime(),
    picking_at: datetime(),
    packing_at: datetime(),
    ready_to_ship_at: datetime(),
    shipped_at: datetime(),
    delivered_at: datetime(),
    ...common,
    _upcoming: trigger({ restricted: true }),
    _cancel: trigger({ restricted: true }),
    _on_hold: trigger(),
    _picking: trigger(),
    _packing: trigger(),
    _ready_to_ship: trigger(),
    _ship: trigger(),
    _deliver: trigger(),
    _reserve_stock: noSuchAction(NO_STOCK, { restricted: true }),
    _release_stock: noSuchAction(NO_STOCK, { restricted: true }),
    _decrement_stock: noSuchAction(NO_STOCK, { restricted: true }),
    _get_rates: noSuchAction(NO_RATES),
    _purchase: noSuchAction(NO_RATES),
    _add_tags: noSuchAction(NO_TAGS, { restricted: true }),
    _remove_tags: noSuchAction(NO_TAGS, { restricted: true }),
  },
  relationships: {
    order: one("orders", "order_id", { on: "create", required: true }),
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
    shipping_method: one("shipping_methods", "shipping_method_id", { on: "update" }),
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
    available_shipping_methods: {
      kind: "many",
      types: ["shipping_methods"],
      on: (p, t) =>
        `${t}."disabled_at" IS NULL AND (${t}."market_id", ${t}."currency_code") =
          (SELECT ao."market_id", ao."currency_code" FROM "orders" ao WHERE ao."id" = ${p}."order_id")`,
    },
    carrier_accounts: none,
    parcels: none,
    attachments: none,
    events: none,
    tags: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  create: (input, context) => createApiShipment(input, context),
  update: (id, input, context) => updateShipment(id, input, context),
  remove: deleteApiShipment,
});
