import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "../auth/merchant";
import { type PrismaClient, prisma } from "../db/client";
import { instant, instantOrNull, integer, type JsonRow, oneOf, text, textOrNull } from "../db/row";
import { REFUND_REQUEST_STATUSES, type RefundRequestView } from "./refund-request";

const SHOWN_MAX = 50;

type Database = Pick<PrismaClient, "$queryRaw">;

/** A request with names, as JSON: for a statement of its own or inside of a payment's. */
export const REFUND_REQUEST_DOCUMENT = Prisma.sql`
  to_jsonb(r) || jsonb_build_object('asked_by_name', asker.name, 'decided_by_name', decider.name)`;
export const REFUND_REQUEST_PEOPLE = Prisma.sql`
  LEFT JOIN users asker ON asker.id = r.asked_by LEFT JOIN users decider ON decider.id = r.decided_by`;

export function requestViewOf(row: JsonRow, orderNumber: string): RefundRequestView {
  return {
    id: text(row, "id"),
    orderId: text(row, "order_id"),
    orderNumber,
    sourceId: text(row, "source_id"),
    amountMinor: integer(row, "amount_minor"),
    currency: text(row, "currency_code"),
    reason: text(row, "reason"),
    status: oneOf(row, "status", REFUND_REQUEST_STATUSES),
    askedBy: { id: text(row, "asked_by"), name: textOrNull(row, "asked_by_name") },
    askedAt: instant(row, "asked_at"),
    decidedBy: row.decided_by == null ? null : { name: textOrNull(row, "decided_by_name") },
    decidedAt: instantOrNull(row, "decided_at"),
    detail: textOrNull(row, "detail"),
  };
}

/** What waits for a second person, the oldest first. A merchant of any role may read it. One statement. */
export async function listWaitingRefunds(
  _merchant: Merchant,
  db: Database = prisma(),
): Promise<readonly RefundRequestView[]> {
  const rows = await db.$queryRaw<{ document: JsonRow; number: number }[]>`
    SELECT ${REFUND_REQUEST_DOCUMENT} AS document, o.number
    FROM refund_requests r JOIN orders o ON o.id = r.order_id ${REFUND_REQUEST_PEOPLE}
    WHERE r.status = 'waiting' ORDER BY r.asked_at, r.id LIMIT ${SHOWN_MAX}`;
  return rows.map(({ document, number }) => requestViewOf(document, String(number)));
}

export type RefundLimitView = { currency: string; limitMinor: number; setBy: string | null };

/** Every limit, and the currencies that the shop sells in. One statement. */
export async function listRefundLimits(
  _merchant: Merchant,
  db: Database = prisma(),
): Promise<{ limits: readonly RefundLimitView[]; currencies: readonly string[] }> {
  const rows = await db.$queryRaw<
    { currency: string; limit_minor: bigint | null; set_by: string | null }[]
  >`
    SELECT c.currency, l.limit_minor, u.name AS set_by
    FROM (SELECT currency_code AS currency FROM markets UNION SELECT currency_code FROM market_tax_rates
          UNION SELECT currency_code FROM refund_limits) c
    LEFT JOIN refund_limits l ON l.currency_code = c.currency
    LEFT JOIN users u ON u.id = l.set_by
    ORDER BY c.currency LIMIT 200`;
  const limits = rows.flatMap(({ currency, limit_minor: limit, set_by: setBy }) =>
    limit === null ? [] : [{ currency, limitMinor: Number(limit), setBy }],
  );
  return { limits, currencies: rows.map(({ currency }) => currency) };
}
