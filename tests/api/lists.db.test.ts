import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PREDICATES } from "@/lib/jsonapi/lists/predicates";
import { document, makeOrder, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

const COUNT = 30;

let shop: ApiShop;
const ids: string[] = [];
beforeAll(async () => {
  shop = await openApiShop();
  for (let i = 0; i < COUNT - 1; i++) {
    const currency_code = i % 3 === 0 ? "JPY" : "EUR";
    const customer_email = `shopper-${i}@shop.example`;
    const metadata = { row: i, half: i < 15 ? "first" : "second" };
    const body = document("orders", { currency_code, customer_email, metadata });
    ids.push((await shop.call("POST", "orders", { body })).body.data.id);
  }
  ids.push(await makeOrder(shop, shop.integration));
}, 180_000);
afterAll(() => shop?.close());

const list = (query: string, token?: string) =>
  shop.call("GET", `orders?${query}`, token === undefined ? {} : { token });
const idsOf = ({ body }: Awaited<ReturnType<typeof list>>): string[] =>
  body.data.map(({ id }: { id: string }) => id);

describe("pages", () => {
  it("have ten rows by default, in the order of their creation, and say how many there are", async () => {
    const first = await list("");
    expect(first.status).toBe(200);
    expect(idsOf(first)).toEqual(ids.slice(0, 10));
    expect(first.body.meta).toEqual({ record_count: COUNT, page_count: 3 });
    expect(first.body.links.prev).toBeUndefined();
    const last = await list("page[number]=4&page[size]=9");
    expect(idsOf(last)).toEqual(ids.slice(27));
    expect(last.body.links.next).toBeUndefined();
    expect(idsOf(await list("page[number]=5&page[size]=9"))).toEqual([]);
  });

  it.each(["created_at", "-created_at", "id", "-number", "currency_code,-number"])(
    "in the order of %s lead through all rows by links.next, each once",
    async (sort) => {
      const seen: string[] = [];
      let next: string | undefined = `orders?sort=${sort}&page[size]=7&filter[q][id_not_null]=true`;
      while (next) {
        const page: Awaited<ReturnType<typeof list>> = await shop.call("GET", next);
        expect(page.status).toBe(200);
        seen.push(...idsOf(page));
        const link: string | undefined = page.body.links.next;
        expect(link === undefined || link.includes("id_not_null")).toBe(true);
        next = link?.split("/api/")[1];
      }
      expect(seen).toHaveLength(COUNT);
      expect(new Set(seen).size).toBe(COUNT);
      if (sort.endsWith("created_at")) {
        expect(sort.startsWith("-") ? seen.reverse() : seen).toEqual(ids);
      }
    },
  );

  it("refuse a cursor of another order, and one that was made up", async () => {
    const { body } = await list("sort=-created_at&page[size]=5");
    const after = new URL(body.links.next).searchParams.get("page[after]");
    expect((await list(`sort=id&page[after]=${after}`)).status).toBe(400);
    const made = Buffer.from(JSON.stringify(["created_at", "x'", "y"])).toString("base64url");
    expect((await list(`page[after]=${made}`)).status).toBe(400);
    for (const day of ["2026-02-31", "0000-01-01"]) {
      const cursor = JSON.stringify(["created_at", `${day}T00:00:00Z`, "AAAAAAAAAA"]);
      const after = Buffer.from(cursor).toString("base64url");
      expect((await list(`page[after]=${after}`)).status, day).toBe(400);
    }
  });
});

describe("filters", () => {
  const jpy = () => ids.slice(0, COUNT - 1).filter((_, i) => i % 3 === 0);

  it.each([
    ["currency_code_eq=JPY", () => jpy()],
    ["currency_code_not_eq=EUR", () => jpy()],
    ["currency_code_in=JPY,USD", () => jpy()],
    ["currency_code_matches=jp%25", () => jpy()],
    ["customer_email_eq=shopper-7@shop.example", () => [ids[7]]],
    ["customer_email_or_token_cont=shopper-7@", () => [ids[7]]],
    ["customer_email_start_any=shopper-7@,shopper-8@", () => [ids[7], ids[8]]],
    ["customer_email_cont_all=shopper,11", () => [ids[11]]],
    ["customer_orders_id_eq=", () => []],
    ["line_items_sku_code_eq=ENAMEL-MUG", () => [ids[COUNT - 1]]],
    ["line_items_sku_name_cont=mug", () => [ids[COUNT - 1]]],
    ["placed_at_null=false", () => []],
    ["placed_at_present=true", () => []],
    ["total_amount_with_taxes_cents_gt=0", () => null],
    ["subtotal_amount_cents_gt=0", () => [ids[COUNT - 1]]],
    ['metadata_jcont={"row":3}', () => [ids[3]]],
    ["created_at_gt=2999-01-01", () => []],
    ["guest_true=true", () => ids],
    ["status_not_in=draft", () => [ids[COUNT - 1]]],
  ])("%s", async (filter, expected) => {
    const [name = "", ...value] = filter.split("=");
    const text = encodeURIComponent(decodeURIComponent(value.join("=")));
    const answer = await list(`filter[q][${name}]=${text}&page[size]=25`);
    const wanted = expected();
    if (wanted === null) return expect(answer.status).toBe(400);
    expect(answer.status).toBe(200);
    expect(answer.body.meta.record_count).toBe(wanted.length);
    expect(idsOf(answer)).toEqual(wanted.slice(0, 25));
  });

  it("all hold at once", async () => {
    const query = "filter[q][currency_code_eq]=JPY&filter[q][customer_email_cont]=-2";
    expect(idsOf(await list(query))).toEqual([ids[21], ids[24], ids[27]]);
  });

  it.each([
    "nothing_eq=1",
    "status=placed",
    "status_is=placed",
    "subtotal_amount_cents_eq=x",
    "placed_at_gt=yesterday",
    "guest_eq=maybe",
    "metadata_eq=x",
    "metadata_jcont=x",
    "payment_source_payment_source_token_cont=x",
  ])("are refused with the parameter's name: %s", async (filter) => {
    const [name, value] = filter.split("=");
    const answer = await list(`filter[q][${name}]=${value}`);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].source).toEqual({ parameter: `filter[q][${name}]` });
  });
});

