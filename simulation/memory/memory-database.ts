import type { Actor } from "@/lib/deps";
import type { OrderId } from "@/lib/ids";
import type { CurrencyCode } from "@/lib/money/money";
import { applyChanges, withAttention } from "@/lib/payments/apply-changes";
import type { Circuit, Wakes } from "@/lib/payments/circuit";
import { type OutgoingEvent, outgoingEvents } from "@/lib/payments/outgoing-events";
import type { PaymentMethod } from "@/lib/payments/payment-method";
import type {
  CircuitChange,
  EventRow,
  Gateway,
  PaymentChange,
  PaymentState,
  ProviderCallRow,
  StoredTransaction,
} from "@/lib/payments/store";
import type { MemoryCart, MemoryShop } from "./memory-cart";
import { ConstraintViolation, checkWithinOrder, keysOf } from "./memory-constraints";

export type MemoryEvent = EventRow & { sequence: number; occurredAt: Date; by: Actor };
export type MemoryCall = ProviderCallRow & { outcome: string | null; finishedAt: Date | null };

/** What was written in one commit: the order before and after. */
export type Commit = {
  before: PaymentState;
  after: PaymentState;
  changes: readonly PaymentChange[];
  by: Actor;
  /** Where it was an edit: the cart before and after it. */
  carts?: { before: MemoryCart; after: MemoryCart };
};

/** The order as it was when somebody decided to write. */
type Write = { orderId: string; version: number; by: Actor; now: Date };
type Edited = { order: PaymentState["order"]; cart: MemoryCart };
type OrderWrite = {
  event: EventRow;
  after: (before: Edited) => Edited;
  /** Made with it. */
  addresses: readonly string[];
};

const NO_SHOP: MemoryShop = {
  market: { marketId: "none", currency: "EUR" as CurrencyCode, taxIncluded: true, taxRate: 0 },
  skus: [],
  deliveryMethods: [],
};

/**
 * What the payment store needs of a database, in memory: orders with their payments as immutable values, and the same
 * unique constraints as the real schema. A commit is one synchronous step, so it is atomic whatever runs beside it.
 */
export class MemoryDatabase {
  readonly orders = new Map<string, PaymentState>();
  readonly calls = new Map<string, MemoryCall>();
  /** What an order has beside what its payments know; none where nobody edits it. */
  readonly carts = new Map<string, MemoryCart>();
  /** By their ids: the API client that made them. */
  readonly addresses = new Map<string, string | null>();
  readonly events: MemoryEvent[] = [];
  readonly outgoing: OutgoingEvent[] = [];
  shop: MemoryShop = NO_SHOP;
  gateways: readonly Gateway[] = [];
  methods: readonly PaymentMethod[] = [];
  /** Told of every commit, once it stands. */
  onCommit: ((commit: Commit) => void) | null = null;
  /** Told of every change of a gateway's circuit: the gateway as it was, and what it has now. */
  onCircuit: ((gateway: Gateway, circuit: Circuit) => void) | null = null;
  /** From every unique value to its order: what the database's indexes are for. */
  readonly #orderOf = new Map<string, OrderId>();

