import { GATEWAY_TYPE_OF } from "@/lib/gateway-types";
import { attentionId } from "@/lib/payments/attention";
import { liveAttemptOf } from "@/lib/payments/deciding";
import { isPaid } from "@/lib/payments/outgoing-events";
import type { PaymentState, StoredTransaction } from "@/lib/payments/store";
import { isUnsettled } from "@/lib/payments/transaction";
import { type BankPayment, doneMinor, isVoided } from "../bank/bank-payment";
import { BANK_TYPES, bankTypeOf } from "../bank/traits";
import { gatewayIdOf, type World } from "../world";

const KEY_KNOWN_MS = 24 * 3_600_000;

type AtBank = { payment: BankPayment; gatewayId: string };

/** Once nothing is left to happen: what we believe is what the banks' own books say. `lost`: events that never came. */
export function checkAtRest(world: World, lost: ReadonlySet<string>): void {
  const booked = booksOf(world);
  for (const state of world.database.orders.values()) {
    const { id } = state.order;
    const atBank = booked.filter(({ payment }) => payment.ourReference.startsWith(`${id}-`));
    const settled = new Settled(world, state, lost);
    settled.checkEnds();
    for (const each of atBank) settled.checkPayment(each);
    settled.checkPaidOnce(atBank.map(({ payment }) => payment));
    settled.checkPlaced();
  }
  checkEffects(world);
  checkTold(world);
}

const booksOf = (world: World): AtBank[] =>
  BANK_TYPES.flatMap((type) =>
    [...world.banks[type].payments.values()].map((payment) => ({
      payment,
      gatewayId: gatewayIdOf(type),
    })),
  );

/** What is held, or captured and not given back: what somebody has paid. */
const takenMinor = (payment: BankPayment): number => {
  if (payment.status !== "held" || isVoided(payment)) return 0;
  const captured = doneMinor(payment, "capture", { withPending: false });
  if (captured === 0) return payment.amount.amountMinor;
  return captured - doneMinor(payment, "refund", { withPending: false });
};

/** Where the bank's payment and ours differ; null: nowhere. */
function standingOf(payment: BankPayment, authorization: StoredTransaction): string | null {
  const isHeld = payment.status === "held";
  if (isHeld !== (authorization.status === "succeeded")) {
    return `is ${payment.status}, here ${authorization.status}`;
  }
  const { amountMinor } = authorization.amount;
  return isHeld && amountMinor !== payment.amount.amountMinor
    ? `holds ${payment.amount.amountMinor}, here ${amountMinor}`
    : null;
}

class Settled {
  readonly #world: World;
  readonly #state: PaymentState;
  readonly #lost: ReadonlySet<string>;
  readonly #hasDashboard: boolean;

  constructor(world: World, state: PaymentState, lost: ReadonlySet<string>) {
    this.#world = world;
    this.#state = state;
    this.#lost = lost;
    const at = [...world.database.orders.keys()].indexOf(state.order.id);
    const visits = world.plan.orders[at]?.visits ?? [];
    this.#hasDashboard = visits.some(({ kind }) => kind === "dashboard");
  }

