import "server-only";
import { Prisma, type PrismaClient } from "@/generated/prisma/client";
import type { JsonRow } from "../db/row";
import { writeAll } from "../db/write";
import type { Actor } from "../deps";
import type { PaymentSourceType } from "../gateway-types";
import type { OrderId, TransactionId } from "../ids";
import { decrypt, encrypt } from "../secrets";
import { withAttention } from "./apply-changes";
import { changeInTurns } from "./change-in-turns";
import { gatewayOfRow, stateOf } from "./payment-rows";
import { paymentStateQuery } from "./payment-state-query";
import { outgoingWrites, type WriteContext, writesOf } from "./payment-writes";
import { changeCircuit, listAiling } from "./prisma-circuits";
import type {
  PaymentChange,
  PaymentKey,
  PaymentState,
  PaymentStore,
  ProviderCallRow,
} from "./store";

type Database = Pick<Prisma.TransactionClient, "$queryRaw">;
type Document = { document: JsonRow };

async function read(database: Database, key: PaymentKey): Promise<PaymentState | null> {
  const [row] = await database.$queryRaw<Document[]>(paymentStateQuery(key));
  return row ? stateOf(row.document) : null;
}

/** False when the order has moved on since `state` was read; nothing is written then. */
async function write(
  prisma: PrismaClient,
  state: PaymentState,
  changes: readonly PaymentChange[],
  context: Pick<WriteContext, "by" | "now" | "secretsOf">,
): Promise<boolean> {
  const { id: orderId, version } = state.order;
  const typeOf = (sourceId: string): PaymentSourceType => {
    const source = state.sources.find((each) => each.id === sourceId);
    if (!source) throw new Error("A change of a source that the order does not have.");
    return source.type;
  };
  const { writes, set } = writesOf(withAttention(state, changes), { ...context, typeOf });
  const outgoing = outgoingWrites(state, changes, context.now);
  return writeAll(prisma, [...writes, ...outgoing], { guard: { orderId, version, set } });
}

/** Payments on PostgreSQL. Each method is one atomic database transaction. */
export function createPaymentStore(
  prisma: PrismaClient,
  secretsOf: (type: PaymentSourceType) => readonly string[],
): PaymentStore {
  const context = (by: Actor, now: Date) => ({ by, now, secretsOf });
  return {
    find: (key) => read(prisma, key),
    change: (from, by, now, decide) =>
      changeInTurns(from, decide, {
        read: (orderId) => read(prisma, { orderId }),
        write: (state, changes) => write(prisma, state, changes, context(by, now)),
      }),
    listDue: async (now, limit) => {
      const rows = await prisma.transaction.findMany({
        where: { nextCheckAt: { lte: now } },
        orderBy: { nextCheckAt: "asc" },
        select: { id: true, orderId: true },
        take: limit,
      });
      return rows.map((row) => ({
        transactionId: row.id as TransactionId,
        orderId: row.orderId as OrderId,
      }));
    },
    findCall: async (transactionId): Promise<ProviderCallRow | null> => {
      const call = await prisma.providerCall.findFirst({
        where: { transactionId },
        orderBy: { startedAt: "desc" },
      });
      if (!call) return null;
      const { documentEncrypted, ...row } = call;
      return {
        ...row,
        transactionId,
        document: documentEncrypted === null ? null : decrypt(documentEncrypted),
      };
    },
    keepDocument: async (callId, document) => {
      const [row] = await prisma.$queryRaw<{ kept: string }[]>`
        UPDATE provider_calls SET document_encrypted = COALESCE(document_encrypted, ${encrypt(document)})
        WHERE id = ${callId}::uuid RETURNING document_encrypted AS kept`;
      if (!row) throw new Error(`There is no call ${callId}.`);
      return decrypt(row.kept);
    },
    changeCircuit: (gatewayId, by, now, decide) =>
      changeCircuit(prisma, { gatewayId, by, now }, decide),
    listAiling: (sentBefore) => listAiling(prisma, sentBefore),
    findGateway: async (id) => (await readGateways(prisma, Prisma.sql`g.id = ${id}`))[0] ?? null,
    listGateways: (type) =>
      readGateways(prisma, Prisma.sql`g.type = ${type} AND g.disabled_at IS NULL`),
  };
}

async function readGateways(database: Database, where: Prisma.Sql) {
  const rows = await database.$queryRaw<Document[]>`
    SELECT to_jsonb(g) AS document FROM gateways g WHERE ${where} ORDER BY g.id`;
  return rows.map((row) => gatewayOfRow(row.document));
}
