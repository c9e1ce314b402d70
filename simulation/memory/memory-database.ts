import type { Actor } from "@/lib/deps";
import type { OrderId } from "@/lib/ids";
import { applyChanges, withAttention } from "@/lib/payments/apply-changes";
import type { Circuit, Wakes } from "@/lib/payments/circuit";
import { type OutgoingEvent, outgoingEvents } from "@/lib/payments/outgoing-events";
import type {
  CircuitChange,
  EventRow,
  Gateway,
  PaymentChange,
  PaymentMethod,
  PaymentState,
  ProviderCallRow,
  StoredTransaction,
} from "@/lib/payments/store";

export type MemoryEvent = EventRow & { sequence: number; occurredAt: Date; by: Actor };
export type MemoryCall = ProviderCallRow & { outcome: string | null; finishedAt: Date | null };

/** What was written in one commit: the order before and after. */
export type Commit = {
  before: PaymentState;
  after: PaymentState;
  changes: readonly PaymentChange[];
  by: Actor;
};

/** As PostgreSQL names what a write broke. Nothing of the write remains. */
export class ConstraintViolation extends Error {
  override readonly name = "ConstraintViolation";
  constructor(readonly constraint: string) {
    super(`duplicate key value violates unique constraint "${constraint}"`);
  }
}

/**
 * What the payment store needs of a database, in memory: orders with their payments as immutable values, and the same
 * unique constraints as the real schema. A commit is one synchronous step, so it is atomic whatever runs beside it.
 */
export class MemoryDatabase {
  readonly orders = new Map<string, PaymentState>();
  readonly calls = new Map<string, MemoryCall>();
  readonly events: MemoryEvent[] = [];
  readonly outgoing: OutgoingEvent[] = [];
  gateways: readonly Gateway[] = [];
  methods: readonly PaymentMethod[] = [];
  /** Told of every commit, once it stands. */
  onCommit: ((commit: Commit) => void) | null = null;
  /** Told of every change of a gateway's circuit: the gateway as it was, and what it has now. */
  onCircuit: ((gateway: Gateway, circuit: Circuit) => void) | null = null;
  /** From every unique value to its order: what the database's indexes are for. */
  readonly #orderOf = new Map<string, OrderId>();

  addOrder(order: PaymentState["order"]): void {
    const rows = { sources: [], transactions: [], disputes: [], attention: [] };
    const state = { order, ...rows, methods: [], gateways: [] };
    this.orders.set(order.id, state);
    this.#orderOf.set(`token ${order.token}`, order.id);
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
  commit(
    write: { orderId: string; version: number; by: Actor; now: Date },
    decided: readonly PaymentChange[],
  ): boolean {
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
      if (change.kind !== "event") continue;
      const sequence = this.events.length + 1;
      this.events.push({ ...change.event, sequence, occurredAt: write.now, by: write.by });
    }
    this.outgoing.push(...outgoingEvents(before, after));
    this.onCommit?.({ before, after, changes, by: write.by });
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
    if (event) {
      const sequence = this.events.length + 1;
      this.events.push({ ...event, sequence, occurredAt: now, by });
    }
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

/** The values that lead to an order's rows, by the names of their constraints. */
function keysOf({ order, sources, transactions }: PaymentState): string[] {
  const keys = [`token ${order.token}`];
  for (const { id, gatewayId, reference, returnToken } of sources) {
    keys.push(`payment_sources_pkey ${id}`, `payment_sources_return_token_key ${returnToken}`);
    if (reference !== null) {
      keys.push(`payment_sources_gateway_id_provider_reference_key ${gatewayId} ${reference}`);
    }
  }
  for (const { id, gatewayId, kind, reference, ourReference, paymentReference } of transactions) {
    keys.push(`transactions_pkey ${id}`);
    if (paymentReference !== null) keys.push(`payment ${gatewayId} ${paymentReference}`);
    if (reference !== null) {
      keys.push(`transactions_gateway_id_kind_reference_key ${gatewayId} ${kind} ${reference}`);
    }
    if (ourReference !== null) {
      keys.push(`transactions_gateway_id_our_reference_key ${gatewayId} ${ourReference}`);
    }
  }
  return keys;
}

/** What must be unique among one order's own rows. */
function checkWithinOrder({ sources, transactions }: PaymentState): void {
  const seen = new Set<string>();
  const once = (constraint: string, value: string | number | null) => {
    if (value === null) return;
    const key = `${constraint} ${value}`;
    if (seen.has(key)) throw new ConstraintViolation(constraint);
    seen.add(key);
  };
  for (const source of sources) {
    once("payment_sources_pkey", source.id);
    once("payment_sources_order_id_idempotency_key_key", source.idempotencyKey);
    if (source.reference !== null) {
      const { gatewayId, reference } = source;
      once("payment_sources_gateway_id_provider_reference_key", `${gatewayId} ${reference}`);
    }
  }
  for (const transaction of transactions) {
    once("transactions_pkey", transaction.id);
    once("transactions_order_id_attempt_key", transaction.attempt);
    once("transactions_order_id_idempotency_key_key", transaction.idempotencyKey);
    if (transaction.reference !== null) {
      const { gatewayId, kind, reference } = transaction;
      once("transactions_gateway_id_kind_reference_key", `${gatewayId} ${kind} ${reference}`);
    }
    if (transaction.kind === "authorization" && transaction.live) {
      once("transactions_one_live_attempt", "live");
    }
  }
}
