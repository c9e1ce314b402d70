import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import {
  flag,
  instant,
  instantOrNull,
  integer,
  type JsonRow,
  oneOf,
  text,
  textOrNull,
} from "../db/row";
import { GATEWAY_TYPES } from "../gateway-types";
import {
  type DeskDifference,
  type DeskFilter,
  type DeskGateway,
  type DeskPage,
  type RunView,
  SILENT_AFTER_MS,
} from "./desk-view";
import { differenceOf } from "./difference-rows";

type Database = Pick<PrismaClient, "$queryRaw">;
type Document = { document: JsonRow };

const RUNS_SHOWN_MAX = 20;
const DIFFERENCES_SHOWN_MAX = 50;

const read = async (db: Database, query: Prisma.Sql): Promise<readonly JsonRow[]> =>
  (await db.$queryRaw<Document[]>(query)).map(({ document }) => document);

/** Every gateway with its newest run and how many of its differences are open. One statement. */
export const listDeskGateways = (
  _merchant: Merchant,
  now: Date,
  db: Database = prisma(),
): Promise<readonly DeskGateway[]> => readGateways(db, Prisma.sql`true`, now);

export async function findDeskGateway(
  _merchant: Merchant,
  { id, now }: { id: string; now: Date },
  db: Database = prisma(),
): Promise<DeskGateway | null> {
  return (await readGateways(db, Prisma.sql`g.id = ${id}`, now))[0] ?? null;
}

async function readGateways(
  db: Database,
  which: Prisma.Sql,
  now: Date,
): Promise<readonly DeskGateway[]> {
  const rows = await read(
    db,
    Prisma.sql`
    SELECT jsonb_build_object('id', g.id, 'type', g.type, 'mode', g.mode, 'name', g.name,
      'is_disabled', g.disabled_at IS NOT NULL, 'run', (
        SELECT to_jsonb(r) || jsonb_build_object('gateway_name', g.name)
        FROM reconciliation_runs r WHERE r.gateway_id = g.id ORDER BY r.started_at DESC LIMIT 1),
      'open_count', (
        SELECT count(*)::int FROM reconciliation_differences d
        WHERE d.gateway_id = g.id AND d.state = 'open')) AS document
    FROM gateways g WHERE ${which} ORDER BY g.mode, g.name, g.id`,
  );
  return rows.map((row) => ({
    id: text(row, "id"),
    type: oneOf(row, "type", GATEWAY_TYPES),
    mode: oneOf(row, "mode", ["test", "live"]),
    name: text(row, "name"),
    isDisabled: flag(row, "is_disabled"),
    openCount: integer(row, "open_count"),
    newest: row.run === null ? null : runOf(row.run as JsonRow, now),
  }));
}

/** Runs, of one gateway or of all, the newest first. One statement. */
export async function listRuns(
  _merchant: Merchant,
  { filter, now }: { filter: DeskFilter; now: Date },
  db: Database = prisma(),
): Promise<DeskPage<RunView>> {
  const { gatewayId, runsAfter } = filter;
  const rows = await read(
    db,
    Prisma.sql`
    SELECT to_jsonb(r) || jsonb_build_object('gateway_name', g.name) AS document
    FROM (SELECT * FROM reconciliation_runs WHERE true
      ${gatewayId === null ? Prisma.empty : Prisma.sql`AND gateway_id = ${gatewayId}`}
      ${
        runsAfter === null
          ? Prisma.empty
          : Prisma.sql`AND (started_at, id) <
              (SELECT started_at, id FROM reconciliation_runs WHERE id = ${runsAfter})`
      }
      ORDER BY started_at DESC, id DESC LIMIT ${RUNS_SHOWN_MAX + 1}) r
    JOIN gateways g ON g.id = r.gateway_id ORDER BY r.started_at DESC, r.id DESC`,
  );
  return pageOf(
    rows.map((row) => runOf(row, now)),
    RUNS_SHOWN_MAX,
  );
}

