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
];
