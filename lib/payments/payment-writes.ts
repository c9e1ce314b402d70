import "server-only";
import { unreachable } from "../assert";
import type { Guard, Write } from "../db/write";
import type { Actor } from "../deps";
import type { PaymentSourceType } from "../gateway-types";
import type { JsonObject } from "../json";
import { digestOf, encrypt, encryptOrNull } from "../secrets";
import { applyChanges } from "./apply-changes";
import { attentionWrite, disputeWrite } from "./attention-writes";
import { outgoingEvents } from "./outgoing-events";
import type { PaymentSource } from "./payment-source";
import type {
  EventRow,
  PaymentChange,
  PaymentState,
  ProviderCallRow,
  StoredTransaction,
} from "./store";

export type WriteContext = {
  by: Actor;
  now: Date;
  /** Attributes that are stored encrypted. */
  secretsOf: (type: PaymentSourceType) => readonly string[];
  typeOf: (sourceId: string) => PaymentSourceType;
};

type OrderSet = Extract<PaymentChange, { kind: "order_changed" }>["set"];

/** From what was decided to rows, and to what changes of the order itself. */
export function writesOf(
  changes: readonly PaymentChange[],
  context: WriteContext,
): { writes: Write[]; set: Guard["set"] } {
  const writes: Write[] = [];
  let order: OrderSet = {};
  for (const change of changes) {
    if (change.kind === "order_changed") order = { ...order, ...change.set };
    else writes.push(writeOf(change, context));
  }
  if (Object.keys(order).length === 0) return { writes, set: {} };
  const paid = order.paymentStatus === undefined ? {} : { paymentUpdatedAt: context.now };
  return { writes, set: { ...order, ...paid, updatedAt: context.now } };
}

/** What the merchant's systems are to be told of these changes. */
export const outgoingWrites = (
  state: PaymentState,
  changes: readonly PaymentChange[],
  now: Date,
): Write[] =>
  outgoingEvents(state, applyChanges(state, changes)).map((event) => ({
    insert: "outgoing_events",
    row: { ...event, mode: state.order.mode, createdAt: now },
  }));

type OtherChange = Exclude<PaymentChange, { kind: "order_changed" }>;

function writeOf(change: OtherChange, context: WriteContext): Write {
  const { now } = context;
  switch (change.kind) {
    case "source_created":
      return { insert: "payment_sources", row: sourceRow(change.source, context) };
    case "source_changed":
      return sourceWrite(change, context);
    case "transaction_created":
      return { insert: "transactions", row: transactionRow(change.transaction, now) };
    case "transaction_changed":
      return {
        update: "transactions",
        id: change.id,
        set: { ...transactionSet(change.set), updatedAt: now },
        where: { status: change.from },
      };
    case "call_started":
      return { insert: "provider_calls", row: callRow(change.call) };
    case "call_finished": {
      const { transcripts, outcome, finishedAt } = change;
      return {
        update: "provider_calls",
        id: change.id,
        set: { transcripts: [...transcripts], outcome, finishedAt },
      };
    }
    case "dispute_opened":
    case "dispute_changed":
      return disputeWrite(change, now);
    case "attention_raised":
    case "attention_gone":
    case "attention_taken":
    case "attention_resolved":
      return attentionWrite(change, now);
    case "event":
      return { insert: "events", row: eventRow(change.event, context) };
    default:
      return unreachable(change);
  }
}

const callRow = ({ document, ...call }: ProviderCallRow) => ({
  ...call,
  documentEncrypted: document && encrypt(document),
  transcripts: [],
});

function split(type: PaymentSourceType, attributes: JsonObject, context: WriteContext) {
  const secretNames = new Set(context.secretsOf(type));
  const entries = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const { payment_source_token: token } = attributes;
  return {
    ...(typeof token === "string" ? { tokenDigest: digestOf(token) } : {}),
    attributes: Object.fromEntries(entries.filter(([name]) => !secretNames.has(name))),
    secretsEncrypted: encryptOrNull(
      Object.fromEntries(
        entries.filter(([name, value]) => secretNames.has(name) && value !== null),
      ),
    ),
  };
}

function sourceRow(source: PaymentSource, context: WriteContext) {
  const { amount, attributes, instrument, ...rest } = source;
  return {
    ...rest,
    ...split(source.type, attributes, context),
    ...(instrument ? { instrument } : {}),
    amountMinor: amount.amountMinor,
    currencyCode: amount.currency,
  };
}

function sourceWrite(
  change: Extract<PaymentChange, { kind: "source_changed" }>,
  context: WriteContext,
): Write {
  const { attributes, amount, instrument, ...rest } = change.set;
  return {
    update: "payment_sources",
    id: change.id,
    set: {
      ...rest,
      ...(attributes ? split(context.typeOf(change.id), attributes, context) : {}),
      ...(instrument ? { instrument } : {}),
      ...(amount ? { amountMinor: amount.amountMinor, currencyCode: amount.currency } : {}),
      updatedAt: context.now,
    },
  };
}

function transactionRow(transaction: StoredTransaction, now: Date) {
  const { id, orderId, sourceId, gatewayId, kind, attempt } = transaction;
  const { ourReference, parentId, origin, idempotencyKey } = transaction;
  return {
    ...{ id, orderId, sourceId, gatewayId, kind, attempt },
    ...{ ourReference, parentId, origin, idempotencyKey },
    ...transactionSet(transaction),
    status: transaction.status,
    requestedAt: transaction.requestedAt,
    amountMinor: transaction.amount.amountMinor,
    currencyCode: transaction.amount.currency,
    createdAt: now,
    updatedAt: now,
  };
}

/** A client secret is not repeated here: it is on the source, encrypted. */
function transactionSet(set: Partial<StoredTransaction>) {
  const {
    status,
    paymentReference,
    reference,
    live,
    places,
    detail,
    settledAt,
    supersededAt,
    checksCount,
    nextCheckAt,
  } = set;
  const { decline, action, amount } = set;
  const plain = {
    status,
    paymentReference,
    reference,
    live,
    places,
    detail,
    settledAt,
    supersededAt,
    checksCount,
    nextCheckAt,
  };
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(amount ? { amountMinor: amount.amountMinor, currencyCode: amount.currency } : {}),
    ...(decline === undefined
      ? {}
      : { declineCode: decline?.code ?? null, declineRaw: decline?.raw ?? null }),
    ...(action === undefined
      ? {}
      : {
          actionKind: action?.kind ?? null,
          actionUrl: action?.kind === "redirect" ? action.url : null,
        }),
  };
}

const eventRow = (event: EventRow, { by, now }: WriteContext) => ({
  ...event,
  occurredAt: now,
  actorKind: by.kind,
  actorId: by.id,
  traceId: by.traceId,
});
