import type { EditedOrder } from "@/lib/orders/apply-edit";
import type { DeliveryMethod, EditableOrder, LineItem, Order } from "@/lib/orders/order";
import { taxedParts } from "@/lib/orders/order-attributes";
import type { MarketTerms, NewOrder, OrderEdit, SkuOffer } from "@/lib/orders/store";
import { type Pricing, withFee } from "@/lib/orders/totals";
import { isHeld } from "@/lib/payments/deciding";
import { succeededMinor } from "@/lib/payments/payment-status";
import type { PayableOrder, PaymentState } from "@/lib/payments/store";

/** One market: what is sold and how it travels. Other currencies have no prices, and no tax. */
export type MemoryShop = {
  market: MarketTerms;
  /** Priced in the market's own currency. */
  skus: readonly SkuOffer[];
  deliveryMethods: readonly DeliveryMethod[];
};

/** What an order has beside what its payments know of it. */
export type MemoryCart = Pick<
  Order,
  | "marketId"
  | "languageCode"
  | "shippingAddressId"
  | "billingAddressId"
  | "deliveryMethodId"
  | "attributes"
  | "createdAt"
> & { lines: readonly LineItem[]; shipmentId: string | null };

export const emptyCart = (terms: MarketTerms, createdAt: Date): MemoryCart => ({
  marketId: terms.marketId,
  languageCode: "en",
  shippingAddressId: null,
  billingAddressId: null,
  deliveryMethodId: null,
  attributes: {},
  createdAt,
  lines: [],
  shipmentId: null,
});

const LONG_AGO = new Date(0);

/** One thing that does not travel, for all that the order costs. */
export function cartOf(orderId: string, unitMinor: number, terms: MarketTerms): MemoryCart {
  const line: LineItem = {
    ...{ id: `${orderId}-line`, skuId: null, skuCode: null, name: "Thing", description: null },
    ...{ imageUrl: null, quantity: 1, unitMinor, ships: false, metadata: {}, createdAt: LONG_AGO },
    ...{ reference: null, referenceOrigin: null },
  };
  return { ...emptyCart(terms, LONG_AGO), lines: [line] };
}

/** What an order of so much costs before anybody has chosen how to pay. */
export const pricedAt = (subtotalMinor: number, { taxRate, taxIncluded }: MarketTerms) => {
  const pricing: Pricing = {
    ...{ subtotalMinor, shippingMinor: 0, taxRate, taxIncluded },
    ...taxedParts({}),
  };
  const { paymentMethodMinor, taxMinor, totalMinor } = withFee(pricing, 0, pricing);
  return { pricing, paymentMethodMinor, taxMinor, totalMinor };
};

/** As a payment sees an order that was just made. */
export const newPayable = (order: NewOrder, number: number): PayableOrder => ({
  id: order.id,
  version: 0,
  token: order.token,
  number,
  mode: order.mode,
  status: "draft",
  paymentStatus: "unpaid",
  currency: order.terms.currency,
  ...pricedAt(0, order.terms),
  email: order.email === null ? null : kept(order.email),
  paymentMethodId: null,
  paymentSourceId: null,
  attemptsCount: 0,
  linesCount: 0,
  ships: false,
  hasShippingAddress: false,
  hasBillingAddress: false,
  isDeliveryChosen: true,
  apiClientId: order.apiClientId,
  clientOrigins: [],
  validation: null,
  placedAt: null,
  approvedAt: null,
  cancelledAt: null,
});

/** An address finds its customer however it was typed. */
const kept = (email: string): string => email.trim().toLowerCase();

export function editableOf(
  state: PaymentState,
  cart: MemoryCart,
  deliveryMethods: readonly DeliveryMethod[],
): EditableOrder {
  const { id, version, token, number, mode, apiClientId, status, paymentStatus } = state.order;
  const { currency, email, paymentMethodId, paymentMethodMinor, pricing } = state.order;
  const { freightTaxable: _, feeTaxable: __, ...priced } = pricing;
  const { taxMinor, totalMinor } = state.order;
  const { lines, shipmentId, ...ofCart } = cart;
  const { transactions } = state;
  return {
    order: {
      ...{ id, version, token, number, mode, apiClientId, status, paymentStatus },
      ...{ currency, email, paymentMethodId, ...ofCart },
      ...{ ...priced, paymentMethodMinor, taxMinor, totalMinor },
    },
    lines,
    deliveryMethods,
    methodFees: Object.fromEntries(
      state.methods
        .filter((method) => method.currency === null || method.currency === currency)
        .map(({ id, feeMinor }) => [id, feeMinor]),
    ),
    shipmentId,
    isHeld: isHeld(state),
    sums: {
      authorizedMinor: succeededMinor(transactions, "authorization"),
      capturedMinor: succeededMinor(transactions, "capture"),
      voidedMinor: succeededMinor(transactions, "void"),
      refundedMinor: succeededMinor(transactions, "refund"),
    },
  };
}

/** What an edit makes of the cart, and of the order as its payments see it. `shipmentId`: should it need a parcel. */
export function withEdit(
  before: { order: PayableOrder; cart: MemoryCart },
  { edit, edited, deliveryMethods }: Edit,
  shipmentId: () => string,
): { order: PayableOrder; cart: MemoryCart } {
  const { terms, texts } = edit;
  const { subtotalMinor, shippingMinor, ...charged } = edited.totals;
  const { deliveryMethodId } = edited;
  const { taxRate, taxIncluded } = terms ?? before.order.pricing;
  const cart: MemoryCart = {
    ...before.cart,
    languageCode: texts?.languageCode ?? before.cart.languageCode,
    attributes: { ...before.cart.attributes, ...texts?.attributes },
    shippingAddressId: chosen(edit.shippingAddressId, before.cart.shippingAddressId),
    billingAddressId: chosen(edit.billingAddressId, before.cart.billingAddressId),
    deliveryMethodId,
    shipmentId: before.cart.shipmentId ?? (edited.ships ? shipmentId() : null),
    lines: [...edited.lines].sort(
      (a, b) => Number(a.createdAt) - Number(b.createdAt) || (a.id < b.id ? -1 : 1),
    ),
  };
  const currency = terms?.currency ?? before.order.currency;
  const { ships } = edited;
  const offered = deliveryMethods.some((method) => method.currency === currency);
  const order: PayableOrder = {
    ...before.order,
    version: before.order.version + 1,
    status: edited.status,
    paymentStatus: edited.paymentStatus,
    currency,
    ...charged,
    pricing: {
      ...{ subtotalMinor, shippingMinor, taxRate, taxIncluded },
      ...taxedParts(cart.attributes),
    },
    email: edited.email === null ? null : kept(edited.email),
    paymentMethodId: chosen(edit.paymentMethodId, before.order.paymentMethodId),
    linesCount: edited.lines.length,
    ships,
    hasShippingAddress: cart.shippingAddressId !== null,
    hasBillingAddress: cart.billingAddressId !== null,
    isDeliveryChosen: !ships || deliveryMethodId !== null || !offered,
  };
  return { order, cart };
}

export type Edit = {
  edit: OrderEdit;
  edited: EditedOrder;
  deliveryMethods: readonly DeliveryMethod[];
};

const chosen = <T>(wanted: T | null | undefined, before: T | null): T | null =>
  wanted === undefined ? before : wanted;
