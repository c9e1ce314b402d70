import type { JsonObject } from "../json";

/**
 * What clients set of an order in one JSON column, in the names of the API. Three of them decide something; the others are
 * kept and shown.
 */

/** The only country that it may be sent to; null: any. */
export function countryLockOf(attributes: JsonObject): string | null {
  const { shipping_country_code_lock: lock } = attributes;
  return typeof lock === "string" && lock !== "" ? lock : null;
}

/** Whether its delivery is taxed: unless a client says otherwise, it is. */
export const isFreightTaxable = (attributes: JsonObject): boolean =>
  attributes.freight_taxable !== false;

/** Whether the fee of its payment method is taxed, by the same rule. */
export const isFeeTaxable = (attributes: JsonObject): boolean =>
  attributes.payment_method_taxable !== false;

/** What of an order is taxed. */
export const taxedParts = (attributes: JsonObject) => ({
  freightTaxable: isFreightTaxable(attributes),
  feeTaxable: isFeeTaxable(attributes),
});
