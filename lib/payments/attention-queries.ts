import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import { isJsonObject } from "@/lib/json";
import type { DisputeState } from "@/lib/providers/provider-dispute";
import type { AttentionKind } from "./attention";
import type {
  AttentionFilter,
  AttentionPage,
  AttentionView,
  DisputeView,
  PaymentTroubles,
} from "./attention-view";
import { minorOf } from "./query-rows";

/** What one person can look through; the rest comes up as these are resolved. */
export const ATTENTION_SHOWN_MAX = 50;

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
  resolved_at: Date | null;
  resolver_name: string | null;
  note: string | null;
};

const ITEMS = Prisma.sql`
  SELECT i.id, i.kind, i.what, i.order_id, o.number AS order_number,
    coalesce(i.source_id, o.payment_source_id) AS payment_id, g.name AS gateway_name,
    i.due_at, i.opened_at, u.id AS owner_id, u.name AS owner_name,
    i.resolved_at, r.name AS resolver_name, i.note
  FROM attention_items i
  JOIN orders o ON o.id = i.order_id
  LEFT JOIN payment_sources s ON s.id = i.source_id
  LEFT JOIN gateways g ON g.id = s.gateway_id
  LEFT JOIN users u ON u.id = i.owner_id
  LEFT JOIN users r ON r.id = i.resolved_by`;

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
  resolved:
    row.resolved_at === null
      ? null
      : { at: row.resolved_at, by: row.resolver_name, note: row.note },
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

const OPEN: AttentionFilter = { show: "open", kind: null };

/** A page of the list. One statement. */
export async function listAttention(
  merchant: Merchant,
  { filter = OPEN, older }: { filter?: AttentionFilter; older?: string | undefined } = {},
  db: Database = prisma(),
): Promise<AttentionPage> {
  const ofKind = filter.kind === null ? Prisma.empty : Prisma.sql`AND i.kind = ${filter.kind}`;
  if (filter.show === "resolved") return listResolved(db, { ofKind, older });
  const rows = await db.$queryRaw<ItemRow[]>`${ITEMS}
    WHERE i.resolved_at IS NULL ${ownedBy(filter, merchant)} ${ofKind}
    ORDER BY i.due_at, i.opened_at, i.id LIMIT ${ATTENTION_SHOWN_MAX}`;
  return { items: rows.map(itemOf), older: null };
}

function ownedBy({ show }: AttentionFilter, { id }: Merchant): Prisma.Sql {
  if (show === "mine") return Prisma.sql`AND i.owner_id = ${id}`;
  return show === "free" ? Prisma.sql`AND i.owner_id IS NULL` : Prisma.empty;
}

/** Walks the index of what was resolved, one row beyond the page. */
async function listResolved(
  db: Database,
  { ofKind, older }: { ofKind: Prisma.Sql; older: string | undefined },
): Promise<AttentionPage> {
  const after = parseResolved(older);
  const rows = await db.$queryRaw<ItemRow[]>`${ITEMS}
    WHERE i.resolved_at IS NOT NULL ${ofKind} ${
      after === null
        ? Prisma.empty
        : Prisma.sql`AND (i.resolved_at, i.id) < (${after.at}, ${after.id})`
    }
    ORDER BY i.resolved_at DESC, i.id DESC LIMIT ${ATTENTION_SHOWN_MAX + 1}`;
  const shown = rows.slice(0, ATTENTION_SHOWN_MAX);
  const last = rows.length > shown.length ? shown.at(-1) : undefined;
  const next = last?.resolved_at ? `${last.resolved_at.getTime()}.${last.id}` : null;
  return { items: shown.map(itemOf), older: next };
}

/** Null for anything that is no such place: the list then begins at its start. An item's id holds a colon. */
function parseResolved(text: string | undefined): { at: Date; id: string } | null {
  const [, time, id] = /^(\d{1,15})\.([\w:-]{1,128})$/.exec(text ?? "") ?? [];
  return time === undefined || id === undefined ? null : { at: new Date(Number(time)), id };
}

/** Whether somebody may be given an item: they sign in, and may act. */
export async function mayAttend(
  _merchant: Merchant,
  personId: string,
  db: Database = prisma(),
): Promise<boolean> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE id = ${personId} AND disabled_at IS NULL AND role <> 'viewer'`;
  return found.length > 0;
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
