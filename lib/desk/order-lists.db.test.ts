import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/lib/db/client";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { type CustomerFilter, listCustomers } from "./customer-queries";
import { addManyOrders, LOOKER, ORDERS_COUNT } from "./desk.fixture";
import { type OrderFilter, orderFilterOf } from "./order-filter";
import { listOrders, ORDERS_PAGE_SIZE } from "./order-list-queries";

let database: TestDatabase;
let db: PrismaClient;

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.prisma;
  await addManyOrders(db);
}, 120_000);
afterAll(() => database?.close());

const filterOf = (query: Record<string, string>): OrderFilter => orderFilterOf(query, ["test"]);
const list = (query: Record<string, string> = {}, place = {}) =>
  listOrders(LOOKER, { filter: filterOf(query), place }, db);
const idsOf = async (query: Record<string, string>) => (await list(query)).rows.map(({ id }) => id);
const numberOf = async (id: string) => (await db.order.findUniqueOrThrow({ where: { id } })).number;

type Sent = { text: string; values: unknown[] };
/** The statements that `act` sends, with their values. */
async function sentBy(act: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const original = pg.Client.prototype.query;
  const recording = function (this: pg.Client, ...given: unknown[]) {
    const [first, second] = given as [{ text?: string; values?: unknown[] } | string, unknown[]];
    if (typeof first === "object" && first.text) {
      sent.push({ text: first.text, values: second ?? first.values ?? [] });
    }
    return Reflect.apply(original, this, given);
  };
  Object.assign(pg.Client.prototype, { query: recording });
  try {
    await act();
  } finally {
    Object.assign(pg.Client.prototype, { query: original });
  }
  return sent;
}

async function plansOf(act: () => Promise<unknown>): Promise<string> {
  const client = await database.connect();
  try {
    const plans: string[] = [];
    for (const { text, values } of await sentBy(act)) {
      const { rows } = await client.query({ text: `EXPLAIN ${text}`, values });
      plans.push(...rows.map((row) => String(row["QUERY PLAN"])));
    }
    return plans.join("\n");
  } finally {
    await client.end();
  }
}

describe("the list of orders", () => {
  it("shows whole pages, newest first, of what is more than a cart and not archived", async () => {
    const first = await list();
    expect(first.rows).toHaveLength(ORDERS_PAGE_SIZE);
    expect(first.newerCursor).toBeNull();
    expect(first.rows[0]).toMatchObject({ id: `o${ORDERS_COUNT - 1}`, status: "placed" });
    expect(first.rows.some(({ status, isArchived }) => status === "draft" || isArchived)).toBe(
      false,
    );
    const second = await list({}, { older: first.olderCursor });
    const again = await list({}, { newer: second.newerCursor });
    expect(again.rows).toEqual(first.rows);
    expect(second.rows[0]?.createdAt.getTime()).toBeLessThan(
      Number(first.rows.at(-1)?.createdAt.getTime()),
    );
  });

  it.each([
    ["o3996", { q: "o3996" }],
    ["o3997", { q: "ref-3997" }],
    ["o3998", { q: "BUYER3998@example.com" }],
    ["o3999", { q: "buyer3999@" }],
  ])("finds %s by %j", async (id, query) => {
    expect(await idsOf(query)).toEqual([id]);
  });

  it("finds an order by its number, also where it has one of the merchant's own", async () => {
    const number = await numberOf("o2002");
    expect(await idsOf({ q: String(number) })).toEqual(["o2002"]);
    expect(await idsOf({ q: `#${number}` })).toEqual(["o2002"]);
    await db.order.update({ where: { id: "o2003" }, data: { clientNumber: "WEB-7" } });
    expect(await idsOf({ q: "WEB-7" })).toEqual(["o2003"]);
    expect(await idsOf({ q: String(await numberOf("o2003")) })).toEqual([]);
  });

  it("takes what is typed as it is: a sign of a pattern finds nothing", async () => {
    expect(await idsOf({ q: "%@" })).toEqual([]);
    expect(await idsOf({ q: "buyer_999@" })).toEqual([]);
  });

  it("is narrowed by state, payment, currency, archive and day", async () => {
    const some = async (query: Record<string, string>) => (await list(query)).rows;
    expect((await some({ status: "draft" })).every(({ status }) => status === "draft")).toBe(true);
    expect((await some({ payment: "unpaid", status: "any" })).length).toBe(ORDERS_PAGE_SIZE);
    expect(await some({ payment: "unpaid" })).toEqual([]);
    expect((await some({ archived: "yes" })).every(({ isArchived }) => isArchived)).toBe(true);
    const dollars = await some({ currency: "USD", archived: "yes" });
    expect(dollars).toHaveLength(ORDERS_PAGE_SIZE);
    expect(dollars.every(({ currency }) => currency === "USD")).toBe(true);
    // A day of Berlin begins an hour before the one of Greenwich.
    const day = await some({ from: "2026-01-02", to: "2026-01-02" });
    expect(day.at(0)?.createdAt.toISOString()).toBe("2026-01-02T22:59:00.000Z");
    const early = await some({ to: "2026-01-01" });
    expect(early.at(0)?.createdAt.toISOString()).toBe("2026-01-01T22:59:00.000Z");
    expect(await some({ from: "2030-01-01" })).toEqual([]);
  });

  it.each([
    {},
    { status: "any" },
    { status: "placed" },
    { payment: "refunded" },
    { currency: "JPY" },
    { market: "market" },
    { archived: "yes" },
    { q: "4711" },
    { q: "ref-1" },
    { q: "buyer1@example.com" },
  ])("narrowed to %j never reads all orders", async (query) => {
    const plan = await plansOf(() => list(query));
    expect(plan).not.toContain("Seq Scan on orders");
  });
});

describe("the list of customers", () => {
  const customers = (search: string) => {
    const filter: CustomerFilter = { search, mode: "test" };
    return listCustomers(LOOKER, { filter, place: {} }, db);
  };

  it("counts what each has bought and names them as their newest order does", async () => {
    const [mara] = (await customers("mara.vogel@example.com")).rows;
    expect(mara).toMatchObject({ name: "Mara Vogel", hasSignedUp: false, ordersCount: 200 });
  });

  it.each(["mara", "vogel", "Mara Vo", "VOGEL", "mara.v", "mara.vogel@ex"])(
    "finds Mara Vogel by '%s'",
    async (search) => {
      expect((await customers(search)).rows.map(({ id }) => id)).toEqual(["c0"]);
    },
  );

  it.each(["", "mara", "last12", "first1 last1", "buyer77@"])(
    "looking for '%s' never reads all of them",
    async (search) => {
      const plan = await plansOf(() => customers(search));
      expect(plan).not.toMatch(/Seq Scan on (orders|customers t|customers|addresses)/);
    },
  );
});
