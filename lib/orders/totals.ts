import { assert } from "../assert";
import type { DeliveryMethod } from "./order";

export type Totals = {
  subtotalMinor: number;
  shippingMinor: number;
  taxMinor: number;
  totalMinor: number;
};

/**
 * An order's amounts in minor units. Included tax is shown, not added; rounding is half up, once, on the total.
 * Throws when a sum leaves the safe integers: quantities and prices are limited long before.
 */
export function totalsOf(input: {
  lines: readonly { quantity: number; unitMinor: number }[];
  delivery: Pick<DeliveryMethod, "priceMinor" | "freeOverMinor"> | null;
  taxRate: number;
  taxIncluded: boolean;
  /** False: its delivery is not taxed. */
  freightTaxable?: boolean;
}): Totals {
  const { lines, delivery, taxRate, taxIncluded, freightTaxable = true } = input;
  let subtotalMinor = 0;
  for (const line of lines) subtotalMinor += line.quantity * line.unitMinor;
  const isFree = delivery?.freeOverMinor != null && subtotalMinor >= delivery.freeOverMinor;
  const shippingMinor = lines.length === 0 || delivery === null || isFree ? 0 : delivery.priceMinor;
  const netOrGross = subtotalMinor + shippingMinor;
  const levied = freightTaxable ? netOrGross : subtotalMinor;
  const taxMinor = taxIncluded
    ? Math.round((levied * taxRate) / (1 + taxRate))
    : Math.round(levied * taxRate);
  const totalMinor = taxIncluded ? netOrGross : netOrGross + taxMinor;
  assert(Number.isSafeInteger(totalMinor), "an order's total fits a safe integer");
  return { subtotalMinor, shippingMinor, taxMinor, totalMinor };
}