describe("lists", () => {
  it("carry what is included, and only the fields that were asked for", async () => {
    const query =
      "sort=-created_at&page[size]=2&include=customer,line_items&fields[customers]=email";
    const { body } = await list(`${query}&fields[orders]=number,customer,line_items`);
    expect(Object.keys(body.data[0].attributes)).toEqual(["number"]);
    expect(body.data[0].relationships.line_items.data).toHaveLength(1);
    const types = body.included.map(({ type }: { type: string }) => type).sort();
    expect(types).toEqual(["customers", "customers", "line_items"]);
  });

  it("are refused to sales channels, but for the catalogue", async () => {
    const refused = await list("", shop.salesChannel);
    expect(refused.status).toBe(401);
    expect(refused.body.errors[0].code).toBe("UNAUTHORIZED");
    expect((await shop.call("GET", "skus", { token: shop.salesChannel })).status).toBe(200);
  });

  it("of what a row is related to take the same words", async () => {
    const path = `orders/${ids[COUNT - 1]}/line_items`;
    const found = await shop.call("GET", `${path}?filter[q][quantity_gt]=0&sort=-created_at`);
    expect(found.body.meta.record_count).toBe(1);
    expect((await shop.call("GET", `${path}?filter[q][quantity_gt]=100`)).body.data).toEqual([]);
    expect((await shop.call("GET", "orders/AAAAAAAAAA/line_items")).status).toBe(404);
    const linkage = await shop.call("GET", `orders/${ids[COUNT - 1]}/relationships/line_items`);
    expect(linkage.body.data[0]).toEqual({ type: "line_items", id: expect.any(String) });
  });

  it("tell rows of test and live apart", async () => {
    await shop.database.prisma.order.updateMany({
      where: { id: { in: ids.slice(0, 3) } },
      data: { mode: "live" },
    });
    expect((await list("")).body.meta.record_count).toBe(COUNT - 3);
    const customers = `filter[q][orders_id_eq]=${ids[0]}`;
    expect((await shop.call("GET", `customers?${customers}`)).body.data).toEqual([]);
  });
});

describe("every predicate", () => {
  it.each([
    "token",
    "number",
    "guest",
    "created_at",
    "metadata",
    "total_amount_cents",
    "fees_amount_cents",
    "coupon_code",
    "line_items_name_or_customer_email",
  ])(
    "takes every predicate on %s, or says what is wrong",
    async (name) => {
      for (const predicate of PREDICATES.keys()) {
        for (const value of ["1", "a,b,%25'", '{"a":"b"}']) {
          const query = `orders?filter[q][${name}_${predicate}]=${value}`;
          expect([200, 400], query).toContain((await shop.call("GET", query)).status);
        }
      }
    },
    60_000,
  );
});

it("names of relationships lead to their rows", async () => {
  const order = await makeOrder(shop, shop.integration);
  const body = document(
    "external_payments",
    { payment_source_token: "t" },
    {
      order: to("orders", order),
    },
  );
  const source = await shop.call("POST", "external_payments", { body });
  const found = await shop.call("GET", `external_payments?filter[q][order_id_eq]=${order}`);
  expect(found.body.data[0].id).toBe(source.body.data.id);
});
