// What is documented and not so here, each with its reason: at most sixty attributes, none of them about money.

export type Exception = { type: string; attributes: readonly string[]; reason: string };
/** A whole action that is documented and not offered; it counts no attribute. */
export type ActionException = { type: string; actions: readonly string[]; reason: string };

const tagsOf = (type: string): Exception => ({
  type,
  attributes: ["_add_tags", "_remove_tags"],
  reason: "There are no tags: nothing could find what was tagged.",
});

export const EXCEPTIONS: readonly Exception[] = [
  ...[
    "orders",
    "line_items",
    "addresses",
    "shipments",
    "shipping_methods",
    "customers",
    "skus",
  ].map(tagsOf),
  {
    type: "orders",
    attributes: ["coupon_code", "gift_card_code", "gift_card_or_coupon_code"],
    reason:
      "There are no promotions and no gift cards: a code that is taken must change the total.",
  },
  {
    type: "orders",
    attributes: ["customer_password"],
    reason: "Customers are made and given passwords at /api/customers, not with an order.",
  },
  {
    type: "orders",
    attributes: ["_commit_invoice", "_refund_invoice"],
    reason: "They are for tax services that keep invoices: taxes are computed here, by rate.",
  },
  {
    type: "orders",
    attributes: ["_create_subscriptions"],
    reason: "There are no subscriptions.",
  },
  {
    type: "orders",
    attributes: ["currency_code"],
    reason:
      "Taken on create beyond the documentation: a market here may sell in several currencies.",
  },
  {
    type: "markets",
    attributes: ["external_prices_url"],
    reason: "Prices are the shop's own: a service that is named and not asked would mislead.",
  },
  {
    type: "prices",
    attributes: ["rules"],
    reason: "There is no rules engine: a rule that is kept and not applied would mislead.",
  },
  {
    type: "prices",
    attributes: ["currency_code"],
    reason:
      "Taken on create beyond the documentation: there are no price lists that would give it.",
  },
  {
    type: "line_items",
    attributes: ["_reserve_stock", "_reset_restocked_quantity"],
    reason: "No stock is kept here.",
  },
  {
    type: "line_items",
    attributes: ["bundle_code", "frequency", "options_amount_cents"],
    reason: "There are no bundles, subscriptions and options of lines.",
  },
  {
    type: "line_items",
    attributes: ["_external_price"],
    reason: "Prices are the shop's own: no other service is asked for one.",
  },
  {
    type: "shipments",
    attributes: ["_reserve_stock", "_release_stock", "_decrement_stock"],
    reason: "No stock is kept here.",
  },
  {
    type: "shipments",
    attributes: ["_get_rates", "_purchase", "selected_rate_id"],
    reason: "Carriers are not asked for rates: a shipping method has its price.",
  },
  {
    type: "customer_addresses",
    attributes: ["customer_email"],
    reason:
      "Can be filtered by, as every attribute of a relationship can: it is the `email` of `customer`.",
  },
  {
    type: "customer_payment_sources",
    attributes: ["payment_source_token"],
    reason:
      "Not filtered by: it is kept encrypted, and its keyed hash holds the gateway's name as well.",
  },
];

export const ACTION_EXCEPTIONS: readonly ActionException[] = [];
