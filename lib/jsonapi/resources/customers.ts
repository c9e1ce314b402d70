import { computed, datetime, fixed, string } from "../attributes";
import { eventStoresOf, many, none, noOne } from "../relationships";
import { defineResource } from "../resource";
import { customersOf } from "../scopes";

const type = "customers";

const statusOf = (orders: unknown): string => {
  if (orders === 0) return "prospect";
  return orders === 1 ? "acquired" : "repeat";
};

export const customers = defineResource({
  type,
  table: "customers",
  scope: customersOf,
  columns: {
    orders_count: `(SELECT count(*)::int FROM "orders" co
      WHERE co."customer_id" = t."id" AND co."status" IN ('placed', 'approved', 'editing'))`,
  },
  attributes: {
    email: string(),
    status: computed("string", ["orders_count"], (row) => statusOf(row.orders_count)),
    has_password: fixed("boolean", false),
    total_orders_count: computed("integer", ["orders_count"], (row) => row.orders_count ?? 0),
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
