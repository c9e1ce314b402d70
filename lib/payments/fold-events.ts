import type { JsonObject } from "../json";
import { type PaymentStatus, paymentStatusOfSums } from "../orders/payment-statuses";
import { type PaymentState, type PaymentSums, paymentStateOf } from "./payment-view";
import {
  TRANSACTION_KINDS,
  TRANSACTION_STATUSES,
  type TransactionKind,
  type TransactionStatus,
} from "./transaction";

/** What the history alone says of an order's money: events in, transactions out. Pure, and one pass. */

export type FoldableEvent = {
  name: string;
  resourceType: string;
  resourceId: string;
  changes: JsonObject;
};

export type FoldedTransaction = {
  id: string;
  kind: TransactionKind;
  status: TransactionStatus;
  amountMinor: number;
  isSuperseded: boolean;
};

export type Folded = ReadonlyMap<string, FoldedTransaction>;

export function foldEvents(events: readonly FoldableEvent[]): Folded {
  const folded = new Map<string, FoldedTransaction>();
  for (const event of events) foldOne(folded, event);
  return folded;
}

/** Answers whether the event spoke of money. */
function foldOne(folded: Map<string, FoldedTransaction>, event: FoldableEvent): boolean {
  const told = repriced(folded, event) ?? ofTransaction(folded, event);
  if (told !== null) folded.set(told.id, told);
  return told !== null;
}

function ofTransaction(folded: Folded, event: FoldableEvent): FoldedTransaction | null {
  const kind = TRANSACTION_KINDS.find((each) => event.resourceType === `${each}s`);
  const verb = kind && event.name.startsWith(`${kind}.`) ? event.name.slice(kind.length + 1) : "";
  // A merchant's word follows the line of what it settled.
  if (kind === undefined || verb === "" || verb === "forwarded") return null;
  const before = folded.get(event.resourceId);
  const status = statusIn(event.changes) ?? before?.status;
  const amountMinor = amountIn(event.changes) ?? before?.amountMinor;
  if (status === undefined || amountMinor === undefined) return null;
  const isSuperseded = verb === "superseded" || before?.isSuperseded === true;
  return { id: event.resourceId, kind, status, amountMinor, isSuperseded };
}

/** An attempt that waits for its shopper asks for another amount from now on. */
function repriced(folded: Folded, { name, changes }: FoldableEvent): FoldedTransaction | null {
  if (name !== "payment_source.amount_changed") return null;
  const { authorization_id: id, amount_cents: pair } = changes;
  const before = typeof id === "string" ? folded.get(id) : undefined;
  const amountMinor = Array.isArray(pair) ? minorOf(pair[1]) : null;
  return before && amountMinor !== null ? { ...before, amountMinor } : null;
}

const minorOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isSafeInteger(value) ? value : null;

const amountIn = ({ amount_cents: amount }: JsonObject): number | null => minorOf(amount);

function statusIn({ status }: JsonObject): TransactionStatus | null {
  const after: unknown = Array.isArray(status) ? status[1] : null;
  return TRANSACTION_STATUSES.find((each) => each === after) ?? null;
}

/** Minor units of each kind that succeeded, of those that `isCounted`. */
export function sumsOfFold(folded: Folded, isCounted: (id: string) => boolean): PaymentSums {
  const sums = { authorizedMinor: 0, capturedMinor: 0, voidedMinor: 0, refundedMinor: 0 };
  for (const { id, kind, status, amountMinor } of folded.values()) {
    if (status === "succeeded" && isCounted(id)) sums[SUM_OF[kind]] += amountMinor;
  }
  return sums;
}

const SUM_OF = {
  authorization: "authorizedMinor",
  capture: "capturedMinor",
  void: "voidedMinor",
  refund: "refundedMinor",
} as const satisfies Record<TransactionKind, keyof PaymentSums>;

/** How one payment stood after an event. */
export type Moment = { state: PaymentState; sums: PaymentSums };

