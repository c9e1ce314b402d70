import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COUNT_MAX } from "@/lib/jsonapi/lists/select-list";
import { type ApiShop, openApiShop } from "./shop";

const COUNT = COUNT_MAX + 1_000;
const SIZE = 25;
/** Beside its turn among the created: an order is placed as late as this many others later. */
const SCATTER = 7_919;
const RANGE = "filter[q][placed_at_gteq]=2026-03-01&filter[q][placed_at_lt]=2026-04-01";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
  const market = await shop.database.prisma.market.findFirstOrThrow();
  // Two in three are created by the same second as another; every eleventh is placed outside of the range.
  await shop.database.prisma.$executeRawUnsafe(
    `INSERT INTO orders (id, token, mode, market_id, status, payment_status, currency_code, tax_included, tax_rate,
       placed_at, created_at, updated_at)
     SELECT 'O' || lpad(n::text, 5, '0'), 'token-' || n, 'test', $1, 'placed', 'paid', 'EUR', true, 0,
       CASE WHEN n % 11 = 0 THEN timestamptz '2026-04-02' ELSE timestamptz '2026-03-01' END
         + make_interval(secs => (n * $3) % $2),
       timestamptz '2026-01-01' + make_interval(secs => n / 3), now()
     FROM generate_series(1, $2) n`,
    market.id,
    Math.ceil((COUNT * 11) / 10),
    SCATTER,
  );
}, 180_000);
afterAll(() => shop?.close());

const list = async (query: string) =>
  (await shop.call("GET", `orders?page[size]=${SIZE}&${RANGE}${query}`)).body;
const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);
const within = Array.from({ length: Math.ceil((COUNT * 11) / 10) }, (_, at) => at + 1)
  .filter((n) => n % 11 !== 0)
  .map((n) => `O${String(n).padStart(5, "0")}`);
const LAST = Math.ceil(within.length / SIZE);

describe("more orders placed in a range than are counted", () => {
  it.each([
    ["oldest first", "", within],
    ["newest first", "&sort=-created_at", within.toReversed()],
  ])("are turned page by page as they were created: %s", async (_, sort, wanted) => {
    for (const number of [1, 2, 40, 400, 401, LAST, LAST + 1]) {
      const from = (number - 1) * SIZE;
      const page = await list(`${sort}&page[number]=${number}`);
      expect(idsOf(page), `page ${number}`).toEqual(wanted.slice(from, from + SIZE));
      expect(page.meta.record_count).toBe(COUNT_MAX);
    }
  });

  it.each([
    ["oldest first", "", within],
    ["newest first", "&sort=-created_at", within.toReversed()],
  ])("are followed by their links from anywhere: %s", async (_, sort, wanted) => {
    for (const number of [1, 399, LAST - 2]) {
      const from = number * SIZE;
      const { links } = await list(`${sort}&page[number]=${number}`);
      const next = (await shop.call("GET", links.next.split("/api/")[1])).body;
      expect(idsOf(next), `after page ${number}`).toEqual(wanted.slice(from, from + SIZE));
    }
  });
});
