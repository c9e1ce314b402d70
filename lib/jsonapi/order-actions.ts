import type { JsonObject } from "../json";
import { createOrder } from "../orders/create-order";
import type { OrderTexts } from "../orders/store";
import { updateOrder } from "../orders/update-order";
import { isAllowedReturnUrl } from "../payments/return-urls";
import { err, ok } from "../result";
import { findAllowedOrigins } from "./api-client-queries";
import { type ApiError, attributeError, recordNotFound } from "./api-error";
import { type OrderTriggers, runOrderTriggers } from "./order-triggers";
import type { ActionResult, ApiContext, Reference } from "./resource";

/** What an order's create and update take from a body: attributes in the API's names. */
export type OrderAttributes = {
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
} & OrderTriggers;
export type OrderInput = {
  attributes: OrderAttributes;
  references: Partial<Record<string, Reference | null>>;
};

const refused = (errors: readonly ApiError[]) => err({ code: "refused" as const, errors });

/** Only what was given: an absent member changes nothing, a null one clears. */
function textsOf(given: OrderAttributes): OrderTexts {
  const { language_code, metadata } = given;
  return {
    ...(language_code ? { languageCode: language_code } : {}),
    ...(given.cart_url === undefined ? {} : { cartUrl: given.cart_url }),
    ...(given.return_url === undefined ? {} : { returnUrl: given.return_url }),
    ...(given.terms_url === undefined ? {} : { termsUrl: given.terms_url }),
    ...(given.privacy_url === undefined ? {} : { privacyUrl: given.privacy_url }),
    ...(metadata === undefined ? {} : { metadata: metadata ?? {} }),
    ...(given.reference === undefined ? {} : { reference: given.reference }),
    ...(given.reference_origin === undefined ? {} : { referenceOrigin: given.reference_origin }),
  };
}

/** Addresses and the payment method, where the body names them. */
function chosenOf({ references }: OrderInput) {
  const { shipping_address, billing_address, payment_method } = references;
  return {
    ...(shipping_address === undefined ? {} : { shippingAddressId: shipping_address?.id ?? null }),
    ...(billing_address === undefined ? {} : { billingAddressId: billing_address?.id ?? null }),
    ...(payment_method === undefined ? {} : { paymentMethodId: payment_method?.id ?? null }),
  };
}

/** The shopper will be sent there, so it must lead to an allowed origin. */
async function refuseReturnUrl(given: OrderAttributes, context: ApiContext): Promise<ApiError[]> {
  const { return_url } = given;
  if (!return_url) return [];
  const origins = await findAllowedOrigins(context.caller);
  if (isAllowedReturnUrl(context.deps.settings, origins, return_url)) return [];
  return [attributeError("return_url", "must be an address of an allowed origin", "not_allowed")];
}

export async function createApiOrder(input: OrderInput, context: ApiContext): ActionResult {
  const { deps, caller } = context;
  const { attributes, references } = input;
  const market = references.market?.id ?? null;
  if (market !== null && caller.marketIds !== null && !caller.marketIds.includes(market)) {
    return refused([recordNotFound(market, "/data/relationships/market")]);
  }
  const errors = await refuseReturnUrl(attributes, context);
  if (errors.length > 0) return refused(errors);
  const chosen = chosenOf(input);
  const made = await createOrder(deps, {
    ...textsOf(attributes),
    currencyCode: attributes.currency_code?.toUpperCase() ?? null,
    marketId: market ?? caller.marketIds?.[0] ?? null,
    email: attributes.customer_email ?? null,
    apiClientId: caller.id,
    mode: caller.mode,
    chosen,
  });
  if (!made.ok) return made;
  if (Object.keys(chosen).length > 0) {
    const updated = await updateOrder(deps, { orderId: made.value.id, ...chosen });
    if (!updated.ok) return updated;
  }
  return ok({ id: made.value.id });
}

/** Values first, then the actions. */
export async function updateApiOrder(
  id: string,
  input: OrderInput,
  context: ApiContext,
): ActionResult {
  const { deps } = context;
  const { attributes } = input;
  const errors = await refuseReturnUrl(attributes, context);
  if (errors.length > 0) return refused(errors);
  const changes = {
    ...textsOf(attributes),
    ...chosenOf(input),
    ...(attributes.customer_email === undefined ? {} : { email: attributes.customer_email }),
    ...(attributes._shipping_address_same_as_billing ? { shippingSameAsBilling: true } : {}),
    ...(attributes._billing_address_same_as_shipping ? { billingSameAsShipping: true } : {}),
  };
  if (Object.keys(changes).length > 0) {
    const updated = await updateOrder(deps, { orderId: id, ...changes });
    if (!updated.ok) return updated;
  }
  return runOrderTriggers(id, attributes, context);
}
