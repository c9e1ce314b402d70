import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { placedOrder } from "@/tests/api/placed";
import { type ApiShop, openApiShop } from "@/tests/api/shop";
import type { PrismaClient } from "../db/client";
import type { StoredTransaction } from "../payments/store";
import { ATTENTION_PLANTS, copyOf, EXCUSES } from "./attention-plants.fixture";
import { INVARIANTS, verifyBooks } from "./verify-books";

let shop: ApiShop;
let db: PrismaClient;
let paid: StoredTransaction;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  const { prisma } = await import("../db/client");
  const { capturePayment } = await import("../payments/capture-payment");
  db = prisma();
  const deps = await parts({ kind: "user", id: "merchant" });
  paid = await placedOrder({ shop, deps }, "external");
  const { orderId, id: authorizationId } = paid;
  await capturePayment(deps, { orderId, authorizationId, amountMinor: 2000, idempotencyKey: "k" });
  await placedOrder({ shop, deps }, "stripe");
});
afterAll(() => shop?.close());

const found = async () =>
  (await verifyBooks(db, Date.now))
    .filter(({ violationsCount }) => violationsCount > 0)
    .map(({ id }) => id);

/** Plants, asks, and takes back all of it: what is planted stands in one database transaction that is undone. */
async function planted(statements: readonly string[]): Promise<string[]> {
  let ids: string[] = [];
  const undo = new Error("undone");
  await db
    .$transaction(async (dbTransaction) => {
      for (const statement of statements) await dbTransaction.$executeRawUnsafe(statement);
      ids = (await verifyBooks(dbTransaction, Date.now))
        .filter(({ violationsCount }) => violationsCount > 0)
        .map(({ id }) => id);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return ids;
}

type Plant = { id: string; what: string; statements: () => readonly string[] };

const PLANTS: readonly Plant[] = [
  {
    id: "I1",
    what: "a second live attempt",
    statements: () => [
      "DROP INDEX transactions_one_live_attempt",
      copyOf("transactions", `id = '${paid.id}'`, {
        id: "'Second'",
        attempt: "2",
        our_reference: "'other'",
        reference: "'other'",
      }),
    ],
  },
  {
    id: "I2",
    what: "more captured than was authorized",
    statements: () => [
      `UPDATE transactions SET amount_minor = 3251 WHERE kind = 'capture' AND parent_id = '${paid.id}'`,
    ],
  },
  {
    id: "I4",
    what: "a transaction that was never asked for",
    statements: () => ["DELETE FROM provider_calls"],
  },
  {
    id: "I5",
    what: "a finished request without its answer",
    statements: () => [
      `INSERT INTO idempotency_keys (scope, key, request_hash, created_at, finished_at)
       VALUES ('s', 'k', 'h', now(), now())`,
    ],
  },
  {
    id: "I6",
    what: "a step out of an end",
    statements: () => [
      copyOf("events", `resource_id = '${paid.id}' AND name = 'authorization.succeeded'`, {
        sequence: "99999999",
        changes: `'{"status": ["succeeded", "declined"]}'::jsonb`,
      }),
    ],
  },
  {
    id: "I7",
    what: "a status that no event tells of",
    statements: () => [
      `UPDATE transactions SET status = 'declined', live = false WHERE id = '${paid.id}'`,
    ],
  },
  {
    id: "I7",
    what: "a payment status that the transactions do not come to",
    statements: () => [`UPDATE orders SET payment_status = 'paid' WHERE id = '${paid.orderId}'`],
  },
  {
    id: "I9",
    what: "an event that was applied twice",
    statements: () =>
      [99_999_998, 99_999_999].map((sequence) =>
        copyOf("events", `resource_id = '${paid.id}' AND name = 'authorization.succeeded'`, {
          sequence: String(sequence),
          name: "'webhook.applied'",
          resource_type: "'webhook_events'",
          resource_id: "'evt_1'",
          changes: `'{"changed": true}'::jsonb`,
        }),
      ),
  },
  {
    id: "I10",
    what: "a void beside a capture",
    statements: () => [
      copyOf("transactions", `kind = 'capture' AND parent_id = '${paid.id}'`, {
        id: "'Voided'",
        kind: "'void'",
        idempotency_key: "'other'",
      }),
    ],
  },
  {
    id: "I11",
    what: "a placed order with another total",
    statements: () => [
      `UPDATE orders SET total_minor = total_minor + 1 WHERE id = '${paid.orderId}'`,
    ],
  },
  {
    id: "I11",
    what: "an order that its merchant edits with another total",
    statements: () => [
      `UPDATE orders SET status = 'editing', total_minor = total_minor - 1 WHERE id = '${paid.orderId}'`,
    ],
  },
  {
    id: "I12",
    what: "a paid order that nobody is told of",
    statements: () => [
      `UPDATE transactions SET amount_minor = (SELECT total_minor FROM orders WHERE id = order_id)
       WHERE kind = 'capture' AND parent_id = '${paid.id}'`,
    ],
  },
  {
    id: "I12",
    what: "an order told as paid that is not",
    statements: () => [
      copyOf("outgoing_events", `order_id = '${paid.orderId}' AND topic = 'orders.place'`, {
        id: "gen_random_uuid()",
        topic: "'orders.pay'",
      }),
    ],
  },
  {
    id: "I12",
    what: "a change that nobody has sent for a day",
    statements: () => [
      `UPDATE outgoing_events SET created_at = now() - interval '2 days', dispatched_at = NULL`,
    ],
  },
  {
    id: "I13",
    what: "a payment that nobody asks about",
    statements: () => [
      `UPDATE transactions SET status = 'pending', settled_at = NULL, next_check_at = NULL,
       requested_at = now() - interval '2 days' WHERE id = '${paid.id}'`,
    ],
  },
  {
    id: "I14",
    what: "an order placed without money",
    statements: () => [
      `UPDATE transactions SET status = 'pending', settled_at = NULL WHERE id = '${paid.id}'`,
    ],
  },
  ...(
    [
      ["a card number", "4242424242424242"],
      ["a secret key", "sk_test_51AbCdEfGh"],
      ["a client secret", "pi_3Abc_secret_AbCdEfGhIj"],
    ] as const
  ).map(([what, text]) => ({
    id: "I16",
    what,
    statements: () => [`UPDATE transactions SET detail = 'Sent ${text}.' WHERE id = '${paid.id}'`],
  })),
  {
    id: "I17",
    what: "a change without a trace",
    statements: () => [
      copyOf("events", `resource_id = '${paid.id}' AND name = 'authorization.succeeded'`, {
        sequence: "99999999",
        trace_id: "''",
      }),
    ],
  },
  {
    id: "I20",
    what: "a payment that is listed as something else",
    statements: () => ["UPDATE listed_payments SET state = 'failed'"],
  },
  {
    id: "I21",
    what: "a day that says too much",
    statements: () => ["UPDATE payment_day_changes SET taken_minor = taken_minor + 1"],
  },
  {
    id: "I21",
    what: "a sum of all days that says too little",
    statements: () => [
      "SELECT add_up_payment_days()",
      "UPDATE payment_totals SET open_minor = open_minor - 1",
    ],
  },
];

describe("the books", () => {
  beforeEach(async () => expect(await found()).toEqual([]));

  it.each(PLANTS)("show $id: $what", async ({ id, statements }) => {
    expect(await planted(statements())).toContain(id);
  });

  it.each(ATTENTION_PLANTS)("show $id: $what", async ({ id, statements }) => {
    expect(await planted(statements(paid))).toContain(id);
  });

  it.each(EXCUSES)("accept $what", async (plant) => {
    expect(await planted(plant.statements(paid))).not.toContain(plant.id);
  });

  it("have a planted violation for each invariant", () => {
    const covered = new Set(PLANTS.map(({ id }) => id));
    expect(new Set(INVARIANTS.map(({ id }) => id))).toEqual(covered);
  });
});
