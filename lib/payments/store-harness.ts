// What every payment store must keep: run by the one on PostgreSQL and by the one of the simulation.
import type { Actor } from "../deps";
import type { OrderId, PaymentSourceId } from "../ids";
import { ok } from "../result";
import { decideAttempt } from "./decide-attempt";
import type { PaymentSource } from "./payment-source";
import type { PaymentChange, PaymentState, PaymentStore } from "./store";
import { NOW, sourceFor } from "./test-state";

export type StoreUnderTest = {
  store: PaymentStore;
  /** A pending order of 6500 EUR, ready to be paid through the gateway `gateway`. */
  addOrder(id: string): Promise<void>;
  eventNames(orderId: string): Promise<readonly string[]>;
  /** What the merchant's systems are to be told of the order, in no order. */
  outgoingTopics(orderId: string): Promise<readonly string[]>;
  close(): Promise<void>;
};

export const BY: Actor = { kind: "system", id: null, traceId: "0".repeat(64) };
let counted = 0;
export const nextId = (prefix: string) => `${prefix}${++counted}`;
const uuid = () => `00000000-0000-4000-8000-${String(++counted).padStart(12, "0")}`;

export type StoreHarness = ReturnType<typeof storeHarness>;

/** `given` answers the store once it is open. */
export function storeHarness(given: () => StoreUnderTest) {
  const stateOf = async (orderId: string): Promise<PaymentState> => {
    const state = await given().store.find({ orderId });
    if (!state) throw new Error("The order is gone.");
    return state;
  };
  const newOrder = async (): Promise<OrderId> => {
    const id = nextId("Order") as OrderId;
    await given().addOrder(id);
    return id;
  };
  const newSource = (state: PaymentState, set: Partial<PaymentSource>): PaymentSource =>
    sourceFor(state, {
      id: nextId("Source") as PaymentSourceId,
      gatewayId: "gateway" as PaymentSource["gatewayId"],
      returnToken: nextId("return"),
      ...set,
    });
  const begin = async (orderId: OrderId, set: Partial<PaymentSource> = {}) => {
    const ids = { resource: () => nextId("T"), call: uuid, secret: () => nextId("s") };
    const begun = await given().store.change(orderId, BY, NOW, (state) =>
      decideAttempt(state, {
        source: newSource(state, set),
        isNewSource: true,
        operation: "authorize",
        places: true,
        now: NOW,
        ids,
      }),
    );
    if (!begun.ok || begun.value.kind !== "begun") throw new Error("It did not begin.");
    return begun.value;
  };
  const write = (orderId: OrderId | PaymentState, changes: readonly PaymentChange[]) =>
    given().store.change(orderId, BY, NOW, () => ok({ changes, value: null }));
  return { given, stateOf, newOrder, begin, write };
}
