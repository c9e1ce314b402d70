import type { AmountRules } from "../amount-rules";

/** Banks move any amount, in the currency's own minor units. */
export const MANUAL_AMOUNTS: AmountRules = {
  exponents: {},
  grains: {},
  minimums: {},
  maximum: Number.MAX_SAFE_INTEGER,
};
