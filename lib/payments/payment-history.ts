import type { GatewayType, PaymentSourceType } from "@/lib/gateway-types";
import { isJsonObject, type JsonObject } from "@/lib/json";
import type { DeclineCode } from "@/lib/providers/decline";
import { authorizationDaysOf, expiryOf } from "./authorization-expiry";
import { type FoldableEvent, type Moment, momentsOf } from "./fold-events";
import {
  ACTOR_KINDS,
  type EventView,
  type ExchangeView,
  instrumentOf,
  type TransactionView,
} from "./payment-view";
import type { TransactionKind, TransactionStatus } from "./transaction";

/** A transaction and its calls as the database aggregates them: JSON, so times are text. */
export type TransactionRow = {
  id: string;
  source_id: string;
  kind: TransactionKind;
  status: TransactionStatus;
  superseded_at: string | null;
  amount_minor: number;
  reference: string | null;
  origin: string;
  decline_code: DeclineCode | null;
  decline_raw: string | null;
  detail: string | null;
  requested_at: string;
  settled_at: string | null;
  parent_id: string | null;
  gateway: { type: GatewayType; settings: JsonObject };
  calls: readonly CallRow[];
};
export type CallRow = {
  operation: string;
  transcripts: unknown;
  started_at: string;
  finished_at: string | null;
};

export type EventRow = {
  sequence: bigint;
  occurred_at: Date;
  name: string;
  resource_type: string;
  resource_id: string;
  actor_kind: string;
  actor_name: string | null;
  trace_id: string;
  changes: unknown;
  /** Of a provider's event: when it came, and how many copies after it. */
  received_at: Date | null;
  duplicates: number | null;
  /** The order's, when the events were read. */
  version: number;
};

/** The payment sources of an order: what their shoppers paid with. */
export type SourceOfOrder = {
  id: string;
  type: PaymentSourceType;
  instrument: unknown;
  method_name: string | null;
};

/** `all`: the order's transactions, among them what was done with this one. */
export const transactionViewOf = (
  row: TransactionRow,
  all: readonly TransactionRow[],
): TransactionView => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  isSuperseded: row.superseded_at !== null,
  amountMinor: row.amount_minor,
  parentId: row.parent_id,
  reference: row.reference,
  isOurs: row.origin === "kassa",
  decline: row.decline_code === null ? null : { code: row.decline_code, raw: row.decline_raw },
  detail: row.detail,
  requestedAt: new Date(row.requested_at),
  expiresAt: expiresAtOf(row, all),
});

function expiresAtOf(row: TransactionRow, all: readonly TransactionRow[]): Date | null {
  const { id, kind, status, settled_at: settledAt, gateway } = row;
  if (kind !== "authorization" || status !== "succeeded" || settledAt === null) return null;
  if (all.some((each) => each.parent_id === id && each.status === "succeeded")) return null;
  const days = authorizationDaysOf(gateway.type, gateway.settings);
  return days === null ? null : expiryOf(new Date(settledAt), days);
}

/** The order's events in order, each with its transaction and the calls that led to it. */
export function historyOf(input: {
  paymentId: string;
  /** The order's total now. */
  totalMinor: number;
  sources: readonly SourceOfOrder[];
  transactions: readonly TransactionRow[];
  events: readonly EventRow[];
}): readonly EventView[] {
  const transactions = new Map(input.transactions.map((row) => [row.id, row]));
  const exchanges = placeExchanges(input.transactions, input.events);
  const sources = new Map(input.sources.map((source) => [source.id, source]));
  const isOwn = (id: string) => transactions.get(id)?.source_id === input.paymentId;
  const { totalMinor } = input;
  const moments = momentsOf(input.events.map(foldableOf), { isOwn, totalMinor });
  const led = ledBy(input.events);
  return input.events.map((event, at) => {
    const transaction = transactions.get(event.resource_id);
    const isSource = sources.has(event.resource_id);
    const paymentId = transaction?.source_id ?? (isSource ? event.resource_id : input.paymentId);
    return {
      sequence: event.sequence.toString(),
      occurredAt: event.occurred_at,
      name: event.name,
      actorKind: ACTOR_KINDS.find((kind) => kind === event.actor_kind) ?? "other",
      actorName: event.actor_name,
      traceId: event.trace_id,
      changes: changesOf(event),
      transaction:
        transaction === undefined ? null : transactionViewOf(transaction, input.transactions),
      otherPaymentId: paymentId === input.paymentId ? null : paymentId,
      exchanges: exchanges.get(event.sequence) ?? [],
      webhook:
        event.received_at === null
          ? null
          : { receivedAt: event.received_at, copiesCount: event.duplicates ?? 0 },
      led: led.get(event.sequence) ?? [],
      shopper: shopperOf(event, input.events, sources.get(transaction?.source_id ?? "")),
      moment: moments[at] ?? NOTHING_YET,
    };
  });
}

