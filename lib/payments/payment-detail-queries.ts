import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import { type PrismaClient, prisma } from "@/lib/db/client";
import { instant, instantOrNull, integer, type JsonRow, text } from "@/lib/db/row";
import { isJsonObject } from "@/lib/json";
import type { OrderStatus } from "../orders/order-status";
import type { PaymentStatus } from "../orders/payment-statuses";
import {
  REFUND_REQUEST_DOCUMENT,
  REFUND_REQUEST_PEOPLE,
  requestViewOf,
} from "../refunds/refund-queries";
import { differencesOf, foldEvents } from "./fold-events";
import { checksOf } from "./payment-checks";
import {
  type EventRow,
  foldableOf,
  historyOf,
  type SourceOfOrder,
  type TransactionRow,
  transactionViewOf,
} from "./payment-history";
import { balanceOf, instrumentOf, type PaymentDetail, type WaitingWebhook } from "./payment-view";
import { selectSources } from "./queries";
import { minorOf, paymentRowOf, type SourceRow, sumsOf } from "./query-rows";

const EVENTS_SHOWN_MAX = 500;
const TRANSACTIONS_SHOWN_MAX = 200;
const WAITING_SHOWN_MAX = 50;
/** Both statements must speak of the same moment; a payment that moves all the time is shown as it was. */
const READS_MAX = 3;

type Database = Pick<PrismaClient, "$queryRaw">;

type DetailRow = SourceRow & {
  order_id: string;
  order_status: OrderStatus;
  order_payment_status: PaymentStatus;
  order_source_id: string | null;
  version: number;
  provider_reference: string | null;
  attributes: unknown;
  sources: readonly SourceOfOrder[];
  transactions: readonly TransactionRow[];
  waiting: readonly JsonRow[];
  requests: readonly JsonRow[];
  refund_limit_minor: bigint | null;
};

const DETAIL_COLUMNS = Prisma.sql`,
  s.order_id, s.provider_reference, s.attributes, o.status AS order_status, o.version,
  o.payment_status AS order_payment_status, o.payment_source_id AS order_source_id,
  (SELECT limit_minor FROM refund_limits WHERE currency_code = s.currency_code) AS refund_limit_minor,
  COALESCE((SELECT json_agg(json_build_object('id', p.id, 'type', p.type, 'instrument', p.instrument,
      'method_name', q.name))
    FROM payment_sources p LEFT JOIN payment_methods q ON q.id = p.payment_method_id
    WHERE p.order_id = s.order_id), '[]') AS sources,
  COALESCE((
    SELECT json_agg(t ORDER BY t.requested_at, t.id) FROM (
      SELECT id, source_id, kind, status, superseded_at, amount_minor, reference, origin,
        decline_code, decline_raw, detail, requested_at, settled_at, parent_id,
        (SELECT jsonb_build_object('type', type, 'settings', jsonb_build_object(
           'authorization_days', settings->'authorization_days'))
         FROM gateways WHERE id = transactions.gateway_id) AS gateway,
        COALESCE((
          SELECT json_agg(p ORDER BY p.started_at) FROM (
            SELECT operation, transcripts, started_at, finished_at FROM provider_calls
            WHERE transaction_id = transactions.id
          ) p
        ), '[]') AS calls
      FROM transactions WHERE order_id = s.order_id
      ORDER BY requested_at, id LIMIT ${TRANSACTIONS_SHOWN_MAX}
    ) t
  ), '[]') AS transactions,
  COALESCE((
    SELECT json_agg(w ORDER BY w.received_at) FROM (
      SELECT event_id, type, received_at, duplicates, attempts, next_attempt_at FROM webhook_events
      WHERE applied_at IS NULL AND gateway_id = s.gateway_id AND payment_reference IN (
        SELECT s.provider_reference
        UNION SELECT payment_reference FROM transactions WHERE source_id = s.id
        UNION SELECT reference FROM transactions WHERE source_id = s.id)
      ORDER BY received_at LIMIT ${WAITING_SHOWN_MAX}
    ) w
  ), '[]') AS waiting,
  COALESCE((SELECT json_agg(x.document) FROM (
    SELECT ${REFUND_REQUEST_DOCUMENT} AS document FROM refund_requests r ${REFUND_REQUEST_PEOPLE}
    WHERE r.source_id = s.id ORDER BY r.asked_at, r.id LIMIT ${WAITING_SHOWN_MAX}
  ) x), '[]') AS requests`;

