import type { AmountRules } from "../amount-rules";

/**
 * Checkout.com's calculation of amounts. CLP is its trap: two decimals there, none of its own. It
 * names no minimum (0 would be a card verification, which takes no money) and allows ten digits.
 */
export const CHECKOUT_COM_AMOUNTS: AmountRules = {
  exponents: { CLP: 2 },
  grains: { BHD: 10, IQD: 10, JOD: 10, KWD: 10, LYD: 10, OMR: 10, TND: 10, CLP: 100 },
  minimums: {},
  maximum: 9_999_999_999,
};
