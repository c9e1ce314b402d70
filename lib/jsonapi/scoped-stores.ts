import type { ApiCaller } from "../auth/access-token";
import type { Deps } from "../deps";
import { notFound } from "../errors";
import type { OrderStore } from "../orders/store";
import type { PaymentStore } from "../payments/store";
import { err } from "../result";
import { seesOrder } from "./scopes";

/**
 * The same use cases over stores that know only what this caller may see: another client's order is
 * no order at all, whichever use case asks, and no question is asked twice for it.
 */
export const scopedTo = (caller: ApiCaller, deps: Deps): Deps => ({
  ...deps,
  by: { ...deps.by, kind: "api_client", id: caller.id },
  orders: ordersSeenBy(caller, deps.orders),
  payments: paymentsSeenBy(caller, deps.payments),
});

const ordersSeenBy = (caller: ApiCaller, store: OrderStore): OrderStore => ({
  ...store,
  find: async (key) => {
    const state = await store.find(key);
    return state && seesOrder(caller, state.order) ? state : null;
  },
  change: <T>(...[from, by, now, decide, scope]: Parameters<typeof store.change<T>>) =>
    store.change<T>(
      from,
      by,
      now,
      (state) =>
        seesOrder(caller, state.order) ? decide(state) : err(notFound("orders", state.order.id)),
      scope,
    ),
});

const paymentsSeenBy = (caller: ApiCaller, store: PaymentStore): PaymentStore => ({
  ...store,
  find: async (key) => {
    const state = await store.find(key);
    return state && seesOrder(caller, state.order) ? state : null;
  },
  change: <T, E>(...[from, by, now, decide]: Parameters<typeof store.change<T, E>>) =>
    store.change<T, E | Missing>(from, by, now, (state) =>
      seesOrder(caller, state.order) ? decide(state) : err(missing(state.order.id)),
    ),
});

type Missing = { code: "not_found"; resource: string; id: string };
const missing = (id: string): Missing => ({ code: "not_found", resource: "orders", id });
