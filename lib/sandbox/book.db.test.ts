import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/lib/db/client";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { addPayment, addShop, MERCHANT, second } from "../payments/payments.fixture";
import { BOOK_PAGE_SIZE, listOurBook, numbersOfOrders } from "./book-queries";
import { findOrderId, tellOfSandbox } from "./sandbox-store";

let database: TestDatabase;
let db: PrismaClient;
const list = (place: Parameters<typeof listOurBook>[1] = {}) => listOurBook(MERCHANT, place, db);

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.prisma;
  await addShop(db);
  for (let at = 1; at <= BOOK_PAGE_SIZE + 2; at += 1) {
    await addPayment(db, { id: `paid-${at}`, at, orderId: `o-${at}` });
  }
  await addPayment(db, {
    id: "again",
    at: 90,
    orderId: "o-1",
    transactions: [
      { id: "held", kind: "authorization", status: "succeeded", attempt: 1, amountMinor: 6500 },
      { id: "taken", kind: "capture", status: "succeeded", amountMinor: 6500, at: 91 },
      { id: "back", kind: "refund", status: "succeeded", amountMinor: 500, at: 92 },
      { id: "open", kind: "refund", status: "indeterminate", amountMinor: 100, at: 93 },
    ],
  });
  await addPayment(db, { id: "by-transfer", at: 95, orderId: "o-2" });
  const data = { type: "wire_transfers" };
  await db.paymentSource.update({ where: { id: "by-transfer" }, data });
  await db.transaction.update({ where: { id: "open" }, data: { nextCheckAt: second(120) } });
});
afterAll(() => database?.close());

describe("our book, to lay beside theirs", () => {
  it("has an order once, at its newest payment, with what was moved and when it is asked next", async () => {
    const { rows } = await list();
    expect(rows).toHaveLength(BOOK_PAGE_SIZE);
    expect(rows[0]).toMatchObject({
      id: "again",
      orderId: "o-1",
      sums: { authorization: 6500, capture: 6500, void: 0, refund: 500 },
      nextCheckAt: second(120),
      isUnsettled: true,
      needsAttention: false,
    });
    expect(rows[1]).toMatchObject({ isUnsettled: false, nextCheckAt: null });
  });

  it("leaves out what no provider of the sandbox has seen", async () => {
    const { rows, olderCursor } = await list();
    const { rows: more } = await list({ older: olderCursor ?? "" });
    const ids = [...rows, ...more].map(({ id }) => id);
    expect(ids).not.toContain("by-transfer");
    expect(ids).toContain("paid-2");
  });

  it("leads to every order once, page by page, and back", async () => {
    const first = await list();
    const older = await list({ older: first.olderCursor ?? "" });
    const ids = [...first.rows, ...older.rows].map(({ orderId }) => orderId);
    expect(ids).toHaveLength(BOOK_PAGE_SIZE + 2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(older.olderCursor).toBeNull();
    const back = await list({ newer: older.newerCursor ?? "" });
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
  });
});

describe("what somebody does in the sandbox", () => {
  it("leaves a line in the history, under that person's name", async () => {
    const by = { kind: "user", id: MERCHANT.id, traceId: "t".repeat(64) } as const;
    const changes = { offset_ms: [0, 900_000] };
    const told = { name: "sandbox.clock_moved", changes, by, now: second(200) };
    await tellOfSandbox("clock", "clock", told, db);
    const [event] = await db.event.findMany({ where: { resourceType: "sandbox_clock" } });
    expect(event).toMatchObject({ name: told.name, actorId: MERCHANT.id, orderId: null, changes });
  });

  it("finds an order by its number", async () => {
    const { number } = await db.order.findUniqueOrThrow({ where: { id: "o-2" } });
    expect(await findOrderId(number, db)).toBe("o-2");
    expect(await findOrderId(999_999_999, db)).toBeNull();
    const numbers = await numbersOfOrders(MERCHANT, ["o-2", "nobody's"], db);
    expect([...numbers]).toEqual([["o-2", String(number)]]);
  });
});
