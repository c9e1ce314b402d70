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
import { emptyFilter, type ListFilter } from "./list-filter";
import { listPayments } from "./list-queries";
import { tally } from "./tally-queries";

let database: TestDatabase;
let db: PrismaClient;

const WHOLE = emptyFilter("test");
const list = (more: Partial<ListFilter> = {}) =>
  listPayments(
    MERCHANT,
    { filter: { ...WHOLE, ...more }, sort: "newest", direction: { kind: "first" } },
    db,
  );
const idsOf = async (more: Partial<ListFilter>) => (await list(more)).rows.map(({ id }) => id);
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
    expect((await list({ search: "later" })).rows[0]?.state).toBe("unpaid");
    await db.transaction.create({
      data: {
        ...{ id: "asked", orderId: "o-later", sourceId: "later", gatewayId: "gateway" },
        ...{ kind: "authorization", status: "requested", attempt: 1 },
        ...{ amountMinor: 6500, currencyCode: "EUR", requestedAt: second(1), ...at },
      },
    });
    const settled = { status: "succeeded", settledAt: second(2) };
    await db.transaction.update({ where: { id: "asked" }, data: settled });
    expect((await list({ search: "later" })).rows[0]?.state).toBe("authorized");
    await db.order.update({ where: { id: "o-later" }, data: { totalMinor: 7000 } });
    expect((await list({ search: "later" })).rows[0]?.state).toBe("partially_authorized");
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
