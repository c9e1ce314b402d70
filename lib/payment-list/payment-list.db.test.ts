import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/lib/db/client";
import {
  addPayment,
  addShop,
  MERCHANT,
  type PaymentGiven,
  second,
} from "@/lib/payments/payments.fixture";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { emptyFilter, type ListFilter, type ListSort } from "./list-filter";
import { directionOf, type ListPlace } from "./list-place";
import { listPayments, PAGE_SIZE } from "./list-queries";
import { tally } from "./tally-queries";

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

const WHOLE = emptyFilter("test");
const list = (place: ListPlace = {}, more: Partial<ListFilter> = {}, sort: ListSort = "newest") =>
  listPayments(
    MERCHANT,
    { filter: { ...WHOLE, ...more }, sort, direction: directionOf(place, sort) },
    counted(),
  );
const idsOf = async (more: Partial<ListFilter>, sort?: ListSort) =>
  (await list({}, more, sort)).rows.map(({ id }) => id);
const sums = async (more: Partial<ListFilter> = {}) =>
  (await tally(MERCHANT, { ...WHOLE, ...more }, [], db)).totals.totals;

const card = (digits: string) => ({
  issuer_type: "card",
  card_type: "visa",
  card_last_digits: digits,
});
const STORY: readonly PaymentGiven[] = [
  {
    id: "first",
    at: 1,
    orderId: "o-story",
    customer: { name: "Mara Vogel", email: "mara_vogel@halden.example" },
    transactions: [
      {
        ...{ id: "declined", kind: "authorization", status: "declined", attempt: 1 },
        declineCode: "insufficient_funds",
      },
    ],
  },
  {
    id: "second",
    at: 1,
    orderId: "o-story",
    instrument: card("4242"),
    transactions: [
      { id: "taken", kind: "authorization", status: "succeeded", attempt: 2, at: 2 },
      { id: "captured", kind: "capture", status: "succeeded", amountMinor: 4200, at: 3 },
      { id: "refunded", kind: "refund", status: "succeeded", amountMinor: 1400, at: 4 },
      { id: "open", kind: "refund", status: "indeterminate", amountMinor: 100, at: 5 },
    ],
  },
  {
    id: "third",
    at: 90_000,
    amountMinor: 24_000,
    instrument: card("0341"),
    customer: { name: "Jonas Weber", email: "maraXvogel@halden.example" },
    transactions: [{ id: "held", kind: "authorization", status: "succeeded" }],
  },
];

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.prisma;
  await addShop(db);
  for (const payment of STORY) await addPayment(db, payment);
});
afterAll(() => database.close());

