import { PAYMENT_SOURCE_TYPES } from "../gateway-types";
import { walletOfOrder } from "./order-wallet";
import { eventStoresOf, many, none, noOne, one, versionsOf } from "./relationships";
import type { Relationship } from "./resource";

const type = "orders";
const both = { on: "both" } as const;

/** What the order's market says. */
const ofMarket = (target: string, column: string): Relationship => ({
  kind: "one",
  types: [target],
  on: (p, t) =>
    `${t}."id" = (SELECT dm."${column}" FROM "markets" dm WHERE dm."id" = ${p}."market_id")`,
});

export const ORDER_RELATIONSHIPS: Readonly<Record<string, Relationship>> = {
  market: one("markets", "market_id", { on: "create" }),
  customer: one("customers", "customer_id", both),
  shipping_address: one("addresses", "shipping_address_id", both),
  billing_address: one("addresses", "billing_address_id", both),
  store: noOne,
  default_shipping_method: ofMarket("shipping_methods", "default_shipping_method_id"),
  default_payment_method: ofMarket("payment_methods", "default_payment_method_id"),
  available_payment_methods: {
    kind: "many",
    types: ["payment_methods"],
    on: (p, t) =>
      `(${t}."market_id" IS NULL OR ${t}."market_id" = ${p}."market_id")
       AND ${t}."disabled_at" IS NULL
       AND (${t}."currency_code" IS NULL OR ${t}."currency_code" = ${p}."currency_code")`,
  },
  available_customer_payment_sources: walletOfOrder,
  available_free_skus: none,
  available_free_bundles: none,
  payment_method: one("payment_methods", "payment_method_id", both),
  payment_source: one(PAYMENT_SOURCE_TYPES, "payment_source_id", { on: "update" }),
  discount_engine_item: noOne,
  line_items: many("line_items", "order_id"),
  line_item_options: none,
  stock_reservations: none,
  stock_line_items: none,
  stock_transfers: none,
  shipments: many("shipments", "order_id"),
  payment_options: many("payment_options", "order_id"),
  transactions: many("transactions", "order_id"),
  authorizations: many("authorizations", "order_id"),
  captures: many("captures", "order_id"),
  voids: many("voids", "order_id"),
  refunds: many("refunds", "order_id"),
  returns: none,
  order_subscription: noOne,
  order_subscriptions: none,
  order_factories: none,
  order_copies: none,
  recurring_order_copies: none,
  attachments: none,
  notifications: none,
  links: none,
  resource_errors: none,
  events: none,
  tags: none,
  versions: versionsOf(type),
  event_stores: eventStoresOf(type),
};
