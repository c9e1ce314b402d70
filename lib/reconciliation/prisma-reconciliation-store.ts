import "server-only";
import { Prisma, type PrismaClient } from "@/generated/prisma/client";
import type { JsonRow } from "../db/row";
import { differenceOf, gatewayChoiceOf, paymentOf, rowOfDifference } from "./difference-rows";
import type { ReconciliationStore, RunCounts } from "./store";

type Document = { document: JsonRow };

/** Reconciliation on PostgreSQL. Each method is one statement. */
export function createReconciliationStore(prisma: PrismaClient): ReconciliationStore {
  const read = async (query: Prisma.Sql): Promise<JsonRow[]> =>
    (await prisma.$queryRaw<Document[]>(query)).map(({ document }) => document);
  return {
    listGateways: async () =>
      (
        await read(Prisma.sql`
          SELECT to_jsonb(g) - 'credentials_encrypted' AS document FROM gateways g
          ORDER BY g.type, g.created_at, g.id`)
      ).map(gatewayChoiceOf),

    getTimeZone: async () => (await prisma.organization.findFirstOrThrow()).timeZone,

    startRun: async ({ id, gatewayId, period, by, now }) => {
      const changes = JSON.stringify({ gateway_id: gatewayId, from: period.from, to: period.to });
      const [row] = await prisma.$queryRaw<[{ made: number }]>`
        WITH made AS (
          INSERT INTO reconciliation_runs (id, gateway_id, period_from, period_to, state, started_at)
          VALUES (${id}, ${gatewayId}, ${period.from}, ${period.to}, 'running', ${now})
          ON CONFLICT (id) DO NOTHING RETURNING id),
        told AS (
          INSERT INTO events
            (occurred_at, name, resource_type, resource_id, actor_kind, actor_id, trace_id, changes)
          SELECT ${now}, 'reconciliation_run.started', 'reconciliation_runs', m.id, ${by.kind},
            ${by.id}, ${by.traceId}, ${changes}::jsonb FROM made m)
        SELECT count(*)::int AS made FROM made`;
      return row.made === 1;
    },
    noteCounts: async (id, counts) => {
      const data = columnsOf(counts);
      await prisma.reconciliationRun.updateMany({ where: { id, state: "running" }, data });
    },
    finishRun: async ({ id, counts, detail, now }) => {
      const state = detail === null ? "finished" : "failed";
      const data = { state, detail, finishedAt: now, ...columnsOf(counts) };
      await prisma.reconciliationRun.updateMany({ where: { id }, data });
    },

    findPayments: async (gatewayId, { references, ourReferences }) =>
      (
        await read(
          paymentsQuery(
            Prisma.sql`a.id IN (
              ${ofThisType(gatewayId)} AND x.payment_reference = ANY(${references})
              UNION ${ofThisType(gatewayId)} AND x.our_reference = ANY(${ourReferences}))`,
          ),
        )
      ).map(paymentOf),
    listPayments: async (gatewayId, { from, to }, { after, limit }) =>
      (
        await read(
          paymentsQuery(Prisma.sql`a.gateway_id = ${gatewayId}
            AND a.requested_at >= ${from} AND a.requested_at < ${to}
            AND a.status NOT IN ('declined', 'failed')
            ${
              after === null
                ? Prisma.empty
                : Prisma.sql`AND (a.requested_at, a.id) > (${after.requestedAt}, ${after.authorizationId})`
            }
            ORDER BY a.requested_at, a.id LIMIT ${limit}`),
        )
      ).map(paymentOf),

    saveDifferences: async ({ id: runId, gatewayId, now }, found) => {
      if (found.length === 0) return 0;
      const rows = JSON.stringify(found.map(rowOfDifference));
      const [row] = await prisma.$queryRaw<[{ kept: bigint }]>(
        upsertQuery(rows, { runId, gatewayId, now }),
      );
      return Number(row.kept);
    },
    listOpen: async (gatewayId, { notFoundIn, limit }) =>
      (
        await read(Prisma.sql`
          SELECT to_jsonb(d) AS document FROM reconciliation_differences d
          WHERE d.gateway_id = ${gatewayId} AND d.state = 'open'
            AND d.last_run_id IS DISTINCT FROM ${notFoundIn}
          ORDER BY d.happened_at, d.id LIMIT ${limit}`)
      ).map(differenceOf),

    resolveByRun: async (ids, now) => {
      await prisma.$executeRaw`
        UPDATE reconciliation_differences
        SET state = 'resolved', resolved_at = ${now}, resolved_by = 'run'
        WHERE id = ANY(${ids}) AND state = 'open'`;
    },
    resolveByPerson: async (id, { note, by, now }) => {
      const changes = JSON.stringify({ state: ["open", "resolved"], note });
      const [row] = await read(Prisma.sql`
        WITH resolved AS (
          UPDATE reconciliation_differences d
          SET state = 'resolved', resolved_at = ${now}, resolved_by = 'person', note = ${note}
          WHERE d.id = ${id} AND d.state = 'open' RETURNING d.*),
        told AS (
          INSERT INTO events
            (occurred_at, name, resource_type, resource_id, actor_kind, actor_id, trace_id, changes)
          SELECT ${now}, 'reconciliation_difference.resolved', 'reconciliation_differences', r.id,
            ${by.kind}, ${by.id}, ${by.traceId}, ${changes}::jsonb FROM resolved r)
        SELECT to_jsonb(r) AS document FROM resolved r`);
      return row ? differenceOf(row) : null;
    },
  };
}

