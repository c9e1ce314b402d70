import type { Actor } from "@/lib/deps";
import type { Ids } from "@/lib/ids";
import { parseCurrency } from "@/lib/money/currency";
import { applyEdit } from "@/lib/orders/apply-edit";
import { editEvent } from "@/lib/orders/edit-event";
import { editInTurns } from "@/lib/orders/edit-in-turns";
import type { EditableOrder } from "@/lib/orders/order";
import type { OrderEdit, OrderKey, OrderStore } from "@/lib/orders/store";
import { editableOf, emptyCart, newPayable, withEdit } from "./memory-cart";
import type { MemoryDatabase } from "./memory-database";

/**
 * Orders in memory, by the same contract as on PostgreSQL, and the same orders that the payment store has: an edit and a
 * payment that meet are told apart by one version. `pause`: wherever the real one waits for the database.
 */
export function createMemoryOrderStore(
  database: MemoryDatabase,
  ids: Pick<Ids, "resource">,
  pause: () => Promise<void>,
): OrderStore {
  const countries = new Map<string, string>();
  const read = (key: OrderKey): EditableOrder | null => {
    const id = "id" in key ? key.id : database.orderBy(`token ${key.token}`);
    const state = database.read(id);
    const cart = id === undefined ? undefined : database.carts.get(id);
    return state && cart ? editableOf(state, cart, database.shop.deliveryMethods) : null;
  };
  const write = (state: EditableOrder, edit: OrderEdit, by: Actor, now: Date): boolean => {
    const { order, deliveryMethods } = state;
    for (const { id, countryCode } of edit.addAddresses ?? []) countries.set(id, countryCode);
    const edited = applyEdit(state, edit);
    return database.commitEdit(
      { orderId: order.id, version: order.version, by, now },
      {
        event: editEvent(order, edit, edited),
        after: (before) => withEdit(before, { edit, edited, deliveryMethods }, ids.resource),
        addresses: (edit.addAddresses ?? []).map(({ id }) => id),
      },
    );
  };
  return {
    ...catalogOf(database, countries, pause),
    find: async (key) => {
      await pause();
      return read(key);
    },
    create: async (order, by, now) => {
      await pause();
      const payable = newPayable(order, database.orders.size + 1);
      const cart = emptyCart(order.terms, now);
      const languageCode = order.languageCode ?? cart.languageCode;
      const attributes = order.attributes ?? {};
      database.addOrder(payable, { ...cart, languageCode, attributes });
      const { id } = order;
      const changes = { status: [null, "draft"], currency_code: order.terms.currency };
      const of = { resourceType: "orders", resourceId: id, orderId: id };
      database.addEvent({ name: "order.created", ...of, changes }, by, now);
    },
    createAddress: async (address) => {
      await pause();
      database.addresses.set(address.id, address.apiClientId);
      countries.set(address.id, address.countryCode);
    },
    change: (from, by, now, decide, scope = "open") =>
      editInTurns(
        { from, scope, decide },
        {
          read: async (key) => {
            await pause();
            return read(key);
          },
          write: async (state, edit) => {
            await pause();
            return write(state, edit, by, now);
          },
        },
      ),
  };
}

type Catalog = Pick<
  OrderStore,
  "findTerms" | "findOffers" | "ownsAddresses" | "countriesOf" | "offersPaymentMethod"
>;

function catalogOf(
  database: MemoryDatabase,
  countries: ReadonlyMap<string, string>,
  pause: () => Promise<void>,
): Catalog {
  return {
    findTerms: async ({ marketId, currency }) => {
      await pause();
      const { market } = database.shop;
      if (marketId !== null && marketId !== market.marketId) return null;
      if (currency === null || currency === market.currency) return market;
      const asked = parseCurrency(currency);
      return asked && { ...market, currency: asked, taxRate: 0 };
    },
    findOffers: async (codes, currency) => {
      await pause();
      const { market, skus } = database.shop;
      return skus
        .filter(({ code }) => codes.includes(code))
        .map((sku) => (currency === market.currency ? sku : { ...sku, unitMinor: null }));
    },
    ownsAddresses: async (addressIds, apiClientId) => {
      await pause();
      return addressIds.every((id) => {
        const owner = database.addresses.get(id);
        return owner !== undefined && (owner === null || owner === apiClientId);
      });
    },
    countriesOf: async (addressIds) => {
      await pause();
      return new Map([...countries].filter(([id]) => addressIds.includes(id)));
    },
    offersPaymentMethod: async (id, { currency }) => {
      await pause();
      const method = database.methods.find((each) => each.id === id);
      return !!method?.isEnabled && (method.currency === null || method.currency === currency);
    },
  };
}
