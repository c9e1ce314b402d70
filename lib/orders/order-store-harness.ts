// What every order store must keep: run by the one on PostgreSQL and by the one of the simulation.
import type { Actor } from "../deps";
import type { OrderId } from "../ids";
import type { CurrencyCode } from "../money/money";
import type { PaymentStore } from "../payments/store";
import type { TransactionStatus } from "../payments/transaction";
import { ok } from "../result";
import type { DeliveryMethod, EditableOrder, LineItem } from "./order";
import type { OrderEdit, OrderStore } from "./store";

export type OrderStoreUnderTest = {
  store: OrderStore;
  /** Of the same orders. */
  payments: PaymentStore;
  /** Begins an attempt to authorize what the order costs, and brings it to a status. */
  hold(orderId: OrderId, status: TransactionStatus): Promise<void>;
  eventNames(orderId: string): Promise<readonly string[]>;
  close(): Promise<void>;
};

export const EUR = "EUR" as CurrencyCode;
export const USD = "USD" as CurrencyCode;
const delivery = { currency: EUR, daysMin: 1, daysMax: 3, freeOverMinor: null };

/** What the shop under test sells: one market, in euros with a tax of 19 % and in dollars without. */
export const SHOP = {
  market: { marketId: "market", currency: EUR, taxIncluded: true, taxRate: 0.19 },
  skus: [
    { id: "mug", code: "MUG", name: "Mug", ships: true, unitMinor: 1_000 },
    { id: "card", code: "CARD", name: "Gift card", ships: false, unitMinor: 2_500 },
  ],
  deliveryMethods: [
    { ...delivery, id: "post", name: "Post", priceMinor: 500, freeOverMinor: 10_000 },
    { ...delivery, id: "express", name: "Express", priceMinor: 900 },
  ] satisfies readonly DeliveryMethod[],
  /** Offered in euros only. */
  paymentMethodId: "card-method",
  /** Costs something, in euros. */
  invoice: { id: "invoice-method", feeMinor: 250 },
} as const;

export const NOW = new Date("2026-11-20T12:00:00Z");
export const BY: Actor = { kind: "api_client", id: null, traceId: "0".repeat(64) };
let counted = 0;
export const nextId = (prefix: string) => `${prefix}${String(++counted).padStart(4, "0")}`;

export const mugs = (quantity: number): LineItem => ({
  ...{ id: nextId("L"), skuId: "mug", skuCode: "MUG", name: "Mug", description: null },
  ...{ imageUrl: null, quantity, unitMinor: 1_000, ships: true, metadata: { gift: true } },
  ...{ reference: null, referenceOrigin: null, createdAt: NOW },
});

export const addressOf = (id: string) => ({
  ...{ id, business: false, firstName: "Mara", lastName: "Vogel", company: null },
  ...{ line1: "Oranienstraße 25", line2: null, city: "Berlin", zipCode: "10999", stateCode: null },
  ...{ countryCode: "DE", phone: null, email: null, notes: null, billingInfo: null },
  ...{ metadata: {}, reference: null, referenceOrigin: null },
});

export type OrderStoreHarness = ReturnType<typeof orderStoreHarness>;

/** `given` answers the store once it is open. */
export function orderStoreHarness(given: () => OrderStoreUnderTest) {
  const stateOf = async (id: string): Promise<EditableOrder> => {
    const state = await given().store.find({ id });
    if (!state) throw new Error("The order is gone.");
    return state;
  };
  const payableOf = async (orderId: string) => {
    const state = await given().payments.find({ orderId });
    if (!state) throw new Error("The order is gone.");
    return state.order;
  };
  const newOrder = async (): Promise<OrderId> => {
    const id = nextId("Order") as OrderId;
    const texts = { languageCode: "de", metadata: { basket: 7 } };
    const owner = { mode: "test", email: null, apiClientId: null } as const;
    const order = { id, token: `token-${id}`, terms: SHOP.market, ...owner, ...texts };
    await given().store.create(order, BY, NOW);
    return id;
  };
  const edit = (from: string | EditableOrder, wanted: OrderEdit) =>
    given().store.change(typeof from === "string" ? { id: from } : from, BY, NOW, () =>
      ok({ edit: wanted, value: null }),
    );
  /** Two mugs by post for somebody: ready to be paid, 2500. */
  const pendingOrder = async (): Promise<OrderId> => {
    const id = await newOrder();
    const email = `${id}@example.com`;
    const address = addressOf(nextId("A"));
    const travels = { shippingAddressId: address.id, deliveryMethodId: "post" };
    await edit(id, { addLines: [mugs(2)], addAddresses: [address], email, ...travels });
    return id;
  };
  return { given, stateOf, payableOf, newOrder, pendingOrder, edit };
}
