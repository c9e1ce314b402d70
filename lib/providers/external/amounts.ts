import type { AmountRules } from "../amount-rules";

/**
 * An external gateway reads the currency's own minor units (`amount_cents`) and names no limits.
 */
export const EXTERNAL_AMOUNTS: AmountRules = {
  exponents: {},
  grains: {},
  minimums: {},
  maximum: Number.MAX_SAFE_INTEGER,
};
