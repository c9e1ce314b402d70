import { hashPassword } from "../auth/password";
import { findCustomer, maySignUp, signUpByOrder } from "../customers/customer-store";
import { tokensOf } from "../customers/wallet";
import {
  findPaidSource,
  findWalletEntry,
  findWalletOrder,
  insertWalletEntry,
  keepAddressCopy,
} from "../customers/wallet-store";
import { GATEWAY_TYPE_OF } from "../gateway-types";
import { createPaymentSource } from "../payments/create-payment-source";
import { err, ok } from "../result";
import { type ApiError, accessDenied, attributeError } from "./api-error";
import { shortText, trigger, writeOnly } from "./attributes";
import type { ActionError, ActionResult, ApiContext, Relationship } from "./resource";

/** What an order takes from its customer's wallet, and what it leaves with them. */

const SAVES = [
  "_save_payment_source_to_customer_wallet",
  "_save_shipping_address_to_customer_address_book",
  "_save_billing_address_to_customer_address_book",
] as const;
type Save = (typeof SAVES)[number];

export const WALLET_TRIGGERS = {
  _customer_payment_source_id: writeOnly(shortText.min(1), "update"),
  _save_payment_source_to_customer_wallet: trigger(),
  _save_shipping_address_to_customer_address_book: trigger(),
  _save_billing_address_to_customer_address_book: trigger(),
} as const;

export type WalletGiven = Partial<Record<Save, boolean | null>> & {
  _customer_payment_source_id?: string | null;
  customer_password?: string | null;
};

/** The customer's cards that the order's market takes. */
export const walletOfOrder: Relationship = {
  kind: "many",
  types: ["customer_payment_sources"],
  on: (p, t) => `${t}."customer_id" = ${p}."customer_id" AND ${t}."gateway_id" IN (
    SELECT wm."gateway_id" FROM "payment_methods" wm WHERE wm."disabled_at" IS NULL
      AND (wm."market_id" IS NULL OR wm."market_id" = ${p}."market_id"))`,
};

const refused = (...errors: ApiError[]) => err({ code: "refused" as const, errors });
const wrong = (name: string, title: string, error: string) =>
  refused(attributeError(name, title, error));

/** What a wallet is concerned with of an order. */
export type WalletOrder = NonNullable<Awaited<ReturnType<typeof findWalletOrder>>>;
type ReadOrder = (orderId: string, context: ApiContext) => Promise<WalletOrder | null>;

const readOrder: ReadOrder = async (id, { deps }) =>
  (await deps.orders.find({ id })) ? findWalletOrder(id) : null;

/** The customer whose wallet it is: a merchant may open it, and they themselves; an e-mail address opens nothing. */
function customerOf({ customerId }: WalletOrder, name: string, { caller }: ApiContext) {
  if (customerId === null) return wrong(name, "is for orders of a customer", "blank");
  if (caller.kind !== "integration" && caller.ownerId !== customerId) {
    const detail = `${name} is for the customer who is signed in.`;
    return refused(accessDenied(detail, `/data/attributes/${name}`));
  }
  return ok(customerId);
}

const OTHER_GATEWAY = "is kept by another gateway than the order's payment method";

const missing = (id: string) => err({ code: "not_found" as const, resource: "orders", id });

/** `_customer_payment_source_id`: the order's new payment source is a card of the wallet. */
export async function payFromWallet(
  orderId: string,
  given: WalletGiven,
  context: ApiContext,
  read: ReadOrder = readOrder,
): ActionResult {
  const name = "_customer_payment_source_id";
  const entryId = given[name];
  if (!entryId) return ok({ id: orderId });
  const order = await read(orderId, context);
  if (!order) return missing(orderId);
  const opened = customerOf(order, name, context);
  if (!opened.ok) return opened;
  const entry = await findWalletEntry(entryId);
  if (entry?.customerId !== opened.value) {
    return wrong(name, "must be in the wallet of the order's customer", "not_found");
  }
  if (entry.type === null) return wrong(name, "has no payment method to pay with", "no_method");
  const chosen = order.paymentMethod;
  if (chosen && chosen.gatewayId !== entry.gatewayId)
    return wrong(name, OTHER_GATEWAY, "wrong_gateway");
  const { idempotencyKey } = context;
  const attributes = context.deps
    .providers(GATEWAY_TYPE_OF[entry.type])
    .sourceOfKeptCard?.(entry.tokens);
  if (!attributes) return wrong(name, "is of a gateway that keeps no cards", "not_reusable");
  const made = await createPaymentSource(context.deps, {
    orderId,
    type: entry.type,
    attributes,
    idempotencyKey: idempotencyKey === null ? null : `${idempotencyKey}:${name}`,
  });
  if (!made.ok) return made;
  if (made.value.gatewayId === entry.gatewayId) return ok({ id: orderId });
  return wrong(name, OTHER_GATEWAY, "wrong_gateway");
}

