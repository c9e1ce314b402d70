import type { GatewayType } from "@/lib/gateway-types";
import { isJsonObject, type JsonObject } from "@/lib/json";
import type { DeclineCode } from "@/lib/providers/decline";
import { authorizationDaysOf, expiryOf } from "./authorization-expiry";
import {
  ACTOR_KINDS,
  type EventView,
  type ExchangeView,
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
  resource_id: string;
  actor_kind: string;
  actor_name: string | null;
  trace_id: string;
  changes: unknown;
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
  sourceIds: readonly string[];
  transactions: readonly TransactionRow[];
  events: readonly EventRow[];
}): readonly EventView[] {
  const transactions = new Map(input.transactions.map((row) => [row.id, row]));
  const exchanges = placeExchanges(input.transactions, input.events);
  return input.events.map((event) => {
    const transaction = transactions.get(event.resource_id);
    const isSource = input.sourceIds.includes(event.resource_id);
    const paymentId = transaction?.source_id ?? (isSource ? event.resource_id : input.paymentId);
    return {
      sequence: event.sequence.toString(),
      occurredAt: event.occurred_at,
      name: event.name,
      actorKind: ACTOR_KINDS.find((kind) => kind === event.actor_kind) ?? "other",
      actorName: event.actor_name,
      traceId: event.trace_id,
      changes: isJsonObject(event.changes) ? event.changes : {},
      transaction:
        transaction === undefined ? null : transactionViewOf(transaction, input.transactions),
      otherPaymentId: paymentId === input.paymentId ? null : paymentId,
      exchanges: exchanges.get(event.sequence) ?? [],
    };
  });
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
