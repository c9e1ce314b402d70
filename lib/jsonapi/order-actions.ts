import { createOrder } from "../orders/create-order";
import type { Address } from "../orders/order";
import { updateOrder } from "../orders/update-order";
import { chooseSource } from "../payments/choose-source";
import { isAllowedReturnUrl } from "../payments/return-urls";
import { err, ok } from "../result";
import { cloneOfAddress } from "./address-actions";
import { findAllowedOrigins } from "./api-client-queries";
import { type ApiError, attributeError, recordNotFound } from "./api-error";
import { type OrderAttributes, type OrderInput, textsOf } from "./order-input";
import { runOrderTriggers } from "./order-triggers";
import { findCustomerEmail, isNumberTaken } from "./order-upkeep-store";
import { claimOf, leaveWithCustomer, payFromWallet } from "./order-wallet";
import { refuseLeavingOfNew, refuseSteps } from "./rehearse-order";
import type { ActionResult, ApiContext } from "./resource";

const refused = (errors: readonly ApiError[]) => err({ code: "refused" as const, errors });

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

/** Asked only where a client gives one. Two requests at once are told apart by the index, as a bug would be. */
async function refuseNumber(
  { number }: OrderAttributes,
  orderId: string | null,
): Promise<ApiError[]> {
  if (!number || !(await isNumberTaken(number, orderId))) return [];
  return [attributeError("number", "has already been taken", "taken")];
}

type Prepared = { errors: ApiError[]; email: string | null | undefined };

/** What the database must be asked about a body, beside its use case; nothing for the ordinary one. */
async function prepare(
  { attributes, references }: OrderInput,
  orderId: string | null,
  context: ApiContext,
): Promise<Prepared> {
  const errors = [
    ...(await refuseReturnUrl(attributes, context)),
    ...(await refuseNumber(attributes, orderId)),
  ];
  const { customer } = references;
  if (!customer) return { errors, email: attributes.customer_email };
  const email = await findCustomerEmail(customer.id, context.caller);
  if (email !== null) return { errors, email };
  return {
    errors: [...errors, recordNotFound(customer.id, "/data/relationships/customer")],
    email,
  };
}

export async function createApiOrder(input: OrderInput, context: ApiContext): ActionResult {
  const { deps, caller } = context;
  const { attributes, references } = input;
  const market = references.market?.id ?? null;
  if (market !== null && caller.marketIds !== null && !caller.marketIds.includes(market)) {
    return refused([recordNotFound(market, "/data/relationships/market")]);
  }
  const { errors, email } = await prepare(input, null, context);
  if (errors.length > 0) return refused(errors);
  const chosen = chosenOf(input);
  const claim = await claimOf(null, context);
  if (!claim.ok) return claim;
  const owner: { email?: string } = claim.value;
  const meant = { email: owner.email ?? email ?? null, mode: caller.mode, chosen };
  const denied = await refuseLeavingOfNew(meant, attributes, context);
  if (denied) return err(denied);
  const made = await createOrder(deps, {
    ...textsOf(attributes),
    currencyCode: attributes.currency_code?.toUpperCase() ?? null,
    marketId: market ?? caller.marketIds?.[0] ?? null,
    email: email ?? null,
    ...claim.value,
    apiClientId: caller.id,
    mode: caller.mode,
    chosen,
  });
  if (!made.ok) return made;
  if (Object.keys(chosen).length > 0) {
    const updated = await updateOrder(deps, { orderId: made.value.id, ...chosen });
    if (!updated.ok) return updated;
  }
  return leaveWithCustomer(made.value.id, attributes, context);
}

/** Values first, then the actions; refused before any of them, unless only somebody outside could tell. */
export async function updateApiOrder(
  id: string,
  input: OrderInput,
  context: ApiContext,
): ActionResult {
  const { deps } = context;
  const { attributes, references } = input;
  const { errors, email } = await prepare(input, id, context);
  if (errors.length > 0) return refused(errors);
  const clones = await clonesOf(attributes, context);
  if (!clones.ok) return clones;
  const claim = await claimOf(id, context);
  if (!claim.ok) return claim;
  const changes = {
    ...textsOf(attributes),
    ...chosenOf(input),
    ...clones.value,
    ...(email === undefined || context.caller.ownerId ? {} : { email }),
    ...claim.value,
    ...(attributes._shipping_address_same_as_billing ? { shippingSameAsBilling: true } : {}),
    ...(attributes._billing_address_same_as_shipping ? { billingSameAsShipping: true } : {}),
  };
  const source = references.payment_source;
  const sourceId = source === undefined ? undefined : (source?.id ?? null);
  const denied = await refuseSteps(id, { changes, sourceId, attributes }, context);
  if (denied) return err(denied);
  if (Object.keys(changes).length > 0) {
    const updated = await updateOrder(deps, { orderId: id, ...changes });
    if (!updated.ok) return updated;
  }
  if (sourceId !== undefined) {
    const chosen = await chooseSource(deps, { orderId: id, sourceId });
    if (!chosen.ok) return chosen;
  }
  const paid = await payFromWallet(id, attributes, context);
  if (!paid.ok) return paid;
  const run = await runOrderTriggers(id, attributes, context);
  const left = run.ok ? await leaveWithCustomer(id, attributes, context) : run;
  // A cancelled order is its merchant's alone; who cancelled it saw it.
  return left.ok && attributes._cancel ? ok({ id, wasSeen: true }) : left;
}

/** Copies of the addresses that a body names; a caller copies only what it may see. */
async function clonesOf(given: OrderAttributes, context: ApiContext) {
  const clones: { billingClone?: Address; shippingClone?: Address } = {};
  const names = [
    ["_billing_address_clone_id", "billingClone"],
    ["_shipping_address_clone_id", "shippingClone"],
  ] as const;
  for (const [name, member] of names) {
    const id = given[name];
    if (!id) continue;
    const clone = await cloneOfAddress(id, context);
    if (!clone) return refused([attributeError(name, "must be an existing address", "not_found")]);
    clones[member] = clone;
  }
  return ok(clones);
}
