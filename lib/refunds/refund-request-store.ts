import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { prisma } from "../db/client";
import { integer, type JsonRow, oneOf, text } from "../db/row";
import type { Told } from "../db/told-query";
import { REFUND_REQUEST_STATUSES, type RefundRequest } from "./refund-request";

/** Refunds that wait for a second person. Each method is one statement, its line in the order's history included. */

const requestOfRow = (row: JsonRow): RefundRequest => ({
  id: text(row, "id"),
  orderId: text(row, "order_id"),
  sourceId: text(row, "source_id"),
  amountMinor: integer(row, "amount_minor"),
  currency: text(row, "currency_code"),
  reason: text(row, "reason"),
  status: oneOf(row, "status", REFUND_REQUEST_STATUSES),
  askedBy: text(row, "asked_by"),
});

const toldOfOrder = (part: "made" | "changed", { name, changes, by, now }: Told) => Prisma.sql`
  INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind,
    actor_id, trace_id, changes)
  SELECT ${now}::timestamptz, ${name}, 'refund_requests', id, order_id, ${by.kind}, ${by.id},
    ${by.traceId}, jsonb_build_object('amount_cents', amount_minor, 'currency_code', currency_code)
      || ${JSON.stringify(changes)}::jsonb FROM ${Prisma.raw(part)} RETURNING 1`;

/** The request of this order and key: the new one, or the one that was made before. */
export async function insertRefundRequest(
  request: RefundRequest & { idempotencyKey: string },
  told: Told,
): Promise<RefundRequest> {
  const { id, orderId, sourceId, amountMinor, currency, reason, askedBy } = request;
  const [row] = await prisma().$queryRaw<{ document: JsonRow }[]>`
    WITH made AS (
      INSERT INTO refund_requests (id, order_id, source_id, amount_minor, currency_code, reason,
        idempotency_key, status, asked_by, asked_at)
      VALUES (${id}, ${orderId}, ${sourceId}, ${amountMinor}::bigint, ${currency}, ${reason},
        ${request.idempotencyKey}, 'waiting', ${askedBy}, ${told.now}::timestamptz)
      ON CONFLICT (order_id, idempotency_key) DO NOTHING RETURNING *
    ), told AS (${toldOfOrder("made", told)})
    SELECT to_jsonb(made) AS document FROM made
    UNION ALL
    SELECT to_jsonb(r) FROM refund_requests r
    WHERE order_id = ${orderId} AND idempotency_key = ${request.idempotencyKey}
    LIMIT 1`;
  // Made by a press that is just being written: it is there when the page is read anew.
  return row ? requestOfRow(row.document) : request;
}

export async function findRefundRequest(id: string): Promise<RefundRequest | null> {
  const [row] = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT to_jsonb(r) AS document FROM refund_requests r WHERE id = ${id}`;
  return row ? requestOfRow(row.document) : null;
}

/** False where it does not wait any more, or where whoever decides is who asked: nothing is written then. */
export async function decideRefundRequest(
  decided: { id: string; status: "approved" | "declined"; by: string; detail: string | null },
  told: Told,
): Promise<boolean> {
  const { id, status, by, detail } = decided;
  const [row] = await prisma().$queryRaw<[{ count: number }]>`
    WITH changed AS (
      UPDATE refund_requests SET status = ${status}, decided_by = ${by},
        decided_at = ${told.now}::timestamptz, detail = ${detail}
      WHERE id = ${id} AND status = 'waiting' AND asked_by <> ${by} RETURNING *
    ), told AS (${toldOfOrder("changed", told)})
    SELECT count(*)::int AS count FROM changed`;
  return row.count === 1;
}

/** What came of a yes. Written once: a later word changes nothing. */
export async function endRefundRequest(
  ended: { id: string; status: "done" | "refused"; detail: string | null },
  told: Told,
): Promise<void> {
  const { id, status, detail } = ended;
  await prisma().$executeRaw`
    WITH changed AS (
      UPDATE refund_requests SET status = ${status}, detail = ${detail}
      WHERE id = ${id} AND status = 'approved' RETURNING *
    ) ${toldOfOrder("changed", told)}`;
}
