// What is documented and not so here, each with its reason: at most sixty attributes, none of them about money.

export type Exception = { type: string; attributes: readonly string[]; reason: string };

export const EXCEPTIONS: readonly Exception[] = [
  {
    type: "markets",
    attributes: ["external_prices_url"],
    reason:
      "Prices are those of the shop: a price from elsewhere would be another total, so it is refused.",
  },
  {
    type: "prices",
    attributes: ["rules"],
    reason: "A price has no rules here: they would be another total, so they are refused.",
  },
  {
    type: "prices",
    attributes: ["currency_code"],
    reason:
      "There are no price lists to take it from, so a price is given its own when it is made.",
  },
  {
    type: "prices",
    attributes: ["sku_code"],
    reason:
      "Can be filtered by, as every attribute of a relationship can: it is the `code` of `sku`.",
  },
  {
    type: "orders",
    attributes: ["coupon_code", "gift_card_code", "gift_card_or_coupon_code"],
    reason:
      "There are no coupons and gift cards: taken for granted, they would promise a discount.",
  },
  {
    type: "orders",
    attributes: ["customer_password"],
    reason: "An order does not sign anybody up: a customer's password is set on the customer.",
  },
  {
    type: "orders",
    attributes: ["currency_code"],
    reason: "Taken on creation besides: a market here sells in several currencies.",
  },
  {
    type: "line_items",
    attributes: ["bundle_code", "frequency", "options_amount_cents"],
    reason: "There are no bundles, subscriptions and options: each would change what is charged.",
  },
  {
    type: "shipments",
    attributes: ["selected_rate_id"],
    reason: "Carriers are not asked for rates; a parcel costs what its shipping method says.",
  },
];
