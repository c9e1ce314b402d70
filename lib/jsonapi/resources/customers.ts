import { datetime, fixed, integer, listedBy, string } from "../attributes";
import { eventStoresOf, many, none, noOne } from "../relationships";
import { defineResource } from "../resource";
import { customersOf } from "../scopes";

const type = "customers";

const ORDERS_COUNT = `(SELECT count(*)::int FROM "orders" co
  WHERE co."customer_id" = t."id" AND co."status" IN ('placed', 'approved', 'editing'))`;

export const customers = defineResource({
  type,
  table: "customers",
  lists: listedBy(["email", "status", "total_orders_count", "anonymization_status"]),
  scope: customersOf,
  columns: {
    orders_count: ORDERS_COUNT,
    status: `(CASE ${ORDERS_COUNT} WHEN 0 THEN 'prospect' WHEN 1 THEN 'acquired' ELSE 'repeat' END)`,
  },
  attributes: {
    email: string(),
    status: string(),
    has_password: fixed("boolean", false),
    total_orders_count: integer("orders_count"),
    shopper_reference: string("id"),
    profile_id: string("id"),
    tax_exemption_code: fixed("string", null),
    created_at: datetime(),
    updated_at: datetime(),
    reference: fixed("string", null),
    reference_origin: fixed("string", null),
    jwt_custom_claim: fixed("object", null),
    metadata: fixed("object", {}),
    anonymization_info: fixed("object", null),
    anonymization_status: fixed("string", null),
  },
  relationships: {
    customer_group: noOne,
    customer_addresses: none,
    customer_payment_sources: none,
    customer_subscriptions: none,
    orders: many("orders", "customer_id"),
    order_subscriptions: none,
    returns: none,
    sku_lists: none,
    attachments: none,
    events: none,
    tags: none,
    jwt_customer: noOne,
    jwt_markets: none,
    jwt_stock_locations: none,
    event_stores: eventStoresOf(type),
  },
});