describe("the list of payments", () => {
  it("gives each source of an order its own state and money, newest first", async () => {
    const { rows } = await list();
    expect(rows.map(({ id, state, decline }) => [id, state, decline])).toEqual([
      ["third", "authorized", null],
      ["second", "partially_refunded", null],
      ["first", "declined", "insufficient_funds"],
    ]);
    expect(rows[1]).toMatchObject({
      ...{ amountMinor: 6500, currency: "EUR", capturableMinor: 2300, refundedMinor: 1400 },
      customer: { name: "Mara Vogel", email: "mara_vogel@halden.example" },
      method: { gatewayName: "Checkout.com EU", cardLastDigits: "4242", cardBrand: "visa" },
      createdAt: second(1),
      reference: "pay_second",
    });
  });

  it.each<[string, Partial<ListFilter>, readonly string[]]>([
    ["its state", { state: "declined" }, ["first"]],
    ["why it was declined", { decline: "insufficient_funds" }, ["first"]],
    ["its gateway", { gatewayId: "gateway" }, ["third", "second", "first"]],
    ["another gateway", { gatewayId: "another" }, []],
    ["another currency", { currency: "USD" }, []],
    ["a smallest amount", { currency: "EUR", minMinor: 6501 }, ["third"]],
    ["a largest amount", { currency: "EUR", maxMinor: 6500 }, ["second", "first"]],
    ["a first moment", { from: second(90_000) }, ["third"]],
    ["an end", { until: second(90_000) }, ["second", "first"]],
    ["what can be captured", { isCapturable: true }, ["third", "second"]],
    ["when it was refunded", { refundedSince: second(4) }, ["second"]],
    ["when nothing was refunded", { refundedSince: second(5) }, []],
    ["its mode", { mode: "live" }, []],
  ])("is narrowed by %s", async (_, more, expected) => {
    expect(await idsOf(more)).toEqual(expected);
    const totals = await sums(more);
    expect(totals.reduce((sum, { paymentsCount }) => sum + paymentsCount, 0)).toBe(expected.length);
  });

  it.each<[string, string, readonly string[]]>([
    ["an order's number", "10001", ["second", "first"]],
    ["an e-mail address", "Mara_Vogel@halden.example", ["second", "first"]],
    ["the beginning of an address, letter by letter", "mara_", ["second", "first"]],
    ["the beginning of two addresses", "mara", ["third", "second", "first"]],
    ["a payment at the provider", "pay_third", ["third"]],
    ["a payment of ours", "second", ["second"]],
    ["the last four digits of a card", "4242", ["second"]],
    ["nothing that is there", "nobody@nowhere.example", []],
    ["an injection", "' OR true --", []],
  ])("is searched by %s", async (_, search, expected) => {
    expect(await idsOf({ search })).toEqual(expected);
  });

  it("searches within a filter", async () => {
    expect(await idsOf({ search: "mara", state: "authorized" })).toEqual(["third"]);
    expect(await idsOf({ search: "4242", state: "authorized" })).toEqual([]);
  });

  it("follows what happens to a payment, its order and its order's attention items", async () => {
    const at = { createdAt: second(1), updatedAt: second(1) };
    await addPayment(db, { id: "later", at: 0, orderId: "o-later" });
    expect((await list({}, { search: "later" })).rows[0]?.state).toBe("unpaid");
    await db.transaction.create({
      data: {
        ...{ id: "asked", orderId: "o-later", sourceId: "later", gatewayId: "gateway" },
        ...{ kind: "authorization", status: "requested", attempt: 1 },
        ...{ amountMinor: 6500, currencyCode: "EUR", requestedAt: second(1), ...at },
      },
    });
    const settled = { status: "succeeded", settledAt: second(2) };
    await db.transaction.update({ where: { id: "asked" }, data: settled });
    expect((await list({}, { search: "later" })).rows[0]?.state).toBe("authorized");
    await db.order.update({ where: { id: "o-later" }, data: { totalMinor: 7000 } });
    expect((await list({}, { search: "later" })).rows[0]?.state).toBe("partially_authorized");
    await db.attentionItem.create({
      data: {
        ...{ id: "item", kind: "wrong_amount", orderId: "o-later", what: {}, stamp: "" },
        openedAt: second(3),
      },
    });
    expect(await idsOf({ needsAttention: true })).toEqual(["later"]);
    await db.attentionItem.update({ where: { id: "item" }, data: { resolvedAt: second(4) } });
    expect(await idsOf({ needsAttention: true })).toEqual([]);
    await db.attentionItem.delete({ where: { id: "item" } });
    await db.transaction.delete({ where: { id: "asked" } });
    await db.paymentSource.delete({ where: { id: "later" } });
    expect(await idsOf({ search: "later" })).toEqual([]);
  });
});

