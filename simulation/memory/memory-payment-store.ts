import type { OrderId } from "@/lib/ids";
import { changeInTurns } from "@/lib/payments/change-in-turns";
import type { PaymentKey, PaymentStore, UnsettledTransaction } from "@/lib/payments/store";
import { isUnsettled, TRANSACTION_KINDS } from "@/lib/payments/transaction";
import type { MemoryDatabase } from "./memory-database";

/** As many as the real store allows. */
const CIRCUIT_TURNS_MAX = 10;

/**
 * Payments in memory, by the same contract as on PostgreSQL. `pause` is awaited wherever the real store waits for the
 * database: before each read, and between a read and the write decided on it. There others may come in between.
 */
export function createMemoryPaymentStore(
  database: MemoryDatabase,
  pause: () => Promise<void>,
): PaymentStore {
  return {
    find: async (key) => {
      await pause();
      return database.read(orderIdOf(database, key));
    },
    change: (from, by, now, decide) =>
      changeInTurns(from, decide, {
        read: async (orderId) => {
          await pause();
          return database.read(orderId);
        },
        write: async ({ order }, changes) => {
          await pause();
          const { id: orderId, version } = order;
          return database.commit({ orderId, version, by, now }, changes);
        },
      }),
    listDue: async (now, limit) => {
      await pause();
      const due: { transactionId: never; orderId: OrderId; at: number }[] = [];
      for (const { order, transactions } of database.orders.values()) {
        for (const { id, nextCheckAt } of transactions) {
          if (nextCheckAt === null || nextCheckAt > now) continue;
          due.push({ transactionId: id as never, orderId: order.id, at: nextCheckAt.getTime() });
        }
      }
      due.sort((a, b) => a.at - b.at);
      return due.slice(0, limit).map(({ transactionId, orderId }) => ({ transactionId, orderId }));
    },
    findCall: async (transactionId) => {
      await pause();
      let newest = null;
      for (const call of database.calls.values()) {
        if (call.transactionId !== transactionId) continue;
        if (newest === null || call.startedAt >= newest.startedAt) newest = call;
      }
      return newest;
    },
    keepDocument: async (callId, document) => {
      await pause();
      const call = database.calls.get(callId);
      if (!call) throw new Error(`There is no call ${callId}.`);
      const kept = call.document ?? document;
      database.calls.set(callId, { ...call, document: kept });
      return kept;
    },
    changeCircuit: async (gatewayId, by, now, decide) => {
      for (let turn = 1; turn <= CIRCUIT_TURNS_MAX; turn++) {
        await pause();
        const before = database.gateways.find(({ id }) => id === gatewayId)?.circuit;
        if (!before) return null;
        const change = decide(before);
        if (change.circuit === before) return change.value;
        await pause();
        if (database.commitCircuit({ gatewayId, by, now, before }, change)) return change.value;
      }
      return null;
    },
    listAiling: async (sentBefore) => {
      await pause();
      return database.gateways
        .filter(({ circuit }) => circuit.failureCount > 0)
        .flatMap(({ id }) => leastAsked(database, id, sentBefore));
    },
    findGateway: async (id) => {
      await pause();
      return database.gateways.find((gateway) => gateway.id === id) ?? null;
    },
    listGateways: async (type) => {
      await pause();
      return database.gateways.filter((gateway) => gateway.type === type && gateway.isEnabled);
    },
  };
}

function orderIdOf(database: MemoryDatabase, key: PaymentKey): string | undefined {
  if ("orderId" in key) return key.orderId;
  if ("orderToken" in key) return database.orderBy(`token ${key.orderToken}`);
  if ("sourceId" in key) return database.orderBy(`payment_sources_pkey ${key.sourceId}`);
  if ("returnToken" in key) {
    return database.orderBy(`payment_sources_return_token_key ${key.returnToken}`);
  }
  const { gatewayId, lookup } = key;
  const { reference, ourReference } = lookup;
  const later = TRANSACTION_KINDS.filter((kind) => kind !== "authorization");
  return [
    `payment_sources_gateway_id_provider_reference_key ${gatewayId} ${reference}`,
    `payment ${gatewayId} ${reference}`,
    `transactions_gateway_id_our_reference_key ${gatewayId} ${ourReference}`,
    ...later.map(
      (kind) => `transactions_gateway_id_kind_reference_key ${gatewayId} ${kind} ${reference}`,
    ),
  ]
    .map((index) => database.orderBy(index))
    .find((orderId) => orderId !== undefined);
}

function leastAsked(
  database: MemoryDatabase,
  gatewayId: string,
  sentBefore: Date,
): UnsettledTransaction[] {
  const open = [...database.orders.values()].flatMap(({ order, transactions }) =>
    transactions
      .filter((each) => each.gatewayId === gatewayId && each.nextCheckAt !== null)
      .filter(({ status }) => isUnsettled(status))
      .filter((each) => each.status !== "requested" || each.requestedAt <= sentBefore)
      .map(({ id, checksCount, nextCheckAt }) => ({ id, order, checksCount, nextCheckAt })),
  );
  open.sort(
    (a, b) => a.checksCount - b.checksCount || Number(a.nextCheckAt) - Number(b.nextCheckAt),
  );
  return open.slice(0, 1).map(({ id, order }) => ({ transactionId: id, orderId: order.id }));
}
