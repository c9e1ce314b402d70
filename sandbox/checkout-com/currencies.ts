const ZERO_DECIMALS = new Set(
  "BIF CLF DJF GNF ISK JPY KMF KRW PYG RWF UGX VUV VND XAF XOF XPF".split(" "),
);
const THREE_DECIMALS = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));
const KNOWN = new Set(Intl.supportedValuesOf("currency"));

export function isCurrency(code: string): boolean {
  return KNOWN.has(code) || ZERO_DECIMALS.has(code) || THREE_DECIMALS.has(code);
}

/**
 * How many decimals Checkout.com reads in an amount of this currency; not always the currency's own
 * (CLP has 2 there).
 */
export function exponentOf(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMALS.has(currency)) return 0;
  return THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** The step that an amount must be a multiple of: three-decimal currencies end in 0, CLP in 00. */
export function grainOf(currency: string): 1 | 10 | 100 {
  if (currency === "CLP") return 100;
  return THREE_DECIMALS.has(currency) ? 10 : 1;
}

export function isAmountAllowed(amountMinor: number, currency: string): boolean {
  return amountMinor % grainOf(currency) === 0;
}
