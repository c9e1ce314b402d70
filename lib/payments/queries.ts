import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import { isJsonObject } from "@/lib/json";
import { checksOf } from "./payment-checks";
import {
  type EventRow,
  historyOf,
  type TransactionRow,
  transactionViewOf,
} from "./payment-history";
import { balanceOf, instrumentOf, type PaymentDetail } from "./payment-view";
import { paymentRowOf, type SourceRow, sumsOf } from "./query-rows";

const EVENTS_SHOWN_MAX = 500;
const TRANSACTIONS_SHOWN_MAX = 200;

type Database = Pick<PrismaClient, "$queryRaw">;

/** Sums and the newest attempt are of the source itself, by its index: no query in a loop. */
export const selectSources = (sources: Prisma.Sql, more: Prisma.Sql = Prisma.empty) => Prisma.sql`
  SELECT s.id, s.mode, s.type, s.amount_minor, s.currency_code, s.instrument, s.created_at,
    o.number, o.total_minor, c.email, a.first_name, a.last_name,
    g.name AS gateway_name, m.name AS method_name,
    sums.authorized, sums.captured, sums.voided, sums.refunded,
    newest.status AS newest_status, newest.superseded_at AS newest_superseded_at,
    newest.decline_code AS newest_decline ${more}
  FROM ${sources} s
  JOIN orders o ON o.id = s.order_id
  JOIN gateways g ON g.id = s.gateway_id
  LEFT JOIN customers c ON c.id = o.customer_id
  LEFT JOIN addresses a ON a.id = COALESCE(o.shipping_address_id, o.billing_address_id)
  LEFT JOIN payment_methods m ON m.id = s.payment_method_id
  CROSS JOIN LATERAL (
    SELECT
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'authorization'), 0)::bigint AS authorized,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'capture'), 0)::bigint AS captured,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'void'), 0)::bigint AS voided,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'refund'), 0)::bigint AS refunded
    FROM transactions WHERE source_id = s.id AND status = 'succeeded'
  ) sums
  LEFT JOIN LATERAL (
    SELECT status, superseded_at, decline_code FROM transactions
    WHERE source_id = s.id AND kind = 'authorization' ORDER BY attempt DESC LIMIT 1
  ) newest ON true`;

type DetailRow = SourceRow & {
  order_id: string;
  provider_reference: string | null;
  attributes: unknown;
  source_ids: readonly string[];
  transactions: readonly TransactionRow[];
};

const DETAIL_COLUMNS = Prisma.sql`,
  s.order_id, s.provider_reference, s.attributes,
  ARRAY(SELECT id FROM payment_sources WHERE order_id = s.order_id) AS source_ids,
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
  ), '[]') AS transactions`;

/** A payment source with its order's whole history. Null when there is none. Two statements. */
export async function findPayment(
  _merchant: Merchant,
  id: string,
  db: Database = prisma(),
): Promise<PaymentDetail | null> {
  const source = Prisma.sql`(SELECT * FROM payment_sources WHERE id = ${id})`;
  const [row] = await db.$queryRaw<DetailRow[]>`${selectSources(source, DETAIL_COLUMNS)}`;
  if (row === undefined) return null;
  const events = await readEvents(db, row.order_id);
  const shown = events.slice(0, EVENTS_SHOWN_MAX);
  const { orderNumber, decline: _decline, ...payment } = paymentRowOf(row);
  const own = row.transactions.filter((transaction) => transaction.source_id === id);
  return {
    ...payment,
    order: { id: row.order_id, number: orderNumber },
    instrument: instrumentOf(row.instrument),
    checks: checksOf(isJsonObject(row.attributes) ? row.attributes : {}),
    reference: row.provider_reference,
    balance: balanceOf(sumsOf(row)),
    transactions: own.map((each) => transactionViewOf(each, row.transactions)),
    events: historyOf({
      paymentId: id,
      sourceIds: row.source_ids,
      transactions: row.transactions,
      events: shown,
    }),
    isCut: events.length > shown.length,
  };
}

function readEvents(db: Database, orderId: string): Promise<EventRow[]> {
  return db.$queryRaw<EventRow[]>`
    SELECT e.sequence, e.occurred_at, e.name, e.resource_id, e.actor_kind, e.trace_id, e.changes,
      COALESCE(u.name, k.name) AS actor_name
    FROM (SELECT * FROM events WHERE order_id = ${orderId}
      ORDER BY sequence LIMIT ${EVENTS_SHOWN_MAX + 1}) e
    LEFT JOIN users u ON e.actor_kind = 'user' AND u.id = e.actor_id
    LEFT JOIN api_clients k ON e.actor_kind = 'api_client' AND k.id = e.actor_id
    ORDER BY e.sequence`;
}
