import { beforeAll, expect, it } from "vitest";
import { asIntegration, asShopper, type Client } from "./client";
import { refusalOf } from "./road";

const NAMES = [
  "anna",
  "bert",
  "carla",
  "dora",
  "emil",
  "frieda",
  "gustav",
  "hanna",
  "ida",
  "jan",
  "kai",
  "lea",
];
const run = `run-${Date.now()}`;
const of = (name: string) => `${name}-${run}@shop.example`;

type Listed = NonNullable<Parameters<Client["orders"]["list"]>[0]>;
type Filters = NonNullable<Listed["filters"]>;

let cl: Client;
const ids: string[] = [];
beforeAll(async () => {
  cl = await asIntegration();
  for (const name of NAMES) {
    const order = await cl.orders.create({
      customer_email: of(name),
      reference: `${run}-${name}`,
      metadata: { run, initial: name[0] },
    });
    ids.push(order.id);
  }
});

const mine = { customer_email_cont: run };

it("a list has ten rows and says how many there are", async () => {
  const page = await cl.orders.list({ filters: mine });
  expect(page).toHaveLength(10);
  expect(page.meta).toMatchObject({ recordCount: 12, pageCount: 2, currentPage: 1 });
  expect(page.hasNextPage()).toBe(true);
});

it("pages are followed by number and size", async () => {
  const third = await cl.orders.list({ filters: mine, pageNumber: 3, pageSize: 5 });
  expect([...third].map(({ id }) => id)).toEqual(ids.slice(10));
  expect(third.hasNextPage()).toBe(false);
  expect(third.hasPrevPage()).toBe(true);
});

it("a page larger than 25 is refused", async () => {
  const asked = cl.orders.list({ pageSize: 26 as 25 });
  expect((await refusalOf(asked)).status).toBe(400);
});

it("count counts", async () => {
  expect(await cl.orders.count({ filters: mine })).toBe(12);
});

it("sorting runs both ways", async () => {
  const up = await cl.orders.list({ filters: mine, sort: { created_at: "asc" }, pageSize: 25 });
  const down = await cl.orders.list({ filters: mine, sort: ["-created_at"], pageSize: 25 });
  expect([...up].map(({ id }) => id)).toEqual(ids);
  expect([...down].map(({ id }) => id)).toEqual([...ids].reverse());
});

it("several sort fields are heard in order", async () => {
  const found = await cl.orders.list({
    filters: mine,
    sort: ["status", "-reference"],
    pageSize: 3,
  });
  expect([...found].map(({ reference }) => reference)).toEqual(
    ["lea", "kai", "jan"].map((name) => `${run}-${name}`),
  );
});

it.each([
  [{ customer_email_eq: of("emil") }, ["emil"]],
  [{ customer_email_start: "dora-" }, ["dora"]],
  [{ reference_end: "-ida" }, ["ida"]],
  [{ reference_in: [`${run}-jan`, `${run}-kai`] }, ["jan", "kai"]],
  [{ reference_matches: "%-HANNA" }, ["hanna"]],
  [{ reference_cont_any: "-ber,-gus" }, ["bert", "gustav"]],
  [{ reference_not_in: NAMES.slice(1).map((name) => `${run}-${name}`) }, ["anna"]],
  [{ reference_or_customer_email_cont: "frieda" }, ["frieda"]],
  [{ metadata_jcont: { initial: "l" } }, ["lea"]],
  [{ placed_at_not_null: true }, []],
  [{ status_eq: "placed" }, []],
  [{ created_at_lt: "2020-01-01" }, []],
])("filters: %j", async (filters, names) => {
  const found = await cl.orders.list({ filters: { ...mine, ...filters } as Filters, pageSize: 25 });
  expect([...found].map(({ reference }) => reference)).toEqual(
    names.map((name) => `${run}-${name}`),
  );
});

it("filters go through relationships", async () => {
  const filters = { orders_reference_eq: `${run}-carla` };
  const found = await cl.customers.list({ filters });
  expect([...found].map(({ email }) => email)).toEqual([of("carla")]);
});

it("an unknown filter is refused by name", async () => {
  const refusal = await refusalOf(cl.orders.list({ filters: { colour_eq: "red" } }));
  expect(refusal).toMatchObject({ status: 400, source: { parameter: "filter[q][colour_eq]" } });
});

it("a list includes what it is asked to", async () => {
  const found = await cl.orders.list({
    filters: mine,
    include: ["customer", "market"],
    pageSize: 2,
  });
  expect(found[0]?.customer?.email).toBe(of("anna"));
  expect(found[1]?.customer?.email).toBe(of("bert"));
  expect(found[0]?.market?.code).toEqual(expect.any(String));
});

it("sparse fieldsets leave the rest out", async () => {
  const [order] = await cl.orders.list({ filters: mine, fields: ["number"], pageSize: 1 });
  expect(order?.number).toEqual(expect.any(String));
  expect(order?.status).toBeUndefined();
});

it("what a row is related to is a list with the same words", async () => {
  const customer = await cl.orders.customer(ids[0] ?? "");
  if (!customer) throw new Error("The order has no customer.");
  const orders = await cl.customers.orders(customer.id, { filters: { reference_eq: "no" } });
  expect(orders).toHaveLength(0);
  expect(await cl.customers.orders(customer.id)).toHaveLength(1);
});

it("an empty list is a list", async () => {
  const none = await cl.orders.list({ filters: { reference_eq: "nothing-like-it" } });
  expect(none).toHaveLength(0);
  expect(none.meta.recordCount).toBe(0);
});

it("a sales channel gets the catalogue's lists, and no others", async () => {
  const shopper = await asShopper();
  const skus = await shopper.skus.list({ filters: { code_eq: "ENAMEL-MUG" } });
  expect(skus).toHaveLength(1);
  expect(await refusalOf(shopper.orders.list())).toMatchObject({
    status: 401,
    code: "UNAUTHORIZED",
  });
  cl = await asIntegration();
});
