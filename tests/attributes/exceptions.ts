// What is documented and not so here, each with its reason: at most sixty attributes, none of them about money.

export type Exception = { type: string; attributes: readonly string[]; reason: string };

export const EXCEPTIONS: readonly Exception[] = [
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
