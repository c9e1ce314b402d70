import { assert } from "../assert";
import type { DeliveryMethod } from "./order";

export type Totals = {
  subtotalMinor: number;
  shippingMinor: number;
  /** The fee of its payment method. */
  paymentMethodMinor: number;
  taxMinor: number;
  totalMinor: number;
};

export type TaxTerms = {
  taxRate: number;
  taxIncluded: boolean;
  /** False: its delivery is not taxed. */
  freightTaxable?: boolean;
  /** False: the fee of its payment method is not taxed. */
  feeTaxable?: boolean;
};

/** What of an order's total is not its payment method's, and how it is taxed. */
export type Pricing = Pick<Totals, "subtotalMinor" | "shippingMinor"> & Required<TaxTerms>;

/**
 * An order's amounts in minor units. Included tax is shown, not added; rounding is half up, once, on the total.
 * Throws when a sum leaves the safe integers: quantities and prices are limited long before.
 */
export function totalsOf(
  input: {
    lines: readonly { quantity: number; unitMinor: number }[];
    delivery: Pick<DeliveryMethod, "priceMinor" | "freeOverMinor"> | null;
    /** What its payment method costs; absent: nothing. */
    feeMinor?: number;
  } & TaxTerms,
): Totals {
  const { lines, delivery, feeMinor = 0, ...terms } = input;
  let subtotalMinor = 0;
  for (const line of lines) subtotalMinor += line.quantity * line.unitMinor;
  const isFree = delivery?.freeOverMinor != null && subtotalMinor >= delivery.freeOverMinor;
  const shippingMinor = lines.length === 0 || delivery === null || isFree ? 0 : delivery.priceMinor;
  return withFee({ subtotalMinor, shippingMinor }, feeMinor, terms);
}

/** The same goods by a payment method that costs `feeMinor`. Where nothing is to be paid, paying costs nothing. */
export function withFee(
  { subtotalMinor, shippingMinor }: Pick<Totals, "subtotalMinor" | "shippingMinor">,
  feeMinor: number,
  { taxRate, taxIncluded, freightTaxable = true, feeTaxable = true }: TaxTerms,
): Totals {
  const paymentMethodMinor = subtotalMinor + shippingMinor === 0 ? 0 : feeMinor;
  const netOrGross = subtotalMinor + shippingMinor + paymentMethodMinor;
  const untaxed = (freightTaxable ? 0 : shippingMinor) + (feeTaxable ? 0 : paymentMethodMinor);
  const levied = netOrGross - untaxed;
  const taxMinor = taxIncluded
    ? Math.round((levied * taxRate) / (1 + taxRate))
    : Math.round(levied * taxRate);
  const totalMinor = taxIncluded ? netOrGross : netOrGross + taxMinor;
  assert(Number.isSafeInteger(totalMinor), "an order's total fits a safe integer");
  return { subtotalMinor, shippingMinor, paymentMethodMinor, taxMinor, totalMinor };
}