  /** I13: every outcome is known, where there was any way to know it. */
  checkEnds(): void {
    const { order, transactions, attention } = this.#state;
    for (const each of transactions) {
      if (!isUnsettled(each.status)) continue;
      const isSeen = attention.some(({ id }) => id === attentionId("unknown_outcome", each.id));
      if (!isSeen && each.action?.kind !== "client_confirmation") {
        this.#world.violate("I13", order.id, `${each.kind} ${each.id} is open, and on no list`);
      }
      if (this.#mayStayOpen(each)) continue;
      const why = `${each.kind} ${each.id} is ${each.status} for ever`;
      this.#world.violate("I13", order.id, why);
    }
    const live = liveAttemptOf(this.#state);
    if (order.status === "placing" && !(live && isUnsettled(live.status))) {
      this.#world.violate("I13", order.id, "It is placing, and nothing is on its way");
    }
  }

  /** I3: the bank's payment, its captures and refunds are ours, and ours are the bank's. */
  checkPayment({ payment, gatewayId }: AtBank): void {
    const own = this.#transactionsOf(payment, gatewayId);
    const authorization = own.find(({ kind }) => kind === "authorization");
    if (authorization && isUnsettled(authorization.status)) return;
    const why = authorization
      ? (standingOf(payment, authorization) ?? this.#totalsOf(payment, own))
      : "is at the bank and not here";
    if (why) this.#world.violate("I3", this.#state.order.id, `${payment.reference} ${why}`);
    if (authorization) this.#checkWaiting(payment, authorization, own);
  }

  /** Where the sums of both books differ; null: nowhere. */
  #totalsOf(payment: BankPayment, own: readonly StoredTransaction[]): string | null {
    for (const kind of ["capture", "refund", "void"] as const) {
      if (own.some((each) => each.kind === kind && isUnsettled(each.status))) continue;
      const there = doneMinor(payment, kind, { withPending: false });
      const here = own
        .filter((each) => each.kind === kind && each.status === "succeeded")
        .reduce((sum, { amount }) => sum + amount.amountMinor, 0);
      // What was done past us is ours to learn only where its event came.
      const agrees = this.#hasDashboard ? here <= there : here === there;
      if (!agrees) return `has a ${kind} of ${there} at the bank, of ${here} here`;
    }
    return null;
  }

  /** Money that is held for nobody was asked back. */
  #checkWaiting(
    payment: BankPayment,
    authorization: StoredTransaction,
    own: readonly StoredTransaction[],
  ): void {
    const { order } = this.#state;
    if (takenMinor(payment) === 0 || this.#hasDashboard) return;
    if (authorization.live && order.status !== "cancelled") return;
    const wasTried = own.some(({ kind }) => kind === "void" || kind === "refund");
    if (!wasTried) {
      const why = `${payment.reference} holds money that nobody waits for`;
      this.#world.violate("ghost", order.id, why);
    }
  }

  /** I1, by the banks' own books. A giving back that a bank refused is the merchant's to see. */
  checkPaidOnce(payments: readonly BankPayment[]): void {
    const { order, transactions } = this.#state;
    const taken = payments.filter((payment) => takenMinor(payment) > 0);
    const wasRefused = transactions.some(
      ({ kind, status }) =>
        (kind === "void" || kind === "refund") && status !== "succeeded" && status !== "requested",
    );
    if (taken.length > 1 && !wasRefused && !this.#hasDashboard) {
      this.#world.violate("I1", order.id, `${taken.length} payments hold its money`);
    }
  }

  /** Whoever paid by pressing the button has the order placed. */
  checkPlaced(): void {
    const { order } = this.#state;
    const live = liveAttemptOf(this.#state);
    if (live?.status !== "succeeded" || !live.places) return;
    const isOpen = order.status === "pending" || order.status === "placing";
    if (isOpen && live.amount.amountMinor === order.totalMinor) {
      this.#world.violate("lost", order.id, `${live.id} is paid for, and the order is not placed`);
    }
  }

  #transactionsOf(payment: BankPayment, gatewayId: string): StoredTransaction[] {
    const { transactions } = this.#state;
    const authorization = transactions.find(
      (each) => each.gatewayId === gatewayId && each.ourReference === payment.ourReference,
    );
    if (!authorization) return [];
    const of = new Set<string>([authorization.id]);
    for (const { id, parentId } of transactions) if (parentId && of.has(parentId)) of.add(id);
    return transactions.filter(({ id }) => of.has(id));
  }

  #mayStayOpen(transaction: StoredTransaction): boolean {
    const source = this.#state.sources.find(({ id }) => id === transaction.sourceId);
    if (!source) return false;
    const bank = this.#world.banks[bankTypeOf(GATEWAY_TYPE_OF[source.type])];
    // Nobody has confirmed it, and nobody has to.
    const payment = source.reference && bank.payments.get(source.reference);
    if (payment && payment.status === "prepared") return true;
    if (bank.traits.retrieve) return false;
    // A gateway that cannot be asked told us in an event that never came, or was away for as long as it knows a key.
    const named = transaction.reference ?? source.reference;
    const { outage } = this.#world.plan;
    const wasAway = outage?.gateway === bank.traits.gatewayType && outage.forMs > KEY_KNOWN_MS;
    return wasAway || (named !== null && this.#lost.has(named));
  }
}

/** I12: the merchant's systems are told once of every paid order, and of no other. */
function checkTold(world: World): void {
  for (const state of world.database.orders.values()) {
    const { id } = state.order;
    const told = world.database.outgoing.filter(
      ({ topic, resourceId }) => topic === "orders.pay" && resourceId === id,
    );
    if (told.length !== (isPaid(state) ? 1 : 0)) {
      world.violate("I12", id, `Told ${told.length} times that it is paid`);
    }
    const placed = world.database.outgoing.filter(
      ({ topic, resourceId }) => topic === "orders.place" && resourceId === id,
    );
    if (placed.length !== (state.order.placedAt ? 1 : 0)) {
      world.violate("told", id, `Told ${placed.length} times that it is placed`);
    }
  }
}

/** I9: one event is told of once; I7: what is stored is what the history tells. */
function checkEffects(world: World): void {
  const applied = new Set<string>();
  const told = new Map<string, string>();
  for (const event of world.database.events) {
    const { status } = event.changes;
    if (Array.isArray(status) && event.resourceType !== "orders") {
      const [before, after] = status;
      if ((told.get(event.resourceId) ?? null) !== before) {
        const why = `${event.resourceId} was ${told.get(event.resourceId)}, changed from ${before}`;
        world.violate("I6", event.orderId, why);
      }
      if (typeof after === "string") told.set(event.resourceId, after);
    }
    if (event.name !== "webhook.applied") continue;
    if (applied.has(event.resourceId)) {
      world.violate("I9", event.orderId, `The event ${event.resourceId} was applied twice`);
    }
    applied.add(event.resourceId);
  }
  for (const { order, transactions } of world.database.orders.values()) {
    for (const { id, status } of transactions) {
      if (told.get(id) === status) continue;
      world.violate("I7", order.id, `${id} is stored as ${status}, told as ${told.get(id)}`);
    }
  }
}