/**
 * How a payment stood after each of its order's events, in one pass. `isOwn`: which transactions are of this payment;
 * `totalMinor`: of the order now, which earlier events may have changed.
 */
export function momentsOf(
  events: readonly FoldableEvent[],
  payment: { isOwn: (transactionId: string) => boolean; totalMinor: number },
): readonly Moment[] {
  const folded = new Map<string, FoldedTransaction>();
  let totalMinor = firstTotalOf(events) ?? payment.totalMinor;
  let moment: Moment | null = null;
  return events.map((event) => {
    const total = totalIn(event)?.[1] ?? totalMinor;
    const hasMoved = foldOne(folded, event) || total !== totalMinor;
    totalMinor = total;
    if (moment === null || hasMoved) moment = momentOf(folded, payment.isOwn, totalMinor);
    return moment;
  });
}

function momentOf(folded: Folded, isOwn: (id: string) => boolean, totalMinor: number): Moment {
  const sums = sumsOfFold(folded, isOwn);
  const attempts = [...folded.values()].filter((each) => each.kind === "authorization");
  const attempt = attempts.findLast(({ id }) => isOwn(id)) ?? null;
  const state = paymentStateOf({ totalMinor, sums, attempt });
  // A cart that is still empty costs nothing, and is no present.
  return { state: state === "free" ? "unpaid" : state, sums };
}

const firstTotalOf = (events: readonly FoldableEvent[]): number | null =>
  events.map(totalIn).find((pair) => pair !== null)?.[0] ?? null;

function totalIn({ resourceType, changes }: FoldableEvent): readonly [number, number] | null {
  const pair = changes.total_amount_cents;
  if (resourceType !== "orders" || !Array.isArray(pair)) return null;
  const [before, after] = [minorOf(pair[0]), minorOf(pair[1])];
  return after === null ? null : [before ?? 0, after];
}

/** What is stored of an order's money, to compare with. */
export type StoredMoney = {
  totalMinor: number;
  paymentStatus: PaymentStatus;
  transactions: readonly {
    id: string;
    kind: TransactionKind;
    status: TransactionStatus;
    amountMinor: number;
  }[];
};

export type FoldDifference =
  | { what: "order"; told: PaymentStatus; stored: PaymentStatus }
  | { what: "status"; id: string; kind: TransactionKind; told: string; stored: string }
  | { what: "amount"; id: string; kind: TransactionKind; told: number; stored: number }
  /** No event ever told of it. */
  | { what: "untold"; id: string; kind: TransactionKind }
  /** The events tell of what is not there. */
  | { what: "missing"; id: string; kind: TransactionKind };

/** Where the stored state and the history differ; none where both say the same. */
export function differencesOf(folded: Folded, stored: StoredMoney): readonly FoldDifference[] {
  const known = new Set(stored.transactions.map(({ id }) => id));
  const missing = [...folded.values()]
    .filter(({ id }) => !known.has(id))
    .map(({ id, kind }) => ({ what: "missing", id, kind }) as const);
  const told = paymentStatusOfSums(
    stored.totalMinor,
    sumsOfFold(folded, () => true),
  );
  // An empty cart is no present: it is free, and called unpaid.
  const isSame =
    told === stored.paymentStatus || (told === "free" && stored.paymentStatus === "unpaid");
  return [
    ...stored.transactions.flatMap((each) => differenceOf(folded.get(each.id), each)),
    ...missing,
    ...(isSame ? [] : [{ what: "order", told, stored: stored.paymentStatus } as const]),
  ];
}

function differenceOf(
  told: FoldedTransaction | undefined,
  { id, kind, status, amountMinor }: StoredMoney["transactions"][number],
): readonly FoldDifference[] {
  if (told === undefined) return [{ what: "untold", id, kind }];
  return [
    ...(told.status === status
      ? []
      : [{ what: "status", id, kind, told: told.status, stored: status } as const]),
    ...(told.amountMinor === amountMinor
      ? []
      : [{ what: "amount", id, kind, told: told.amountMinor, stored: amountMinor } as const]),
  ];
}
