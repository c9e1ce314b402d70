// What is documented and not so here, each with its reason: at most sixty attributes, none of them about money.

export type Exception = { type: string; attributes: readonly string[]; reason: string };

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
];
