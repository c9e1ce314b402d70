import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, makeOrder, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const create = (type: string, attributes: object, relationships: object = {}) =>
  shop.call("POST", type, { body: document(type, attributes, relationships) });
const change = (type: string, id: string, attributes: object, relationships: object = {}) =>
  shop.call("PATCH", `${type}/${id}`, {
    body: { data: { type, id, attributes, relationships } },
  });
const historyOf = async (type: string, id: string) => {
  const query = "fields[versions]=event,changes&page[size]=25";
  const { body } = await shop.call("GET", `${type}/${id}/versions?${query}`);
  return body.data.map(({ attributes }: { attributes: object }) => attributes);
};
const idOf = async (path: string): Promise<string> =>
  (await shop.call("GET", path)).body.data[0].id;

const TEA = { code: "TEA", name: "Tea", weight: 250.5, unit_of_weight: "gr", metadata: { a: 1 } };

describe("a plain row", () => {
  it("is created, changed and deleted, and the history says what differed", async () => {
    const made = await create("skus", { ...TEA, reference: "erp-1" });
    expect(made.status).toBe(201);
    const { id } = made.body.data;
    expect(made.headers.get("location")).toMatch(new RegExp(`/api/skus/${id}$`));
    expect(made.body.data.attributes).toMatchObject({ ...TEA, reference: "erp-1" });

    const changes = { name: "Green tea", weight: null, unit_of_weight: "oz", code: "TEA" };
    const changed = await change("skus", id, changes);
    expect(changed.status).toBe(200);
    const { attributes } = changed.body.data;
    expect(attributes).toMatchObject({ ...changes, metadata: { a: 1 }, do_not_ship: false });
    expect(attributes.updated_at > attributes.created_at).toBe(true);

    expect(await historyOf("skus", id)).toEqual([
      {
        event: "sku.created",
        changes: {
          code: [null, "TEA"],
          name: [null, "Tea"],
          weight: [null, 250.5],
          unit_of_weight: [null, "gr"],
          reference: [null, "erp-1"],
          metadata: "changed",
        },
      },
      {
        event: "sku.updated",
        changes: {
          name: ["Tea", "Green tea"],
          weight: [250.5, null],
          unit_of_weight: ["gr", "oz"],
        },
      },
    ]);

    const removed = await shop.call("DELETE", `skus/${id}`);
    expect([removed.status, removed.body]).toEqual([204, null]);
    expect((await shop.call("GET", `skus/${id}`)).status).toBe(404);
    expect((await shop.call("DELETE", `skus/${id}`)).status).toBe(404);
    const [event] = await shop.database.prisma.$queryRaw<{ changes: object; actor_id: string }[]>`
      SELECT changes, actor_id FROM events WHERE name = 'sku.deleted' AND resource_id = ${id}`;
    expect(event?.changes).toMatchObject({ name: ["Green tea", null], metadata: "changed" });
    expect(event?.actor_id).toMatch(/^[A-Za-z]{10}$/);
  });

  it("that is said to be what it is gets no line in the history", async () => {
    const id = await idOf("skus?page[size]=1");
    const { name } = (await shop.call("GET", `skus/${id}`)).body.data.attributes;
    expect((await change("skus", id, { name })).status).toBe(200);
    expect((await change("skus", id, {})).status).toBe(200);
    expect(await historyOf("skus", id)).toEqual([]);
  });

  it("goes back to what it is born with where a value is cleared", async () => {
    const made = await create("skus", { code: "DL", name: "Download", do_not_ship: true });
    expect(made.body.data.attributes.do_not_ship).toBe(true);
    const cleared = { do_not_ship: null, metadata: null, description: null };
    const { attributes } = (await change("skus", made.body.data.id, cleared)).body.data;
    expect(attributes).toMatchObject({ do_not_ship: false, metadata: {}, description: null });
  });

  it("is not there for changes when it is not there at all", async () => {
    expect((await change("skus", "AAAAAAAAAA", { name: "x" })).status).toBe(404);
    expect((await change("skus", "AAAAAAAAAA", {})).status).toBe(404);
  });
});