/** Whether a body has its order leave anything with its customer. */
export const leavesSomething = (given: WalletGiven): boolean =>
  Boolean(given.customer_password) || SAVES.some((save) => given[save]);

/**
 * What would refuse what the order leaves, before anything has happened. `order`: as it will be. `isPaidFirst`: then only its
 * payment will tell whether its card can be kept.
 */
export async function refuseLeaving(
  order: WalletOrder,
  given: WalletGiven,
  context: ApiContext,
  { isPaidFirst }: { isPaidFirst: boolean },
): Promise<ActionError | null> {
  const { customerId } = order;
  if (given.customer_password && !(customerId !== null && (await maySignUp(customerId)))) {
    return signedUp().error;
  }
  for (const save of SAVES) {
    if (!given[save]) continue;
    const opened = customerOf(order, save, context);
    if (!opened.ok) return opened.error;
    const isCard = save === "_save_payment_source_to_customer_wallet";
    if (isCard && isPaidFirst) continue;
    const ready = isCard ? await cardOf(order, null, context) : addressOf(order, save);
    if (!ready.ok) return ready.error;
  }
  return null;
}

const signedUp = () =>
  wrong("customer_password", "is for a customer who has not signed up", "taken");

/** What the order leaves, once all else has happened: a card is kept only when it was paid with. */
export async function leaveWithCustomer(
  orderId: string,
  given: WalletGiven,
  context: ApiContext,
): ActionResult {
  const { deps } = context;
  const by = { by: deps.by, now: deps.clock.now() };
  // The statement that signs up knows the order by its id alone: who does not see it may not.
  if (leavesSomething(given) && !(await readOrder(orderId, context))) return missing(orderId);
  if (given.customer_password) {
    const hash = await hashPassword(given.customer_password);
    if (!(await signUpByOrder(orderId, hash, by))) return signedUp();
  }
  for (const save of SAVES) {
    if (!given[save]) continue;
    const order = await readOrder(orderId, context);
    if (!order) return missing(orderId);
    const opened = customerOf(order, save, context);
    if (!opened.ok) return opened;
    const customerId = opened.value;
    if (save === "_save_payment_source_to_customer_wallet") {
      const card = await cardOf(order, customerId, context);
      if (!card.ok) return card;
      await insertWalletEntry({ ...card.value, id: deps.ids.resource(), customerId }, {}, by);
      continue;
    }
    const address = addressOf(order, save);
    if (!address.ok) return address;
    const [copyId, id] = [deps.ids.resource(), deps.ids.resource()];
    await keepAddressCopy({ addressId: address.value, customerId, copyId, id }, by);
  }
  return ok({ id: orderId });
}

function addressOf(order: WalletOrder, save: Save) {
  const isShipping = save === "_save_shipping_address_to_customer_address_book";
  const addressId = isShipping ? order.shippingAddressId : order.billingAddressId;
  return addressId === null ? wrong(save, "needs an address", "blank") : ok(addressId);
}

/** The same card twice is kept once. `customerId`: whose the source must be; null where that was asked already. */
async function cardOf(
  { paymentSourceId }: WalletOrder,
  customerId: string | null,
  { deps }: ApiContext,
) {
  const name = "_save_payment_source_to_customer_wallet";
  const source = paymentSourceId && (await findPaidSource(paymentSourceId, customerId));
  if (!source) return wrong(name, "needs a payment source", "blank");
  const tokens = tokensOf(deps.providers(GATEWAY_TYPE_OF[source.type]), source.attributes);
  if (!tokens.ok) return wrong(name, tokens.error, "not_reusable");
  const { id, attributes: _, ...rest } = source;
  return ok({ ...rest, sourceId: id, tokens: tokens.value });
}

/** What makes an order its signed-in customer's; empty for guests, merchants, and where it is theirs already. */
export async function claimOf(orderId: string | null, { caller, deps }: ApiContext) {
  const { ownerId } = caller;
  if (!ownerId) return ok({});
  const found = orderId === null ? null : await deps.orders.find({ id: orderId });
  if (found?.order.ownerId === ownerId) return ok({});
  const owner = await findCustomer(ownerId, caller.mode);
  if (!owner) return refused(accessDenied("The customer of this token is gone."));
  return ok({ ownerId, email: owner.email, guest: false });
}
