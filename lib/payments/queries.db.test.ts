import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/lib/db/client";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { findPayment } from "./payment-detail-queries";
import { addEvents, addPayment, addShop, MERCHANT, second } from "./payments.fixture";
import { listPayments, PAGE_SIZE } from "./queries";

let database: TestDatabase;
let db: PrismaClient;
/** Every statement that the queries send. */
let statements = 0;
const counted = () =>
  new Proxy(db, {
    get(target, name) {
      if (name === "$queryRaw") statements += 1;
      return Reflect.get(target, name);
    },
  });
const list = (place: Parameters<typeof listPayments>[1] = {}) =>
  listPayments(MERCHANT, place, counted());

const STORY = "o-first";

async function addStory(): Promise<void> {
  await addPayment(db, {
    id: "first",
    at: 1,
    orderId: STORY,
    customer: { name: "Mara Vogel", email: "mara@halden.example" },
    transactions: [
      {
        id: "declined",
        kind: "authorization",
        status: "declined",
        attempt: 1,
        declineCode: "insufficient_funds",
        declineRaw: "20051",
      },
    ],
  });
  await addPayment(db, {
    id: "second",
    at: 1,
    orderId: STORY,
    instrument: { issuer_type: "card", card_type: "visa", card_last_digits: "4242" },
    attributes: { payment_response: { risk: { flagged: false } } },
    transactions: [
      { id: "taken", kind: "authorization", status: "succeeded", attempt: 2, at: 2 },
      { id: "captured", kind: "capture", status: "succeeded", amountMinor: 4200, at: 3 },
      { id: "refunded", kind: "refund", status: "succeeded", amountMinor: 1400, at: 4 },
      { id: "open", kind: "refund", status: "indeterminate", amountMinor: 100, at: 5 },
    ],
  });
  const call = { transactionId: "taken", operation: "authorize", requestHash: "hash" };
  const request = { method: "POST", path: "/payments", body: { amount: 6500 } };
  await db.providerCall.create({
    data: {
      ...call,
      id: "00000000-0000-4000-8000-000000000001",
      transcripts: [{ request, answer: { status: 201, body: { id: "pay_second" } } }],
      outcome: "succeeded",
      startedAt: second(2),
      finishedAt: second(2.4),
    },
  });
  const shopper = { kind: "shopper", id: null };
  const order = { type: "orders", id: STORY };
  const taken = { type: "authorizations", id: "taken" };
  await addEvents(db, [
    { name: "order.placing", at: 1, orderId: STORY, resource: order, actor: shopper },
    {
      name: "authorization.declined",
      at: 1,
      orderId: STORY,
      resource: { type: "authorizations", id: "declined" },
      actor: shopper,
    },
    { name: "authorization.requested", at: 2, orderId: STORY, resource: taken, actor: shopper },
    { name: "authorization.succeeded", at: 2.4, orderId: STORY, resource: taken, actor: shopper },
    {
      name: "capture.requested",
      at: 3,
      orderId: STORY,
      resource: { type: "captures", id: "captured" },
      actor: { kind: "user", id: MERCHANT.id },
    },
    {
      name: "order.placed",
      at: 3,
      orderId: "another",
      resource: { type: "orders", id: "another" },
      actor: shopper,
    },
  ]);
}

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.prisma;
  await addShop(db);
  await addStory();
});
afterAll(() => database.close());

