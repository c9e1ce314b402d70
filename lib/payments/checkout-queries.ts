import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { prisma } from "../db/client";
import { type JsonRow, text, textOrNull } from "../db/row";
import type { Deps } from "../deps";
import { GATEWAY_TYPE_OF } from "../gateway-types";
import { checkoutStepOf, isOver } from "../orders/checkout-step";
import type {
  AddressView,
  AttemptView,
  CheckoutView,
  PaymentMethodView,
} from "../orders/checkout-view";
import type { EditableOrder } from "../orders/order";
import { parts } from "../parts";
import { admit } from "./circuit";
import { gatewayOf, liveAttemptOf, sourceOf } from "./deciding";
import { chargedBy } from "./method-fee";
import type { PaymentMethod } from "./payment-method";
import { doorTo } from "./provider-door";
import type { PaymentState, StoredTransaction } from "./store";
import { transferOf } from "./transfer-view";

/** Everything a page of the checkout shows; null for an unknown token. Reads only: rendering never creates anything. */
export async function findCheckout(token: string): Promise<CheckoutView | null> {
  const deps = await parts();
  const [cart, state] = await Promise.all([
    deps.orders.find({ token }),
    deps.payments.find({ orderToken: token }),
  ]);
  if (!cart || !state) return null;
  const { order } = cart;
  const [shippingAddress, billingAddress] = await findAddresses([
    order.shippingAddressId,
    order.billingAddressId,
  ]);
  const live = liveAttemptOf(state);
  const offered = cart.deliveryMethods.filter((method) => method.currency === order.currency);
  return {
    orderId: order.id,
    token,
    number: String(order.number),
    status: order.status,
    paymentStatus: order.paymentStatus,
    currency: order.currency,
    email: order.email,
    ...linesOf(cart),
    shippingAddress: shippingAddress ?? null,
    billingAddress: billingAddress ?? null,
    deliveryMethods: offered.map(({ freeOverMinor, ...method }) => ({
      ...method,
      priceMinor:
        freeOverMinor !== null && order.subtotalMinor >= freeOverMinor ? 0 : method.priceMinor,
    })),
    deliveryMethodId: order.deliveryMethodId,
    paymentMethods: paymentMethodsOf(deps, state),
    step: checkoutStepOf({
      status: order.status,
      linesCount: cart.lines.length,
      email: order.email,
      ships: state.order.ships,
      hasAddress: Boolean(shippingAddress ?? billingAddress),
      isDeliveryChosen: state.order.isDeliveryChosen,
      liveStatus: live?.status ?? null,
      hasRedirect: live?.action?.kind === "redirect",
      isExpired: isOver(state.order.expiresAt ?? null, deps.clock.now()),
    }),
    attempt: attemptOf(state, live ?? newestAuthorization(state)),
    transfer: transferOf(deps, state),
    placedAt: state.order.placedAt,
    isTest: order.mode === "test",
  };
}

function linesOf({ order, lines }: EditableOrder) {
  return {
    lines: lines.map((line) => ({ ...line, totalMinor: line.quantity * line.unitMinor })),
    itemsCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotalMinor: order.subtotalMinor,
    shippingMinor: order.shippingMinor,
    paymentMethodMinor: order.paymentMethodMinor,
    taxMinor: order.taxMinor,
    taxRate: order.taxRate,
    totalMinor: order.totalMinor,
  };
}

/** A method is offered only where its gateway is on and the total with its fee fits the provider's minimum, maximum and grain. */
function paymentMethodsOf(deps: Deps, state: PaymentState): PaymentMethodView[] {
  const { currency } = state.order;
  return state.methods.flatMap((method) => {
    const { totalMinor, paymentMethodMinor: feeMinor } = chargedBy(state.order, method);
    const provider = deps.providers(GATEWAY_TYPE_OF[method.sourceType]);
    const gateway = gatewayOf(state, method.gatewayId);
    const door = gateway?.isEnabled && method.isEnabled ? doorTo(deps, gateway) : null;
    if (!door || provider.refuseAmount({ amountMinor: totalMinor, currency })) return [];
    const known = provider.publicAttributes(door.config);
    // Its card fields would not open: only clients that know their own key can use it.
    if (known.publishable_key === null) return [];
    const isAway = admit(door.gateway.circuit, "attempt", deps.clock.now()).kind === "wait";
    const view = methodViewOf(deps, method, known.publishable_key ?? known.public_key);
    const instructions = provider.instructions?.(door.config) ?? null;
    return [{ ...view, feeMinor, totalMinor, isAway, instructions }];
  });
}

function methodViewOf(
  deps: Deps,
  method: PaymentMethod,
  key: unknown,
): Omit<PaymentMethodView, "feeMinor" | "totalMinor" | "isAway" | "instructions"> {
  const type = GATEWAY_TYPE_OF[method.sourceType];
  const { capabilities } = deps.providers(type);
  // A gateway that is told a document has no card fields of its own.
  const base = capabilities.needsDocument ? null : (deps.settings.apiBases[type] ?? null);
  return {
    id: method.id,
    name: method.name,
    description: method.description,
    sourceType: method.sourceType,
    publishableKey: typeof key === "string" ? key : null,
    fieldsOrigin: base === null ? null : new URL(base).origin,
  };
}

const newestAuthorization = (state: PaymentState): StoredTransaction | null =>
  state.transactions.filter((each) => each.kind === "authorization").at(-1) ?? null;

function attemptOf(state: PaymentState, transaction: StoredTransaction | null): AttemptView | null {
  if (!transaction) return null;
  const source = sourceOf(state, transaction.sourceId);
  const method = state.methods.find((each) => each.id === source?.paymentMethodId);
  return {
    transactionId: transaction.id,
    status: transaction.status,
    paymentMethodId: source?.paymentMethodId ?? null,
    paymentMethodName: method?.name ?? "",
    gatewayName: gatewayOf(state, transaction.gatewayId)?.name ?? "",
    cardBrand: source?.instrument?.card_type ?? null,
    cardLastDigits: source?.instrument?.card_last_digits ?? null,
    decline: transaction.decline?.code ?? null,
    redirectUrl: transaction.action?.kind === "redirect" ? transaction.action.url : null,
    requestedAt: transaction.requestedAt,
    checksCount: transaction.checksCount,
    nextCheckAt: transaction.nextCheckAt,
  };
}

async function findAddresses(
  ids: readonly (string | null)[],
): Promise<readonly (AddressView | null)[]> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return ids.map(() => null);
  const found = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT to_jsonb(a) AS document FROM addresses a WHERE a.id IN (${Prisma.join(wanted)})`;
  const views = new Map(
    found.map(({ document }) => [text(document, "id"), addressViewOf(document)]),
  );
  return ids.map((id) => (id === null ? null : (views.get(id) ?? null)));
}

const addressViewOf = (row: JsonRow): AddressView => ({
  fullName: [row.first_name, row.last_name].filter(Boolean).join(" ") || String(row.company ?? ""),
  line1: text(row, "line_1"),
  line2: textOrNull(row, "line_2"),
  zipCode: textOrNull(row, "zip_code"),
  city: text(row, "city"),
  stateCode: textOrNull(row, "state_code"),
  countryCode: text(row, "country_code"),
  phone: textOrNull(row, "phone"),
});
