import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiShop, openApiShop } from "./shop";

const COUNT = 6_000;
const DAYS = 40;
const SIZE = 25;

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
  const market = await shop.database.prisma.market.findFirstOrThrow();
  const order = await shop.database.prisma.order.findFirst();
  if (order) throw new Error("The demo shop has orders; they would stand among these.");
  // The newest are of today, and the rest of the days before: as many on each as on the next.
  await shop.database.prisma.$executeRawUnsafe(
    `INSERT INTO orders (id, token, mode, market_id, status, payment_status, currency_code, tax_included, tax_rate,
       created_at, updated_at)
     SELECT 'O' || n, 'token-' || n, CASE WHEN n % 4 = 0 THEN 'live' ELSE 'test' END, $1, 'draft', 'unpaid', 'EUR', true, 0,
       now() - make_interval(secs => ($2 - n) * $3::float8 * 86400 / $2), now()
     FROM generate_series(1, $2) n`,
    market.id,
    COUNT,
    DAYS,
  );
}, 180_000);
afterAll(() => shop?.close());

const list = async (query: string) =>
  (await shop.call("GET", `orders?page[size]=${SIZE}&${query}`)).body;
const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);
const inTest = Array.from({ length: COUNT }, (_, at) => at + 1)
  .filter((n) => n % 4 !== 0)
  .map((n) => `O${n}`);

describe("the list of all orders", () => {
  it("says exactly how many there are, more than are counted elsewhere", async () => {
    const { meta, links } = await list("");
    expect(meta).toEqual({ record_count: inTest.length, page_count: inTest.length / SIZE });
    expect(links.last).toContain(`page[number]=${inTest.length / SIZE}`);
  });

  it.each([101, 120, 150, 179, 180])("begins its page %i where it should", async (number) => {
    const from = (number - 1) * SIZE;
    expect(idsOf(await list(`page[number]=${number}`))).toEqual(inTest.slice(from, from + SIZE));
    const newest = [...inTest].reverse().slice(from, from + SIZE);
    expect(idsOf(await list(`sort=-created_at&page[number]=${number}`))).toEqual(newest);
  });

  it("has nothing after its end", async () => {
    const { data, links } = await list(`page[number]=${inTest.length / SIZE + 1}`);
    expect(data).toEqual([]);
    expect(links.next).toBeUndefined();
  });

  it("notices an order that is deleted, however long ago it was made", async () => {
    await shop.database.prisma.order.deleteMany({ where: { id: { in: ["O1", "O2", "O5990"] } } });
    const { meta } = await list("");
    expect(meta.record_count).toBe(inTest.length - 3);
    expect((await shop.call("DELETE", "orders/O3")).status).toBe(204);
    expect((await list("")).meta.record_count).toBe(inTest.length - 4);
    const rest = inTest.filter((id) => !["O1", "O2", "O3", "O5990"].includes(id));
    expect(idsOf(await list("page[number]=150"))).toEqual(rest.slice(149 * SIZE, 150 * SIZE));
  });
});
