import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import { isJsonObject } from "@/lib/json";
import type { DisputeState } from "@/lib/providers/provider-dispute";
import type { AttentionKind } from "./attention";
import type { AttentionPage, AttentionView, DisputeView, PaymentTroubles } from "./attention-view";
import { minorOf } from "./query-rows";

/** What one person can look through; the rest comes up as these are resolved. */
export const ATTENTION_SHOWN_MAX = 100;

type Database = Pick<PrismaClient, "$queryRaw">;

type ItemRow = {
  id: string;
  kind: AttentionKind;
  what: unknown;
  order_id: string;
  order_number: number;
  payment_id: string | null;
  gateway_name: string | null;
  due_at: Date | null;
  opened_at: Date;
  owner_id: string | null;
  owner_name: string | null;
};

const ITEMS = Prisma.sql`
  SELECT i.id, i.kind, i.what, i.order_id, o.number AS order_number,
    coalesce(i.source_id, o.payment_source_id) AS payment_id, g.name AS gateway_name,
    i.due_at, i.opened_at, u.id AS owner_id, u.name AS owner_name
  FROM attention_items i
  JOIN orders o ON o.id = i.order_id
  LEFT JOIN payment_sources s ON s.id = i.source_id
  LEFT JOIN gateways g ON g.id = s.gateway_id
  LEFT JOIN users u ON u.id = i.owner_id`;

const itemOf = (row: ItemRow): AttentionView => ({
  id: row.id,
  kind: row.kind,
  what: isJsonObject(row.what) ? row.what : {},
  orderId: row.order_id,
  orderNumber: String(row.order_number),
  paymentId: row.payment_id,
  gatewayName: row.gateway_name,
  dueAt: row.due_at,
  openedAt: row.opened_at,
  owner:
    row.owner_id === null || row.owner_name === null
      ? null
      : { id: row.owner_id, name: row.owner_name },
});

/**
 * What needs somebody, refunds that wait for a second person among it: the number beside the link. A merchant of any role may
 * read it.
 */
export async function countAttention(
  _merchant: Merchant,
  db: Database = prisma(),
): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    SELECT (SELECT count(*) FROM attention_items WHERE resolved_at IS NULL)::int
      + (SELECT count(*) FROM refund_requests WHERE status = 'waiting')::int AS count`;
  return row.count;
}

async function countItems(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM attention_items WHERE resolved_at IS NULL`;
  return row.count;
}

/** The open items. Two statements. */
export async function listAttention(
  _merchant: Merchant,
  db: Database = prisma(),
): Promise<AttentionPage> {
  const rows = await db.$queryRaw<ItemRow[]>`${ITEMS}
    WHERE i.resolved_at IS NULL
    ORDER BY i.due_at, i.opened_at, i.id LIMIT ${ATTENTION_SHOWN_MAX}`;
  const count = rows.length < ATTENTION_SHOWN_MAX ? rows.length : await countItems(db);
  return { items: rows.map(itemOf), count };
}

type DisputeRow = {
  id: string;
  state: DisputeState;
  reason: string;
  amount_minor: bigint;
  currency_code: string;
  reference: string;
  respond_by: Date | null;
  opened_at: Date;
  closed_at: Date | null;
};

/** Of one payment: its open items and all its disputes. Two statements. */
export async function findTroubles(
  _merchant: Merchant,
  paymentId: string,
  db: Database = prisma(),
): Promise<PaymentTroubles> {
  const items = await db.$queryRaw<ItemRow[]>`${ITEMS}
    WHERE i.resolved_at IS NULL AND i.order_id = (
      SELECT order_id FROM payment_sources WHERE id = ${paymentId})
      AND coalesce(i.source_id, ${paymentId}) = ${paymentId}
    ORDER BY i.due_at, i.opened_at, i.id LIMIT ${ATTENTION_SHOWN_MAX}`;
  const disputes = await db.$queryRaw<DisputeRow[]>`
    SELECT id, state, reason, amount_minor, currency_code, reference, respond_by, opened_at, closed_at
    FROM disputes WHERE source_id = ${paymentId} ORDER BY opened_at, id LIMIT ${ATTENTION_SHOWN_MAX}`;
  return { items: items.map(itemOf), disputes: disputes.map(disputeViewOf) };
}

const disputeViewOf = (row: DisputeRow): DisputeView => ({
  id: row.id,
  state: row.state,
  reason: row.reason,
  amountMinor: minorOf(row.amount_minor),
  currency: row.currency_code,
  reference: row.reference,
  respondBy: row.respond_by,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
});
