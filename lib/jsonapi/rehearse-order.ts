// A PATCH of an order is all or nothing, as far as that is known before somebody outside is asked.
import { normalEmail } from "../auth/user-store";
import { findCustomerId } from "../customers/customer-store";
import { findWalletOrder } from "../customers/wallet-store";
import { notFound } from "../errors";
import type { EditableOrder } from "../orders/order";
import type { ChosenParts } from "../orders/refuse-chosen";
import { type UpdateOrderInput, updateOrder } from "../orders/update-order";
import { chooseSource } from "../payments/choose-source";
import { gatewayOf } from "../payments/deciding";
import type { OrderAttributes } from "./order-input";
import { givenTriggers, type OrderTrigger, refuseAmount, runTrigger } from "./order-triggers";
import { refuseArchiving, refuseFulfilling } from "./order-upkeep";
import {
  leavesSomething,
  payFromWallet,
  refuseLeaving,
  WALLET_TRIGGERS,
  type WalletOrder,
} from "./order-wallet";
import { type Rehearsal, rehearsalOf } from "./rehearsal";
import type { ActionError, ApiContext } from "./resource";

/** What a body asks for, in the order in which it happens. */
export type OrderSteps = {
  changes: Omit<UpdateOrderInput, "orderId">;
  /** Undefined: as it is. */
  sourceId: string | null | undefined;
  attributes: OrderAttributes;
};

/** One step refuses itself before it writes; these are several. */
const SEVERAL: readonly string[] = [
  "_approve_and_capture",
  "_fix_payment_source",
  "_customer_payment_source_id",
];

function isSeveral({ changes, sourceId, attributes }: OrderSteps): boolean {
  const ofWallet = [...Object.keys(WALLET_TRIGGERS), "customer_password"];
  const given = Object.entries(attributes).flatMap(([name, value]) => (value ? [name] : []));
  const steps = [
    ...(Object.keys(changes).length > 0 ? ["values"] : []),
    ...(sourceId === undefined ? [] : ["source"]),
    ...givenTriggers(attributes),
    ...given.filter((name) => ofWallet.includes(name)),
  ];
  return steps.length > 1 || steps.some((step) => SEVERAL.includes(step));
}

/**
 * Goes through the steps on paper where there are several. Null: nothing stands against them but what a provider, or the
 * merchant's own service, may say; what was done before they were asked then stays.
 */
export async function refuseSteps(
  id: string,
  steps: OrderSteps,
  context: ApiContext,
): Promise<ActionError | null> {
  if (!isSeveral(steps)) return null;
  const editable = await context.deps.orders.find({ id });
  const payable = editable && (await context.deps.payments.find({ orderId: id }));
  if (!editable || !payable) return notFound("orders", id);
  const rehearsal = rehearsalOf({ editable, payable }, context.deps);
  const { changes, sourceId, attributes } = steps;
  const { deps, refusalOf } = rehearsal;
  const on = { ...context, deps };
  const order = () => walletOrderAt(rehearsal, editable);
  const hasChanges = Object.keys(changes).length > 0;
  return (
    (hasChanges ? await refusalOf(() => updateOrder(deps, { orderId: id, ...changes })) : null) ??
    (sourceId === undefined
      ? null
      : await refusalOf(() => chooseSource(deps, { orderId: id, sourceId }))) ??
    (await refusalOf(() => payFromWallet(id, attributes, on, order))) ??
    (await refuseTriggers(id, attributes, { rehearsal, context: on })) ??
    (leavesSomething(attributes)
      ? await refuseLeaving((await order()) ?? NOBODYS, attributes, on, {
          isPaidFirst: rehearsal.isUncertain(),
        })
      : null)
  );
}

const NOBODYS: WalletOrder = {
  customerId: null,
  ownerId: null,
  paymentSourceId: null,
  shippingAddressId: null,
  billingAddressId: null,
  paymentMethod: null,
};

/** Whose the order will be, and what it will be paid with. Who is new has an empty wallet, under an id that nobody has. */
async function walletOrderAt(
  { now }: Rehearsal,
  before: EditableOrder,
): Promise<WalletOrder | null> {
  const { editable, payable } = now();
  const { id, mode, email, shippingAddressId, billingAddressId } = (editable ?? before).order;
  const stored = await findWalletOrder(id);
  if (!stored) return null;
  const { paymentSourceId, paymentMethodId } = payable.order;
  const method = payable.methods.find((each) => each.id === paymentMethodId);
  const gateway = method && gatewayOf(payable, method.gatewayId);
  return {
    customerId:
      email === null || email === before.order.email
        ? stored.customerId
        : ((await findCustomerId(mode, normalEmail(email))) ?? "new"),
    ownerId: stored.ownerId,
    ...{ paymentSourceId, shippingAddressId, billingAddressId },
    paymentMethod: gateway ? { gatewayId: gateway.id } : null,
  };
}

async function refuseTriggers(
  id: string,
  given: OrderAttributes,
  { rehearsal, context }: { rehearsal: Rehearsal; context: ApiContext },
): Promise<ActionError | null> {
  const amount = await refuseAmount(id, given, context);
  if (amount) return amount.error;
  for (const trigger of givenTriggers(given)) {
    const refusal = await refuseTrigger(id, trigger, { rehearsal, context });
    if (refusal) return refusal;
  }
  return null;
}

/** Those that are statements of their own are asked for by their rules; the others are tried. */
async function refuseTrigger(
  id: string,
  trigger: OrderTrigger,
  { rehearsal, context }: { rehearsal: Rehearsal; context: ApiContext },
): Promise<ActionError | null> {
  const { editable } = rehearsal.now();
  if (!editable) throw new Error("An order's own steps are tried on it.");
  switch (trigger) {
    case "_archive":
    case "_unarchive":
      return refuseArchiving(trigger, context.caller, {
        // Whatever is placed by then may be archived.
        status: rehearsal.isUncertain() ? null : editable.order.status,
      });
    case "_fulfill":
      return rehearsal.isUncertain() ? null : refuseFulfilling(editable);
    default:
      return rehearsal.refusalOf(() => runTrigger(trigger, id, context));
  }
}

/** The same of an order that is not there yet. */
export async function refuseLeavingOfNew(
  order: { email: string | null; mode: string; chosen: ChosenParts },
  attributes: OrderAttributes,
  context: ApiContext,
): Promise<ActionError | null> {
  if (!leavesSomething(attributes)) return null;
  const { email, mode, chosen } = order;
  const { shippingAddressId = null, billingAddressId = null } = chosen;
  const customerId = email ? ((await findCustomerId(mode, normalEmail(email))) ?? "new") : null;
  const made = { ...NOBODYS, customerId, shippingAddressId, billingAddressId };
  return refuseLeaving(made, attributes, context, { isPaidFirst: false });
}