describe("the list of payments", () => {
  it("gives each source of an order its own state, newest first", async () => {
    const { rows } = await list();
    // Both were made in the same millisecond: the id decides.
    expect(rows.map(({ id, state, decline }) => [id, state, decline])).toEqual([
      ["second", "partially_refunded", null],
      ["first", "declined", "insufficient_funds"],
    ]);
    expect(rows[0]).toMatchObject({
      amountMinor: 6500,
      currency: "EUR",
      orderNumber: "10001",
      customer: { name: "Mara Vogel", email: "mara@halden.example" },
      method: { gatewayName: "Checkout.com EU", cardLastDigits: "4242", cardBrand: "visa" },
      createdAt: second(1),
    });
  });

  it("turns its pages by key, there and back, in one statement each", async () => {
    const ids = Array.from({ length: 55 }, (_, i) => `p${String(i).padStart(2, "0")}`);
    // Three of each second: a page may end between equals.
    for (const [i, id] of ids.entries()) await addPayment(db, { id, at: 100 + Math.floor(i / 3) });
    const all = [...ids.toReversed(), "second", "first"];
    statements = 0;
    const one = await list();
    const two = await list({ older: one.olderCursor ?? "" });
    const three = await list({ older: two.olderCursor ?? "" });
    expect([...one.rows, ...two.rows, ...three.rows].map(({ id }) => id)).toEqual(all);
    expect([one.newerCursor, three.olderCursor]).toEqual([null, null]);
    expect(three.rows).toHaveLength(all.length - 2 * PAGE_SIZE);
    const back = await list({ newer: three.newerCursor ?? "" });
    expect(back).toEqual(two);
    expect(statements).toBe(4);
    expect(await list({ newer: two.newerCursor ?? "" })).toEqual(one);
  });

  it("is the newest page again where nothing newer fills one", async () => {
    const newest = await list();
    statements = 0;
    const first = newest.rows[3];
    const cursor = first === undefined ? "" : `${first.createdAt.getTime()}.${first.id}`;
    expect(await list({ newer: cursor })).toEqual(newest);
    expect(statements).toBe(2);
    expect(await list({ older: "nonsense" })).toEqual(newest);
    expect(await list({ older: "1.a" })).toEqual(newest);
  });

  it("walks the index", async () => {
    const client = await database.connect();
    // So few rows need no index: without the other ways its use is seen. Local: the embedded session is shared.
    await client.query("BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off");
    const plan = await client.query(
      `EXPLAIN SELECT * FROM payment_sources WHERE (created_at, id) < (now(), 'x')
       ORDER BY created_at DESC, id DESC LIMIT 26`,
    );
    await client.query("ROLLBACK");
    await client.end();
    const text = plan.rows.map((row: Record<string, unknown>) => Object.values(row)[0]).join("\n");
    expect(text).toMatch(/Index Scan Backward using payment_sources_created_at_id_idx/);
    expect(text).not.toMatch(/Sort/);
  });
});

describe("a payment", () => {
  it("is read with its money, checks and transactions, in two statements", async () => {
    statements = 0;
    const payment = await findPayment(MERCHANT, "second", counted());
    expect(statements).toBe(2);
    expect(payment).toMatchObject({
      id: "second",
      mode: "test",
      state: "partially_refunded",
      order: { id: STORY, number: "10001" },
      reference: "pay_second",
      checks: [{ label: "Risk", value: "Not flagged" }],
      balance: { authorizedMinor: 6500, keptMinor: 2800, refundedMinor: 1400, openMinor: 2300 },
      isCut: false,
    });
    const kinds = payment?.transactions.map(({ kind, status }) => `${kind} ${status}`);
    expect(kinds).toEqual([
      "authorization succeeded",
      "capture succeeded",
      "refund succeeded",
      "refund indeterminate",
    ]);
  });

  it("tells its order's events in order, with who and which payment", async () => {
    const payment = await findPayment(MERCHANT, "second", db);
    const told = payment?.events.map((event) => [
      event.name,
      event.actorName,
      event.otherPaymentId,
    ]);
    expect(told).toEqual([
      ["order.placing", null, null],
      ["authorization.declined", null, "first"],
      ["authorization.requested", null, null],
      ["authorization.succeeded", null, null],
      ["capture.requested", "Ines Koch", null],
    ]);
    expect(payment?.events[1]?.transaction?.decline).toEqual({
      code: "insufficient_funds",
      raw: "20051",
    });
  });

  it("folds a call's request and answer under the event that it led to", async () => {
    const payment = await findPayment(MERCHANT, "second", db);
    const [requested, succeeded] = payment?.events.slice(2, 4) ?? [];
    expect(requested?.exchanges).toEqual([]);
    expect(succeeded?.exchanges).toEqual([
      {
        operation: "authorize",
        method: "POST",
        path: "/payments",
        request: { amount: 6500 },
        answer: { status: 201, body: { id: "pay_second" } },
        durationMs: 400,
      },
    ]);
  });

  it("is null for an unknown id", async () => {
    expect(await findPayment(MERCHANT, "unknown", db)).toBeNull();
    expect(await findPayment(MERCHANT, "' OR true --", db)).toBeNull();
  });
});
