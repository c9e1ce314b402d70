/** Amounts for people. Each provider has decimals of its own, which differ from the currency's. */

import type { ChallengeProvider } from "../core/challenges";
import { decimalsOf as stripeDecimals } from "../stripe/currencies";

// Checkout.com writes CLP with two decimals and counts three for IQD and LYD.
const THREE = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);
const ZERO = new Set("BIF CLF DJF GNF ISK JPY KMF KRW PYG RWF UGX VUV VND XAF XOF XPF".split(" "));

export function formatMinor(
  amountMinor: number,
  currency: string,
  provider: ChallengeProvider,
): string {
  const decimals = decimalsOf(currency, provider);
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amountMinor / 10 ** decimals);
}

function decimalsOf(currency: string, provider: ChallengeProvider): number {
  if (provider === "stripe") return stripeDecimals(currency.toLowerCase());
  if (ZERO.has(currency)) return 0;
  return THREE.has(currency) ? 3 : 2;
}