const columnsOf = (counts: RunCounts) => ({
  matchedCount: counts.matched,
  missingHereCount: counts.missingHere,
  missingThereCount: counts.missingThere,
  amountDiffersCount: counts.amountDiffers,
  othersCount: counts.others,
  unsettledCount: counts.unsettled,
});

/** Authorizations, each with the transactions of its source: all of them by indexes, in one statement. */
const paymentsQuery = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT to_jsonb(f) || jsonb_build_object('transactions', (
    SELECT jsonb_agg(to_jsonb(t)) FROM transactions t WHERE t.source_id = f.source_id)) AS document
  FROM (
    SELECT a.id, a.gateway_id, a.source_id, a.payment_reference, a.our_reference, a.requested_at
    FROM transactions a WHERE a.kind = 'authorization' AND ${where}) f
  ORDER BY f.requested_at, f.id`;

/** In any gateway of the same type; each of the two conditions has an index that begins with the gateway. */
const ofThisType = (gatewayId: string): Prisma.Sql => Prisma.sql`
  SELECT x.id FROM transactions x WHERE x.gateway_id = ANY(ARRAY(
    SELECT o.id FROM gateways g JOIN gateways o ON o.type = g.type WHERE g.id = ${gatewayId}))`;

const upsertQuery = (
  rows: string,
  { runId, gatewayId, now }: { runId: string; gatewayId: string; now: Date },
): Prisma.Sql => Prisma.sql`
  WITH saved AS (
    INSERT INTO reconciliation_differences AS d
      (id, gateway_id, kind, subject, movement, transaction_id, payment_reference, our_reference,
       reference, our_amount_minor, our_currency_code, their_amount_minor, their_currency_code,
       happened_at, state, first_run_id, last_run_id, found_at)
    SELECT r.id, ${gatewayId}, r.kind, r.subject, r.movement, r.transaction_id, r.payment_reference,
      r.our_reference, r.reference, r.our_amount_minor, r.our_currency_code, r.their_amount_minor,
      r.their_currency_code, r.happened_at, 'open', ${runId}, ${runId}, ${now}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(
      id text, kind text, subject text, movement text, transaction_id text, payment_reference text,
      our_reference text, reference text, our_amount_minor bigint, our_currency_code text,
      their_amount_minor bigint, their_currency_code text, happened_at timestamptz)
    ON CONFLICT (gateway_id, kind, subject) DO UPDATE SET
      last_run_id = excluded.last_run_id,
      our_amount_minor = excluded.our_amount_minor, our_currency_code = excluded.our_currency_code,
      their_amount_minor = excluded.their_amount_minor,
      their_currency_code = excluded.their_currency_code,
      state = CASE WHEN ${IS_ACCEPTED} THEN d.state ELSE 'open' END,
      resolved_at = CASE WHEN ${IS_ACCEPTED} THEN d.resolved_at END,
      resolved_by = CASE WHEN ${IS_ACCEPTED} THEN d.resolved_by END
    RETURNING d.state)
  SELECT count(*) FILTER (WHERE state = 'resolved') AS kept FROM saved`;

/** A person has said that these very amounts are right as they are. */
const IS_ACCEPTED = Prisma.sql`(d.resolved_by = 'person' AND
  (d.our_amount_minor, d.our_currency_code, d.their_amount_minor, d.their_currency_code)
  IS NOT DISTINCT FROM (excluded.our_amount_minor, excluded.our_currency_code,
    excluded.their_amount_minor, excluded.their_currency_code))`;