  addOrder(order: PaymentState["order"], cart?: MemoryCart): void {
    const token = `token ${order.token}`;
    if (this.#orderOf.has(token)) throw new ConstraintViolation("orders_token_key");
    const rows = { sources: [], transactions: [], disputes: [], attention: [] };
    const state = { order, ...rows, methods: [], gateways: [] };
    this.orders.set(order.id, state);
    if (cart) this.carts.set(order.id, cart);
    this.#orderOf.set(token, order.id);
  }

  addEvent(event: EventRow, by: Actor, now: Date): void {
    this.events.push({ ...event, sequence: this.events.length + 1, occurredAt: now, by });
  }

  /** As it stands, with the shop's methods and gateways as they are now. */
  read(orderId: string | undefined): PaymentState | null {
    const state = orderId === undefined ? undefined : this.orders.get(orderId);
    return state ? { ...state, methods: this.methods, gateways: this.gateways } : null;
  }

  orderBy(index: string): OrderId | undefined {
    return this.#orderOf.get(index);
  }

  /** False, and nothing is written, when the order has moved on. Throws, and nothing is written, for a broken constraint. */
  commit(write: Write, decided: readonly PaymentChange[]): boolean {
    const before = this.orders.get(write.orderId);
    if (!before || before.order.version !== write.version) return false;
    const changes = withAttention(before, decided);
    const after = applyChanges(before, changes);
    checkWithinOrder(after);
    const keys = this.#freshKeys(after);
    const calls = this.#callsAfter(changes);
    for (const key of keys) this.#orderOf.set(key, after.order.id);
    for (const call of calls) this.calls.set(call.id, call);
    this.orders.set(write.orderId, after);
    for (const change of changes) {
      if (change.kind === "event") this.addEvent(change.event, write.by, write.now);
    }
    this.outgoing.push(...outgoingEvents(before, after));
    this.onCommit?.({ before, after, changes, by: write.by });
    return true;
  }

  /** False, and nothing is written, when the order has moved on: by an edit or by one of its payments. */
  commitEdit(write: Write, edit: OrderWrite): boolean {
    const { orderId, version, by, now } = write;
    const before = this.orders.get(orderId);
    const cart = this.carts.get(orderId);
    if (!before || !cart || before.order.version !== version) return false;
    const next = edit.after({ order: before.order, cart });
    const after = { ...before, order: next.order };
    this.orders.set(orderId, after);
    this.carts.set(orderId, next.cart);
    const owner = by.kind === "api_client" ? by.id : null;
    for (const id of edit.addresses) this.addresses.set(id, owner);
    this.addEvent(edit.event, by, now);
    const changes = [{ kind: "event" as const, event: edit.event }];
    this.onCommit?.({ before, after, changes, by, carts: { before: cart, after: next.cart } });
    return true;
  }

  /** A gateway's circuit, by compare-and-set; with it its line in the history, and what is due now. */
  commitCircuit(
    write: { gatewayId: string; by: Actor; now: Date; before: Circuit },
    { circuit, event, wakes, sentBefore }: Omit<CircuitChange<unknown>, "value">,
  ): boolean {
    const { gatewayId, by, now, before } = write;
    const gateway = this.gateways.find(({ id }) => id === gatewayId);
    if (gateway?.circuit !== before) return false;
    this.gateways = this.gateways.map((each) => (each === gateway ? { ...each, circuit } : each));
    if (event) this.addEvent(event, by, now);
    if (wakes !== "none") this.#wake(gatewayId, { wakes, sentBefore, now });
    this.onCircuit?.(gateway, circuit);
    return true;
  }

  #wake(
    gatewayId: string,
    { wakes, sentBefore, now }: { wakes: Wakes; sentBefore: Date; now: Date },
  ): void {
    const isWoken = (each: StoredTransaction): boolean =>
      each.gatewayId === gatewayId &&
      each.nextCheckAt !== null &&
      each.status !== "succeeded" &&
      each.nextCheckAt > now &&
      (each.status !== "requested" || each.requestedAt <= sentBefore) &&
      (wakes === "all" || each.status === "requested" || each.status === "indeterminate");
    for (const [id, state] of this.orders) {
      if (!state.transactions.some(isWoken)) continue;
      const transactions = state.transactions.map((each) =>
        isWoken(each) ? { ...each, nextCheckAt: now } : each,
      );
      this.orders.set(id, { ...state, transactions });
    }
  }

  /** Every unique value of the order that the indexes do not hold yet; one that another row holds breaks a constraint. */
  #freshKeys(after: PaymentState): string[] {
    const fresh: string[] = [];
    for (const key of keysOf(after)) {
      const holder = this.#orderOf.get(key);
      if (holder === undefined) fresh.push(key);
      else if (holder !== after.order.id) throw new ConstraintViolation(key.split(" ")[0] ?? key);
    }
    return fresh;
  }

  #callsAfter(changes: readonly PaymentChange[]): MemoryCall[] {
    const calls: MemoryCall[] = [];
    for (const change of changes) {
      if (change.kind === "call_started") {
        if (this.calls.has(change.call.id)) throw new ConstraintViolation("provider_calls_pkey");
        calls.push({ ...change.call, outcome: null, finishedAt: null });
      }
      if (change.kind === "call_finished") {
        const call = this.calls.get(change.id);
        if (!call) throw new Error("An update met no row.");
        calls.push({ ...call, outcome: change.outcome, finishedAt: change.finishedAt });
      }
    }
    return calls;
  }
}
