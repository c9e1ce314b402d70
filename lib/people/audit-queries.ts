import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "../auth/merchant";
import { prisma } from "../db/client";
import { isJsonObject, type JsonObject } from "../json";

/** One action of a person, from the one history. */
export type AuditLine = {
  sequence: string;
  occurredAt: Date;
  name: string;
  resourceType: string;
  resourceId: string;
  orderId: string | null;
  orderNumber: string | null;
  /** Null for a person who was removed since. */
  person: { id: string; name: string } | null;
  changes: JsonObject;
};

export type AuditFilter = {
  personId: string | null;
  /** What it was done to: `orders`, `gateways`, … */
  about: string | null;
  /** Days of the shop, inclusive. */
  from: string | null;
  to: string | null;
};

export type AuditPage = { lines: AuditLine[]; older: string | null };

const PAGE_SIZE = 50;
const LISTED_ABOUT_MAX = 40;

type Row = {
  sequence: bigint;
  occurred_at: Date;
  name: string;
  resource_type: string;
  resource_id: string;
  order_id: string | null;
  number: string | null;
  actor_id: string | null;
  person: string | null;
  changes: unknown;
};

/**
 * What people did, newest first, a page at a time: by the partial indexes of people's lines. `before` is the sequence of
 * the page before; the statement is one.
 */
export async function listAudit(
  { organization }: Merchant,
  filter: AuditFilter,
  before: string | null,
): Promise<AuditPage> {
  const { timeZone } = organization;
  const conditions = [
    Prisma.sql`e.actor_kind = 'user'`,
    ...(before === null ? [] : [Prisma.sql`e.sequence < ${BigInt(before)}`]),
    ...(filter.personId === null ? [] : [Prisma.sql`e.actor_id = ${filter.personId}`]),
    ...(filter.about === null ? [] : [Prisma.sql`e.resource_type = ${filter.about}`]),
    ...(filter.from === null
      ? []
      : [Prisma.sql`e.occurred_at >= ${filter.from}::date::timestamp AT TIME ZONE ${timeZone}`]),
    ...(filter.to === null
      ? []
      : [Prisma.sql`e.occurred_at < (${filter.to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`]),
  ];
  const rows = await prisma().$queryRaw<Row[]>`
    SELECT e.sequence, e.occurred_at, e.name, e.resource_type, e.resource_id, e.order_id,
      coalesce(o.client_number, o.number::text) AS number, e.actor_id, u.name AS person, e.changes
    FROM events e LEFT JOIN users u ON u.id = e.actor_id LEFT JOIN orders o ON o.id = e.order_id
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY e.sequence DESC LIMIT ${PAGE_SIZE + 1}`;
  const lines = rows.slice(0, PAGE_SIZE).map(lineOf);
  const last = lines.at(-1);
  return { lines, older: rows.length > PAGE_SIZE && last ? last.sequence : null };
}

function lineOf(row: Row): AuditLine {
  const { actor_id: id, person: name } = row;
  return {
    sequence: row.sequence.toString(),
    occurredAt: row.occurred_at,
    name: row.name,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    orderId: row.order_id,
    orderNumber: row.number,
    person: id !== null && name !== null ? { id, name } : null,
    changes: isJsonObject(row.changes) ? row.changes : {},
  };
}

/** What there is to choose from: the kinds of things that people have done something to. */
export async function listAbout(_: Merchant): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ about: string }[]>`
    SELECT DISTINCT resource_type AS about FROM (
      SELECT resource_type FROM events WHERE actor_kind = 'user' ORDER BY sequence DESC LIMIT 5000
    ) newest ORDER BY 1 LIMIT ${LISTED_ABOUT_MAX}`;
  return rows.map(({ about }) => about);
}
