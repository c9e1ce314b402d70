// What stands in our database beside what stands in the providers' own book: for orders whose payments are settled.
import pg from "pg";
import type { Cluster } from "./cluster";
import type { BookEntry } from "./orders";

type Kind = "authorization" | "capture" | "void" | "refund";
const KINDS: readonly Kind[] = ["authorization", "capture", "void", "refund"];

export type OrderLine = {
  id: string;
  status: string;
  paymentStatus: string;
  /** Transactions whose end is not known yet; what waits for a shopper does not count. */
  unsettledCount: number;
};

export type Comparison = { lost: string[]; double: string[] };

/** A connection of its own, which outlives a kill of the database: each question is asked anew. */
async function ask<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new pg.Client(url);
  client.on("error", () => {}); // The question itself fails then.
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

export const ordersOf = ({ databaseUrl }: Cluster, ids: readonly string[]): Promise<OrderLine[]> =>
  ask<OrderLine>(
    databaseUrl,
    `SELECT o."id", o."status", o."payment_status" AS "paymentStatus",
            (SELECT count(*)::int FROM "transactions" t WHERE t."order_id" = o."id"
             AND t."status" IN ('requested', 'pending', 'indeterminate')) AS "unsettledCount"
     FROM "orders" o WHERE o."id" = ANY($1)`,
    [ids],
  );

type Sum = { count: number; amountMinor: number };
const key = (orderId: string, kind: string): string => `${orderId} ${kind}`;

async function ourSums(cluster: Cluster, ids: readonly string[]): Promise<Map<string, Sum>> {
  const rows = await ask<{ orderId: string; kind: string; count: number; amountMinor: number }>(
    cluster.databaseUrl,
    `SELECT "order_id" AS "orderId", "kind", count(*)::int AS "count",
            sum("amount_minor")::float8 AS "amountMinor"
     FROM "transactions" WHERE "status" = 'succeeded' AND "order_id" = ANY($1) GROUP BY 1, 2`,
    [ids],
  );
  return new Map(rows.map(({ orderId, kind, ...sum }) => [key(orderId, kind), sum]));
}

const ID = /[A-Za-z]{10}/g;

/** An order's id stands in what the provider was told of the payment; later entries of it may name the payment only. */
function orderOfEntries(entries: readonly BookEntry[], ids: ReadonlySet<string>) {
  const byPayment = new Map<string, string>();
  return entries.map((entry) => {
    const words = JSON.stringify([entry.reference, entry.metadata]).match(ID) ?? [];
    const id = words.find((word) => ids.has(word)) ?? byPayment.get(entry.paymentId);
    if (id) byPayment.set(entry.paymentId, id);
    return { entry, id };
  });
}

async function theirSums(cluster: Cluster, ids: readonly string[]): Promise<Map<string, Sum>> {
  const { entries } = await cluster.control<{ entries: BookEntry[] }>("GET", "book");
  const sums = new Map<string, Sum>();
  for (const { entry, id } of orderOfEntries(entries, new Set(ids))) {
    if (!id) continue;
    const sum = sums.get(key(id, entry.kind)) ?? { count: 0, amountMinor: 0 };
    sum.count += 1;
    sum.amountMinor += entry.amountMinor;
    sums.set(key(id, entry.kind), sum);
  }
  return sums;
}

/**
 * Lost: one side knows of money that the other does not. Double: an order's money was moved twice in one way, at the provider
 * or here. For orders that were each paid in whole and whose operations were whole.
 */
export async function compareBooks(cluster: Cluster, ids: readonly string[]): Promise<Comparison> {
  const [ours, theirs] = [await ourSums(cluster, ids), await theirSums(cluster, ids)];
  const none: Sum = { count: 0, amountMinor: 0 };
  const lost: string[] = [];
  const double: string[] = [];
  for (const id of ids) {
    for (const kind of KINDS) {
      const [mine, booked] = [ours.get(key(id, kind)) ?? none, theirs.get(key(id, kind)) ?? none];
      if (mine.count !== booked.count || mine.amountMinor !== booked.amountMinor) {
        const told = `${mine.count} of ${mine.amountMinor} here, ${booked.count} of ${booked.amountMinor} there`;
        lost.push(`${kind}s of the order ${id}: ${told}.`);
      }
    }
    // A superseded attempt that was approved late is voided: only money that stays counts.
    const stays = (theirs.get(key(id, "authorization")) ?? none).count;
    const released = (theirs.get(key(id, "void")) ?? none).count;
    if (stays - released > 1) double.push(`The order ${id} was authorized ${stays} times.`);
    for (const kind of ["capture", "refund"] as const) {
      const { count } = theirs.get(key(id, kind)) ?? none;
      if (count > 1) double.push(`The order ${id} has ${count} ${kind}s.`);
    }
  }
  return { lost, double };
}
