import "server-only";
import { Prisma, type PrismaClient } from "@/generated/prisma/client";
import type { JsonRow } from "../db/row";
import { writeAll } from "../db/write";
import type { PaymentSourceType } from "../gateway-types";
import type { OrderId, TransactionId } from "../ids";
import { err, ok } from "../result";
import { gatewayOfRow, stateOf } from "./payment-rows";
import { paymentStateQuery } from "./payment-state-query";
import { writesOf } from "./payment-writes";
import type { PaymentKey, PaymentState, PaymentStore, ProviderCallRow } from "./store";

type Database = Pick<Prisma.TransactionClient, "$queryRaw">;
type Document = { document: JsonRow };

async function read(database: Database, key: PaymentKey): Promise<PaymentState | null> {
  const [row] = await database.$queryRaw<Document[]>(paymentStateQuery(key));
  return row ? stateOf(row.document) : null;
}

/** Payments on PostgreSQL. Each method is one atomic database transaction. */
export function createPaymentStore(
  prisma: PrismaClient,
  secretsOf: (type: PaymentSourceType) => readonly string[],
): PaymentStore {
  return {
    find: (key) => read(prisma, key),
    change: (orderId, by, now, decide) =>
      prisma.$transaction(async (dbTransaction) => {
        // The lock comes in a statement of its own: what is read after it is what the last holder wrote.
        const locked = await dbTransaction.$queryRaw<unknown[]>`
          SELECT 1 FROM orders WHERE id = ${orderId} FOR UPDATE`;
        const state = locked.length > 0 ? await read(dbTransaction, { orderId }) : null;
        if (!state) return err({ code: "not_found", resource: "orders", id: orderId });
        const decided = decide(state);
        if (!decided.ok) return decided;
        const { changes, value } = decided.value;
        const typeOf = (sourceId: string): PaymentSourceType => {
          const source = state.sources.find((each) => each.id === sourceId);
          if (!source) throw new Error("A change of a source that the order does not have.");
          return source.type;
        };
        const writes = writesOf(changes, {
          orderId: orderId as OrderId,
          by,
          now,
          secretsOf,
          typeOf,
        });
        await writeAll(dbTransaction, writes);
        return ok(value);
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
      return call && { ...call, transactionId };
    },
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