const changesOf = ({ changes }: EventRow): JsonObject => (isJsonObject(changes) ? changes : {});

export const foldableOf = (event: EventRow): FoldableEvent => ({
  name: event.name,
  resourceType: event.resource_type,
  resourceId: event.resource_id,
  changes: changesOf(event),
});

const NOTHING_YET: Moment = {
  state: "unpaid",
  sums: { authorizedMinor: 0, capturedMinor: 0, voidedMinor: 0, refundedMinor: 0 },
};

/** The events that a provider's event led to are written before its own line, in the same work. */
function ledBy(events: readonly EventRow[]): ReadonlyMap<bigint, readonly string[]> {
  const led = new Map<bigint, readonly string[]>();
  const open = new Map<string, string[]>();
  for (const event of events) {
    if (event.actor_kind !== "provider") continue;
    const names = open.get(event.trace_id) ?? [];
    if (event.name === "webhook.applied") {
      led.set(event.sequence, names);
      open.delete(event.trace_id);
    } else open.set(event.trace_id, [...names, event.name]);
  }
  return led;
}

/** Whom a decline was told: somebody who had asked for the attempt in the checkout. */
function shopperOf(
  event: EventRow,
  events: readonly EventRow[],
  source: SourceOfOrder | undefined,
): EventView["shopper"] {
  if (event.name !== "authorization.declined" || source === undefined) return null;
  const asked = events.find(
    ({ name, resource_id: id }) => name === "authorization.requested" && id === event.resource_id,
  );
  if (asked?.actor_kind !== "shopper") return null;
  const isCard = source.type !== "external_payments";
  const lastDigits = instrumentOf(source.instrument)?.card_last_digits ?? null;
  return { lastDigits: isCard ? lastDigits : null, methodName: isCard ? null : source.method_name };
}

/**
 * A call is written when it starts and its answer with the change that it led to: it belongs to the
 * transaction's first event from then on, and to its last one where the answer changed nothing.
 */
function placeExchanges(
  transactions: readonly TransactionRow[],
  events: readonly EventRow[],
): ReadonlyMap<bigint, readonly ExchangeView[]> {
  const placed = new Map<bigint, ExchangeView[]>();
  for (const transaction of transactions) {
    const own = events.filter((event) => event.resource_id === transaction.id);
    const answers = own.length > 1 ? own.slice(1) : own;
    for (const call of transaction.calls) {
      const finishedAt = call.finished_at === null ? null : new Date(call.finished_at);
      const led = answers.find((event) => finishedAt !== null && event.occurred_at >= finishedAt);
      const event = led ?? own.at(-1);
      if (event === undefined) continue;
      placed.set(event.sequence, [...(placed.get(event.sequence) ?? []), ...exchangesOf(call)]);
    }
  }
  return placed;
}

function exchangesOf(call: CallRow): readonly ExchangeView[] {
  const durationMs =
    call.finished_at === null ? null : Date.parse(call.finished_at) - Date.parse(call.started_at);
  const transcripts: readonly unknown[] = Array.isArray(call.transcripts) ? call.transcripts : [];
  return transcripts.flatMap((transcript) => {
    if (!isJsonObject(transcript) || !isJsonObject(transcript.request)) return [];
    const { request, answer } = transcript;
    return [
      {
        operation: call.operation,
        method: String(request.method ?? ""),
        path: String(request.path ?? ""),
        request: objectOrNull(request.body),
        answer: isJsonObject(answer)
          ? { status: Number(answer.status), body: objectOrNull(answer.body) }
          : null,
        durationMs,
      },
    ];
  });
}

const objectOrNull = (value: unknown): JsonObject | null => (isJsonObject(value) ? value : null);
