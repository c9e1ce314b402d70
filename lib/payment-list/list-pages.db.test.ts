import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/lib/db/client";
import { textsFrom } from "@/lib/db/direct-rows";
import { addPayment, addShop, MERCHANT } from "@/lib/payments/payments.fixture";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { emptyFilter, type ListSort } from "./list-filter";
import { directionOf, type ListPlace } from "./list-place";
import { listPayments, PAGE_SIZE, readBatch } from "./list-queries";
import type { ListedPage } from "./list-view";

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

const list = (place: ListPlace = {}, sort: ListSort = "newest") =>
  listPayments(
    MERCHANT,
    { filter: emptyFilter("test"), sort, direction: directionOf(place, sort) },
    counted(),
  );

const IDS = Array.from({ length: 58 }, (_, i) => `p${String(i).padStart(2, "0")}`);

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.prisma;
  await addShop(db);
  // Three of each second and of each amount: a page may end between equals.
  for (const [i, id] of IDS.entries()) {
    const third = Math.floor(i / 3);
    await addPayment(db, { id, at: 100_000 + third, amountMinor: 100_000 + third });
  }
});
afterAll(() => database.close());

describe("pages of the list", () => {
  it.each<[ListSort]>([["newest"], ["oldest"], ["largest"], ["smallest"]])(
    "are turned there and back in one statement each: %s",
    async (sort) => {
      statements = 0;
      const one = await list({}, sort);
      const two = await list({ older: one.olderCursor ?? "" }, sort);
      const three = await list({ older: two.olderCursor ?? "" }, sort);
      const read = [...one.rows, ...two.rows, ...three.rows].map(({ id }) => id);
      const falls = sort === "newest" || sort === "largest";
      expect(read).toEqual(falls ? IDS.toReversed() : IDS);
      expect([one.newerCursor, three.olderCursor]).toEqual([null, null]);
      expect(three.rows).toHaveLength(IDS.length - 2 * PAGE_SIZE);
      expect(await list({ newer: three.newerCursor ?? "" }, sort)).toEqual(two);
      expect(statements).toBe(4);
      expect(await list({ newer: two.newerCursor ?? "" }, sort)).toEqual(one);
    },
  );

  it("are read for a file as they are for a page", async () => {
    const client = await database.connect();
    const wish = { filter: emptyFilter("test"), sort: "largest" } as const;
    const batch = (place: ListPlace) =>
      readBatch(
        MERCHANT,
        { ...wish, direction: directionOf(place, wish.sort) },
        PAGE_SIZE,
        textsFrom(client),
      );
    const one = await list({}, wish.sort);
    const older = one.olderCursor ?? "";
    const inTexts = ({ rows }: ListedPage) =>
      rows.map(({ id, createdAt, amountMinor, orderNumber }) => ({
        ...{ id, created_at: createdAt.toISOString() },
        ...{ amount_minor: String(amountMinor), number: orderNumber },
      }));
    expect(await batch({})).toMatchObject(inTexts(one));
    expect(await batch({ older })).toMatchObject(inTexts(await list({ older }, wish.sort)));
    await client.end();
  });

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
