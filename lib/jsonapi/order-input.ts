import type { JsonObject } from "../json";
import type { OrderTexts } from "../orders/store";
import type { OrderTriggers } from "./order-triggers";
import type { WalletGiven } from "./order-wallet";
import type { Reference } from "./resource";

/** What is kept in the one column of what clients set, in the names of the API. */
const KEPT = [
  "affiliate_code",
  "autorefresh",
  "place_async",
  "freight_taxable",
  "payment_method_taxable",
  "adjustment_taxable",
  "gift_card_taxable",
  "shipping_country_code_lock",
  "expiration_info",
] as const;
type Kept = {
  affiliate_code?: string | null;
  autorefresh?: boolean | null;
  place_async?: boolean | null;
  freight_taxable?: boolean | null;
  payment_method_taxable?: boolean | null;
  adjustment_taxable?: boolean | null;
  gift_card_taxable?: boolean | null;
  shipping_country_code_lock?: string | null;
  expiration_info?: JsonObject | null;
};

/** What an order's create and update take from a body: attributes in the API's names. */
export type OrderAttributes = {
  number?: string | null;
  guest?: boolean | null;
  expires_at?: Date | null;
  currency_code?: string | null;
  customer_email?: string | null;
  language_code?: string | null;
  cart_url?: string | null;
  return_url?: string | null;
  terms_url?: string | null;
  privacy_url?: string | null;
  metadata?: JsonObject | null;
  reference?: string | null;
  reference_origin?: string | null;
  _shipping_address_same_as_billing?: boolean | null;
  _billing_address_same_as_shipping?: boolean | null;
  _billing_address_clone_id?: string | null;
  _shipping_address_clone_id?: string | null;
} & Kept &
  OrderTriggers &
  WalletGiven;
export type OrderInput = {
  attributes: OrderAttributes;
  references: Partial<Record<string, Reference | null>>;
};

/** Only what was given: an absent member changes nothing, a null one clears. */
export function textsOf(given: OrderAttributes): OrderTexts {
  const { language_code, metadata, guest } = given;
  const kept: JsonObject = Object.fromEntries(
    KEPT.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name] ?? null]])),
  );
  return {
    ...(language_code ? { languageCode: language_code } : {}),
    ...(given.cart_url === undefined ? {} : { cartUrl: given.cart_url }),
    ...(given.return_url === undefined ? {} : { returnUrl: given.return_url }),
    ...(given.terms_url === undefined ? {} : { termsUrl: given.terms_url }),
    ...(given.privacy_url === undefined ? {} : { privacyUrl: given.privacy_url }),
    ...(metadata === undefined ? {} : { metadata: metadata ?? {} }),
    ...(given.reference === undefined ? {} : { reference: given.reference }),
    ...(given.reference_origin === undefined ? {} : { referenceOrigin: given.reference_origin }),
    ...(guest === undefined ? {} : { guest: guest ?? true }),
    ...(given.number === undefined ? {} : { clientNumber: given.number }),
    ...(given.expires_at === undefined ? {} : { expiresAt: given.expires_at }),
    ...(Object.keys(kept).length === 0 ? {} : { attributes: kept }),
  };
}
