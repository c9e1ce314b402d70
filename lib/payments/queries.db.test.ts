import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/lib/db/client";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { findPayment } from "./payment-detail-queries";
import { addEvents, addPayment, addShop, MERCHANT, second } from "./payments.fixture";

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
