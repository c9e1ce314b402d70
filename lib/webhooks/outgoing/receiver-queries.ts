import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "../../auth/merchant";
import { prisma } from "../../db/client";
import { isJsonObject, type JsonObject } from "../../json";

/** A receiver as merchants see it: no secret. */
export type ReceiverView = {
  id: string;
  mode: "test" | "live";
  name: string;
  topic: string;
  callbackUrl: string;
  includeResources: readonly string[];
  isDisabled: boolean;
  circuitState: string;
  failureCount: number;
  circuitRetryAt: Date | null;
};

export type DeliveryView = {
  id: string;
  state: string;
  topic: string;
  resourceType: string;
  resourceId: string;
  orderId: string;
  attempts: number;
  nextAttemptAt: Date | null;
  responseCode: string | null;
  responseMessage: string | null;
  createdAt: Date;
  payload: JsonObject | null;
};

const LISTED_MAX = 200;
const PAGE_SIZE = 20;

type Found = {
  id: string;
  mode: string;
  name: string | null;
  topic: string;
  callbackUrl: string;
  includeResources: string[];
  disabledAt: Date | null;
  circuitState: string;
  circuitFailureCount: number;
  circuitRetryAt: Date | null;
};

const receiverOf = (row: Found): ReceiverView => {
  const { id, topic, callbackUrl, includeResources, circuitState, circuitRetryAt } = row;
  return {
    ...{ id, topic, callbackUrl, includeResources, circuitState, circuitRetryAt },
    mode: row.mode === "live" ? "live" : "test",
    name: row.name ?? `Webhook ${id}`,
    isDisabled: row.disabledAt !== null,
    failureCount: row.circuitFailureCount,
  };
};

export async function listReceivers(_: Merchant): Promise<ReceiverView[]> {
  const orderBy = [{ createdAt: "asc" as const }, { id: "asc" as const }];
  const rows = await prisma().webhook.findMany({ orderBy, take: LISTED_MAX });
  return rows.map(receiverOf);
}

export async function findReceiver(_: Merchant, id: string): Promise<ReceiverView | null> {
  const row = await prisma().webhook.findUnique({ where: { id } });
  return row === null ? null : receiverOf(row);
}

const CURSOR = /^(\d{13})\.([\w-]{1,64})$/;

/** A receiver's deliveries, newest first, a page at a time. A cursor that is none begins at the newest. */
export async function listReceiverDeliveries(
  _: Merchant,
  webhookId: string,
  before: string | null,
): Promise<{ deliveries: DeliveryView[]; older: string | null }> {
  const place = before === null ? null : CURSOR.exec(before);
  const after = place
    ? Prisma.sql`AND (c.created_at, c.id) < (${new Date(Number(place[1]))}::timestamptz, ${place[2]})`
    : Prisma.empty;
  const rows = await prisma().$queryRaw<(Omit<DeliveryView, "payload"> & { payload: unknown })[]>`
    SELECT c.id, c.state, e.topic, e.resource_type AS "resourceType",
      e.resource_id AS "resourceId", e.order_id AS "orderId", c.attempts,
      c.next_attempt_at AS "nextAttemptAt", c.response_code AS "responseCode",
      c.response_message AS "responseMessage", c.created_at AS "createdAt", c.payload
    FROM event_callbacks c JOIN outgoing_events e ON e.id = c.event_id
    WHERE c.webhook_id = ${webhookId} ${after}
    ORDER BY c.created_at DESC, c.id DESC LIMIT ${PAGE_SIZE + 1}`;
  const deliveries = rows.slice(0, PAGE_SIZE).map(({ payload, ...row }) => ({
    ...row,
    payload: isJsonObject(payload) ? payload : null,
  }));
  const last = deliveries.at(-1);
  const isMore = rows.length > PAGE_SIZE && last !== undefined;
  return { deliveries, older: isMore ? `${last.createdAt.getTime()}.${last.id}` : null };
}