describe("refused", () => {
  it.each([
    ["a code that is taken", { code: "ENAMEL-MUG", name: "x" }, "code", "has already been taken"],
    ["a blank name", { code: "X-1", name: "" }, "name", "can't be blank"],
    ["no name", { code: "X-1" }, "name", "can't be blank"],
    ["stock, which nobody counts", { ...TEA, do_not_track: false }, "do_not_track", "stock"],
    ["an unknown unit", { ...TEA, unit_of_weight: "stone" }, "unit_of_weight", "must be gr"],
    ["a number too large", { ...TEA, pieces_per_pack: 1e15 + 0.5 }, "pieces_per_pack", "must be"],
  ])("is %s", async (_, attributes, name, title) => {
    const { status, body } = await create("skus", attributes);
    expect(status).toBe(422);
    expect(body.errors[0].source.pointer).toBe(`/data/attributes/${name}`);
    expect(body.errors[0].title).toContain(title);
  });

  it("is a cleared name, and a code that another has", async () => {
    const { id } = (await create("skus", { code: "R-1", name: "R" })).body.data;
    expect((await change("skus", id, { name: null })).body.errors[0].title).toBe("can't be blank");
    const taken = await change("skus", id, { code: "ENAMEL-MUG" });
    expect([taken.status, taken.body.errors[0].title]).toEqual([422, "has already been taken"]);
  });

  it("is whatever a sales channel would write; nothing changes", async () => {
    const { salesChannel: token } = shop;
    const body = document("skus", { code: "S", name: "S" });
    const id = await idOf("skus?page[size]=1");
    const patch = { data: { type: "skus", id, attributes: { name: "Mine" } } };
    const answers = await Promise.all([
      shop.call("POST", "skus", { token, body }),
      shop.call("PATCH", `skus/${id}`, { token, body: patch }),
      shop.call("DELETE", `skus/${id}`, { token }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(answers[0]?.body.errors[0].code).toBe("UNAUTHORIZED");
    expect((await shop.call("GET", `skus/${id}`)).body.data.attributes.name).not.toBe("Mine");
  });

  it("is to delete what an order is made of", async () => {
    await makeOrder(shop, shop.integration);
    const id = await idOf("skus?filter[q][code_eq]=ENAMEL-MUG");
    const { status, body } = await shop.call("DELETE", `skus/${id}`);
    expect([status, body.errors[0].code]).toEqual([423, "RECORD_LOCKED"]);
    expect((await shop.call("GET", `skus/${id}`)).status).toBe(200);
  });
});

describe("a price", () => {
  const price = { currency_code: "chf", amount_cents: 1_250, compare_at_amount_cents: 1_500 };

  it("belongs to a SKU, by its code or as a relationship, and is what the SKU then costs", async () => {
    const { id } = (await create("skus", { code: "CUP", name: "Cup" })).body.data;
    const made = await create("prices", { ...price, sku_code: "CUP" });
    expect(made.status).toBe(201);
    expect(made.body.data.attributes).toMatchObject({
      ...{ sku_code: "CUP", currency_code: "CHF", amount_cents: 1_250, amount_float: 12.5 },
      ...{ formatted_compare_at_amount: "CHF15.00", original_amount_cents: 1_250 },
    });
    const euro = await create("prices", { amount_cents: 900 }, { sku: to("skus", id) });
    expect(euro.body.data.attributes).toMatchObject({ currency_code: "EUR", sku_code: "CUP" });
    const under = await shop.call("GET", `skus/${id}/prices`, { token: shop.salesChannel });
    expect(under.body.data).toHaveLength(2);

    const again = await create("prices", { ...price, sku_code: "CUP" });
    expect(again.body.errors[0].title).toBe("has already been taken");
    await change("prices", euro.body.data.id, { amount_cents: 950 });
    const order = to("orders", await makeOrder(shop, shop.integration));
    const line = await create("line_items", { sku_code: "CUP", quantity: 1 }, { order });
    expect(line.body.data.attributes.unit_amount_cents).toBe(950);
  });

  it("of a SKU that is not there is refused, and so is one of no SKU", async () => {
    const unknown = await create("prices", { ...price, sku_code: "NOBODY" });
    expect(unknown.status).toBe(404);
    expect(unknown.body.errors[0].source.pointer).toBe("/data/attributes/sku_code");
    const lost = await create("prices", price, { sku: to("skus", "AAAAAAAAAA") });
    expect(lost.status).toBe(404);
    expect(lost.body.errors[0].source.pointer).toBe("/data/relationships/sku");
    expect((await create("prices", price)).body.errors[0].detail).toBe("sku - can't be blank");
    const sku = to("skus", await idOf("skus?page[size]=1"));
    const two = await create("prices", { ...price, sku_code: "CUP" }, { sku });
    expect(two.status).toBe(404);
    expect((await create("prices", { ...price, amount_cents: -1 }, { sku })).status).toBe(422);
  });

  it("may be listed by sales channels, narrowed and sorted", async () => {
    const query = "filter[q][sku_code_eq]=CUP&sort=-amount_cents";
    const { body } = await shop.call("GET", `prices?${query}`, { token: shop.salesChannel });
    const cents = body.data.map(
      (each: { attributes: { amount_cents: number } }) => each.attributes,
    );
    expect(cents.map(({ amount_cents }: { amount_cents: number }) => amount_cents)).toEqual([
      1_250, 950,
    ]);
  });
});