/** A payment source with its order's whole history. Null when there is none. Two statements. */
export async function findPayment(
  _merchant: Merchant,
  id: string,
  db: Database = prisma(),
): Promise<PaymentDetail | null> {
  const read = await readBoth(db, id);
  if (read === null) return null;
  const { row, events } = read;
  const shown = events.slice(0, EVENTS_SHOWN_MAX);
  const isCut = events.length > shown.length;
  const { orderNumber, decline: _decline, ...payment } = paymentRowOf(row);
  const own = row.transactions.filter((transaction) => transaction.source_id === id);
  const totalMinor = minorOf(row.total_minor);
  return {
    ...payment,
    order: {
      id: row.order_id,
      number: orderNumber,
      status: row.order_status,
      isPaidWithThis: row.order_source_id === id,
    },
    instrument: instrumentOf(row.instrument),
    checks: checksOf(isJsonObject(row.attributes) ? row.attributes : {}),
    reference: row.provider_reference,
    balance: balanceOf(sumsOf(row)),
    transactions: own.map((each) => transactionViewOf(each, row.transactions)),
    events: historyOf({
      ...{ paymentId: id, totalMinor, sources: row.sources },
      ...{ transactions: row.transactions, events: shown },
    }),
    isCut,
    differences: isCut ? null : differences(row, events),
    waitingWebhooks: row.waiting.map(waitingOf),
    refundRequests: row.requests.map((request) => requestViewOf(request, orderNumber)),
    refundLimitMinor: row.refund_limit_minor === null ? null : minorOf(row.refund_limit_minor),
  };
}

async function readBoth(db: Database, id: string) {
  const source = Prisma.sql`(SELECT * FROM payment_sources WHERE id = ${id})`;
  for (let reads = 1; ; reads++) {
    const [row] = await db.$queryRaw<DetailRow[]>`${selectSources(source, DETAIL_COLUMNS)}`;
    if (row === undefined) return null;
    const events = await readEvents(db, row.order_id);
    const hasMoved = events.some(({ version }) => version !== row.version);
    if (!hasMoved || reads >= READS_MAX) return { row, events };
  }
}

function differences(row: DetailRow, events: readonly EventRow[]) {
  if (row.transactions.length >= TRANSACTIONS_SHOWN_MAX) return null;
  return differencesOf(foldEvents(events.map(foldableOf)), {
    totalMinor: minorOf(row.total_minor),
    paymentStatus: row.order_payment_status,
    transactions: row.transactions.map((each) => ({ ...each, amountMinor: each.amount_minor })),
  });
}

const waitingOf = (row: JsonRow): WaitingWebhook => ({
  eventId: text(row, "event_id"),
  type: text(row, "type"),
  receivedAt: instant(row, "received_at"),
  copiesCount: integer(row, "duplicates"),
  attemptsCount: integer(row, "attempts"),
  nextAttemptAt: instantOrNull(row, "next_attempt_at"),
});

function readEvents(db: Database, orderId: string): Promise<EventRow[]> {
  return db.$queryRaw<EventRow[]>`
    SELECT e.sequence, e.occurred_at, e.name, e.resource_type, e.resource_id, e.actor_kind,
      e.trace_id, e.changes, COALESCE(u.name, k.name) AS actor_name, w.received_at, w.duplicates,
      (SELECT version FROM orders WHERE id = ${orderId}) AS version
    FROM (SELECT * FROM events WHERE order_id = ${orderId}
      ORDER BY sequence LIMIT ${EVENTS_SHOWN_MAX + 1}) e
    LEFT JOIN users u ON e.actor_kind = 'user' AND u.id = e.actor_id
    LEFT JOIN api_clients k ON e.actor_kind = 'api_client' AND k.id = e.actor_id
    LEFT JOIN webhook_events w ON e.name = 'webhook.applied'
      AND w.gateway_id = e.actor_id AND w.event_id = e.resource_id
    ORDER BY e.sequence`;
}
