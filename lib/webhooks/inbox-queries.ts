import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "../auth/merchant";
import { prisma } from "../db/client";

/** One event that a provider told us, as the inbox is looked through. The body is shown by itself, redacted. */
export type InboxLine = {
  gatewayId: string;
  gatewayName: string;
  gatewayMode: "test" | "live";
  eventId: string;
  type: string;
  paymentReference: string | null;
  receivedAt: Date;
  duplicates: number;
  attempts: number;
  nextAttemptAt: Date | null;
  appliedAt: Date | null;
  /** applied, nothing_changed, not_ours, open, failed; null: not looked at yet. */
  outcome: string | null;
  /** The payment that it is about, where it is one of ours. */
  paymentId: string | null;
};

export type InboxFilter = { gatewayId: string | null; isOpen: boolean };
export type InboxPage = { lines: InboxLine[]; older: string | null };

const PAGE_SIZE = 50;
const CURSOR = /^(\d{13})\.([A-Za-z]{10})\.(.{1,200})$/;

type Row = Omit<InboxLine, "gatewayMode"> & { gatewayMode: string };

/** Newest first, a page at a time, by the index of their times. A cursor that is none begins at the newest. */
export async function listInbox(
  _: Merchant,
  filter: InboxFilter,
  before: string | null,
): Promise<InboxPage> {
  const place = before === null ? null : CURSOR.exec(before);
  const conditions = [
    Prisma.sql`TRUE`,
    ...(filter.gatewayId === null ? [] : [Prisma.sql`w.gateway_id = ${filter.gatewayId}`]),
    ...(filter.isOpen ? [Prisma.sql`w.applied_at IS NULL`] : []),
    ...(place === null
      ? []
      : [
          Prisma.sql`(w.received_at, w.gateway_id, w.event_id)
            < (${new Date(Number(place[1]))}::timestamptz, ${place[2]}, ${place[3]})`,
        ]),
  ];
  const rows = await prisma().$queryRaw<Row[]>`
    SELECT w.gateway_id AS "gatewayId", g.name AS "gatewayName", g.mode AS "gatewayMode",
      w.event_id AS "eventId", w.type, w.payment_reference AS "paymentReference",
      w.received_at AS "receivedAt", w.duplicates, w.attempts,
      w.next_attempt_at AS "nextAttemptAt", w.applied_at AS "appliedAt", w.outcome,
      (SELECT s.id FROM payment_sources s WHERE s.gateway_id = w.gateway_id
        AND s.provider_reference = w.payment_reference LIMIT 1) AS "paymentId"
    FROM webhook_events w JOIN gateways g ON g.id = w.gateway_id
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY w.received_at DESC, w.gateway_id DESC, w.event_id DESC LIMIT ${PAGE_SIZE + 1}`;
  const lines = rows.slice(0, PAGE_SIZE).map((row) => ({
    ...row,
    gatewayMode: row.gatewayMode === "live" ? ("live" as const) : ("test" as const),
  }));
  const last = lines.at(-1);
  const isMore = rows.length > PAGE_SIZE && last !== undefined;
  return { lines, older: isMore ? cursorOf(last) : null };
}

const cursorOf = ({ receivedAt, gatewayId, eventId }: InboxLine): string =>
  `${receivedAt.getTime()}.${gatewayId}.${eventId}`;
