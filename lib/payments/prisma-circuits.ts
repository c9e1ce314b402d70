import "server-only";
import type { PrismaClient } from "@/generated/prisma/client";
import type { JsonRow } from "../db/row";
import type { Actor } from "../deps";
import type { GatewayId, OrderId, TransactionId } from "../ids";
import type { Circuit } from "./circuit";
import { circuitOfRow } from "./payment-rows";
import type { CircuitChange, UnsettledTransaction } from "./store";
import type { TransactionStatus } from "./transaction";

/** A count that so many others were faster with is theirs: it is not worth a longer wait. */
const TURNS_MAX = 10;

const UNKNOWN = ["requested", "indeterminate"] as const satisfies readonly TransactionStatus[];

type Where = { gatewayId: GatewayId; by: Actor; now: Date };

/** Gateways' circuits on PostgreSQL: a read, and a write only where something changes. */
export async function changeCircuit<T>(
  prisma: PrismaClient,
  where: Where,
  decide: (circuit: Circuit) => CircuitChange<T>,
): Promise<T | null> {
  for (let turn = 1; turn <= TURNS_MAX; turn++) {
    const [row] = await prisma.$queryRaw<{ document: JsonRow }[]>`
      SELECT to_jsonb(g) AS document FROM gateways g WHERE g.id = ${where.gatewayId}`;
    if (!row) return null;
    const before = circuitOfRow(row.document);
    const change = decide(before);
    if (change.circuit === before || (await write(prisma, where, { ...change, before }))) {
      return change.value;
    }
  }
  return null;
}

/** One statement: the circuit if it is still what it was, its line in the history, and what is due now. */
async function write(
  prisma: PrismaClient,
  { gatewayId, by, now }: Where,
  change: Omit<CircuitChange<unknown>, "value"> & { before: Circuit },
): Promise<boolean> {
  const { before, circuit, event, wakes, sentBefore } = change;
  const [written] = await prisma.$queryRaw<[{ count: number }]>`
    WITH changed AS (
      UPDATE gateways SET circuit_state = ${circuit.state},
        circuit_failure_count = ${circuit.failureCount}, circuit_failed_at = ${circuit.failedAt},
        circuit_opened_at = ${circuit.openedAt}, circuit_probed_at = ${circuit.probedAt}
      WHERE id = ${gatewayId} AND circuit_state = ${before.state}
        AND circuit_failure_count = ${before.failureCount}
        AND circuit_opened_at IS NOT DISTINCT FROM ${before.openedAt}::timestamptz
        AND circuit_probed_at IS NOT DISTINCT FROM ${before.probedAt}::timestamptz
      RETURNING id
    ), woken AS (
      UPDATE transactions t SET next_check_at = ${now} FROM changed
      WHERE t.gateway_id = changed.id AND t.next_check_at > ${now} AND t.status <> 'succeeded'
        AND (t.status <> 'requested' OR t.requested_at <= ${sentBefore})
        AND (${wakes === "all"} OR (${wakes === "unknown"} AND t.status = ANY(${UNKNOWN})))
      RETURNING 1
    ), told AS (
      INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id,
        trace_id, changes)
      SELECT ${now}, ${event?.name ?? ""}, ${event?.resourceType ?? ""}, id, ${by.kind},
        ${by.id}, ${by.traceId}, ${JSON.stringify(event?.changes ?? {})}::jsonb
      FROM changed WHERE ${event !== null} RETURNING 1
    )
    SELECT count(*)::int AS count FROM changed`;
  return written.count === 1;
}

/** Both tables are small here: a few gateways, and the partial index of what is unsettled. */
export async function listAiling(
  prisma: PrismaClient,
  sentBefore: Date,
): Promise<readonly UnsettledTransaction[]> {
  return prisma.$queryRaw<{ transactionId: TransactionId; orderId: OrderId }[]>`
    SELECT t.id AS "transactionId", t.order_id AS "orderId" FROM gateways g
    CROSS JOIN LATERAL (
      SELECT id, order_id FROM transactions
      WHERE gateway_id = g.id AND next_check_at IS NOT NULL AND status <> 'succeeded'
        AND (status <> 'requested' OR requested_at <= ${sentBefore})
      ORDER BY checks_count, next_check_at LIMIT 1
    ) t WHERE g.circuit_failure_count > 0 ORDER BY g.id`;
}