/** Of one row more than a page has. */
function pageOf<Row extends { id: string }>(read: readonly Row[], size: number): DeskPage<Row> {
  const rows = read.slice(0, size);
  return { rows, nextAfter: read.length > size ? (rows.at(-1)?.id ?? null) : null };
}

/** Open ones by when they happened, the oldest first; resolved ones the newest first. One statement. */
export async function listDifferences(
  _merchant: Merchant,
  filter: DeskFilter,
  db: Database = prisma(),
): Promise<DeskPage<DeskDifference>> {
  const { gatewayId, show, kind, runId, after } = filter;
  const isOpen = show === "open";
  const order = isOpen
    ? Prisma.sql`d.happened_at, d.id`
    : Prisma.sql`d.resolved_at DESC, d.id DESC`;
  const beyond = isOpen
    ? Prisma.sql`AND (d.happened_at, d.id) >
        (SELECT happened_at, id FROM reconciliation_differences WHERE id = ${after})`
    : Prisma.sql`AND (d.resolved_at, d.id) <
        (SELECT resolved_at, id FROM reconciliation_differences WHERE id = ${after})`;
  const rows = await read(
    db,
    Prisma.sql`
    SELECT to_jsonb(d) || jsonb_build_object('gateway_name', g.name, 'payment_id', t.source_id,
      'resolver_name', CASE WHEN d.resolved_by = 'person' THEN (
        SELECT COALESCE(u.name, 'somebody by the command') FROM events e
        LEFT JOIN users u ON e.actor_kind = 'user' AND u.id = e.actor_id
        WHERE e.resource_type = 'reconciliation_differences' AND e.resource_id = d.id
        ORDER BY e.sequence DESC LIMIT 1) END) AS document
    FROM (SELECT * FROM reconciliation_differences d
      WHERE d.state = ${show}
        ${gatewayId === null ? Prisma.empty : Prisma.sql`AND d.gateway_id = ${gatewayId}`}
        ${kind === null ? Prisma.empty : Prisma.sql`AND d.kind = ${kind}`}
        ${runId === null ? Prisma.empty : Prisma.sql`AND d.last_run_id = ${runId}`}
        ${after === null ? Prisma.empty : beyond}
      ORDER BY ${order} LIMIT ${DIFFERENCES_SHOWN_MAX + 1}) d
    JOIN gateways g ON g.id = d.gateway_id
    LEFT JOIN transactions t ON t.id = d.transaction_id
    ORDER BY ${order}`,
  );
  return pageOf(rows.map(deskDifferenceOf), DIFFERENCES_SHOWN_MAX);
}

const deskDifferenceOf = (row: JsonRow): DeskDifference => ({
  ...differenceOf(row),
  gatewayId: text(row, "gateway_id"),
  gatewayName: text(row, "gateway_name"),
  paymentId: textOrNull(row, "payment_id"),
  resolverName: textOrNull(row, "resolver_name"),
});

function runOf(row: JsonRow, now: Date): RunView {
  const startedAt = instant(row, "started_at");
  const state = oneOf(row, "state", ["running", "finished", "failed"]);
  const isLost = state === "running" && now.getTime() - startedAt.getTime() > SILENT_AFTER_MS;
  return {
    id: text(row, "id"),
    gatewayId: text(row, "gateway_id"),
    gatewayName: text(row, "gateway_name"),
    periodFrom: instant(row, "period_from"),
    periodTo: instant(row, "period_to"),
    state: isLost ? "lost" : state,
    detail: textOrNull(row, "detail"),
    counts: {
      matched: integer(row, "matched_count"),
      missingHere: integer(row, "missing_here_count"),
      missingThere: integer(row, "missing_there_count"),
      amountDiffers: integer(row, "amount_differs_count"),
      others: integer(row, "others_count"),
      unsettled: integer(row, "unsettled_count"),
    },
    startedAt,
    finishedAt: instantOrNull(row, "finished_at"),
  };
}