describe("the sums of a view", () => {
  const IN_ALL = {
    ...{ currency: "EUR", paymentsCount: 3 },
    ...{ takenMinor: 2800, openMinor: 26_300, refundedMinor: 1400 },
  };

  it("stay what they are when the changes are added up into days", async () => {
    expect(await sums()).toEqual([IN_ALL]);
    await db.$executeRaw`SELECT add_up_payment_days()`;
    expect(await db.paymentDayChange.count()).toBe(0);
    expect(await sums()).toEqual([IN_ALL]);
  });

  it("cut days where the shop's own begin and end", async () => {
    const counts = async (from: number, until: number) =>
      (await sums({ from: second(from), until: second(until) }))[0]?.paymentsCount ?? 0;
    // The story begins at noon (UTC): within one day, over a midnight, and over a whole day.
    expect(await counts(0, 2)).toBe(2);
    expect(await counts(2, 90_001)).toBe(1);
    expect(await counts(1, 180_000)).toBe(3);
    expect(await counts(2, 90_000)).toBe(0);
  });

  it("count views up to where it does not matter any more", async () => {
    const { all, views } = await tally(
      MERCHANT,
      { ...WHOLE, state: "declined" },
      [{ ...WHOLE, state: "declined" }],
      db,
    );
    expect(all).toBe(3);
    expect(views).toEqual([{ count: 1, isMinimum: false }]);
  });
});

describe("pages of the list", () => {
  const ids = Array.from({ length: 55 }, (_, i) => `p${String(i).padStart(2, "0")}`);

  beforeAll(async () => {
    // Three of each second and of each amount: a page may end between equals.
    for (const [i, id] of ids.entries()) {
      const third = Math.floor(i / 3);
      await addPayment(db, { id, at: 100_000 + third, amountMinor: 100_000 + third });
    }
  });

  it.each<[ListSort]>([["newest"], ["oldest"], ["largest"], ["smallest"]])(
    "are turned there and back in one statement each: %s",
    async (sort) => {
      const whole = {};
      statements = 0;
      const one = await list({}, whole, sort);
      const two = await list({ older: one.olderCursor ?? "" }, whole, sort);
      const three = await list({ older: two.olderCursor ?? "" }, whole, sort);
      const read = [...one.rows, ...two.rows, ...three.rows].map(({ id }) => id);
      const falls = sort === "newest" || sort === "largest";
      const all = ["first", "second", "third", ...ids];
      expect(read).toEqual(falls ? all.toReversed() : all);
      expect([one.newerCursor, three.olderCursor]).toEqual([null, null]);
      expect(three.rows).toHaveLength(all.length - 2 * PAGE_SIZE);
      expect(await list({ newer: three.newerCursor ?? "" }, whole, sort)).toEqual(two);
      expect(statements).toBe(4);
      expect(await list({ newer: two.newerCursor ?? "" }, whole, sort)).toEqual(one);
    },
  );

  it("are the first again where nothing newer fills one, and for a place of nowhere", async () => {
    const newest = await list();
    statements = 0;
    const first = newest.rows[3];
    const cursor = first === undefined ? "" : `${first.createdAt.getTime()}.${first.id}`;
    expect(await list({ newer: cursor })).toEqual(newest);
    expect(statements).toBe(2);
    expect(await list({ older: "nonsense" })).toEqual(newest);
    expect(await list({ older: "1.a" })).toEqual(newest);
  });

  it.each<[string, string]>([
    ["state = 'paid'", "listed_payments_state"],
    ["gateway_id = 'gateway'", "listed_payments_gateway"],
    ["decline_code = 'unknown'", "listed_payments_decline"],
    ["card_last_digits = '4242'", "listed_payments_card"],
    ["needs_attention", "listed_payments_attention"],
    ["capturable_minor > 0", "listed_payments_capturable"],
  ])("walk an index of %s", async (condition, index) => {
    const client = await database.connect();
    // So few rows need no index: without the other ways its use is seen. Local: the embedded session is shared.
    await client.query("BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off");
    const plan = await client.query(
      `EXPLAIN SELECT * FROM listed_payments WHERE mode = 'test' AND ${condition}
       AND (created_at, id) < (now(), 'x') ORDER BY created_at DESC, id DESC LIMIT 26`,
    );
    await client.query("ROLLBACK");
    await client.end();
    const text = plan.rows.map((row: Record<string, unknown>) => Object.values(row)[0]).join("\n");
    expect(text).toContain(`Index Scan Backward using ${index}`);
    expect(text).not.toContain("Sort");
  });
});
