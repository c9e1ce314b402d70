import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SEED_MEMBERS } from "@/lib/jsonapi/seed-members";
import { cardToken, document, makeOrder, to } from "./road";
import { type ApiShop, openApiShop, statementsOf } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const ID = /^[A-Za-z]{10}$/;
const pay = (type: string, orderId: string, attributes: object, token = shop.integration) =>
  shop.call("POST", type, {
    token,
    body: document(type, attributes, { order: to("orders", orderId) }),
  });

/** A Stripe intent that a client made itself, as the documented request has it. */
async function ownIntent(amount: number) {
  const { secret_key } = shop.demo.gateways.stripe_gateways;
  const answer = await fetch(`${shop.sandbox.url}/v1/payment_intents`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret_key}` },
    body: new URLSearchParams({
      amount: String(amount),
      currency: "eur",
      capture_method: "manual",
    }),
  });
  return (await answer.json()) as { id: string; client_secret: string };
}

describe("the documented requests", () => {
  const requests: [keyof typeof SEED_MEMBERS, () => Promise<object>][] = [
    [
      "checkout_com_payments",
      async () => ({ payment_type: "token", token: await cardToken(shop) }),
    ],
    [
      "stripe_payments",
      async () => {
        const intent = await ownIntent(3250);
        return { stripe_id: intent.id, client_secret: intent.client_secret };
      },
    ],
    ["external_payments", async () => ({ payment_source_token: "xxxx.yyyy.zzzz" })],
  ];

  it.each(requests)(
    "POST %s answers 201 with every member, and GET the same",
    async (type, given) => {
      const orderId = await makeOrder(shop, shop.integration);
      const attributes = await given();
      const made = await pay(type, orderId, attributes);
      expect(made.status).toBe(201);
      expect(made.headers.get("content-type")).toBe("application/vnd.api+json");
      expect(made.headers.get("set-cookie")).toBeNull();
      const { data } = made.body;
      expect(Object.keys(made.body)).toEqual(["data"]);
      expect(data.id).toMatch(ID);
      expect(data.type).toBe(type);
      expect(data.links).toEqual({ self: `${shop.appUrl}/api/${type}/${data.id}` });
      expect(made.headers.get("location")).toBe(data.links.self);
      const members = SEED_MEMBERS[type];
      expect(Object.keys(data.attributes).sort()).toEqual(
        [...members.attributes, ...members.besides.attributes].sort(),
      );
      expect(data.attributes).toMatchObject(attributes);
      expect(data.meta).toEqual({
        mode: "test",
        organization_id: shop.demo.organization.id,
        trace_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      const read = await shop.call("GET", `${type}/${data.id}`);
      expect(read.status).toBe(200);
      expect(read.body.data.attributes).toEqual(data.attributes);
      expect(read.body.data.relationships).toEqual(data.relationships);
    },
  );

  it("keep the client's references and metadata", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const given = {
      payment_source_token: "xxxx.yyyy.zzzz",
      options: { foo: "bar" },
      reference: "ANY-EXTERNAL-REFERENCE",
      reference_origin: "ANY-EXTERNAL-REFERENCE-ORIGIN",
      metadata: { foo: { bar: [1, null, "ü"] } },
    };
    const made = await pay("external_payments", orderId, given);
    expect(made.body.data.attributes).toMatchObject(given);
  });

  it("refuse an intent of another amount", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const intent = await ownIntent(100);
    const given = { stripe_id: intent.id, client_secret: intent.client_secret };
    const refused = await pay("stripe_payments", orderId, given);
    expect(refused.status).toBe(422);
  });
});

describe("relationships", () => {
  it("lead to the order, the gateway and the history, or to nothing", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const made = await pay("external_payments", orderId, { payment_source_token: "a.b.c" });
    const path = `external_payments/${made.body.data.id}`;
    const get = async (name: string) => (await shop.call("GET", `${path}/${name}`)).body;
    expect((await get("order")).data).toMatchObject({ type: "orders", id: orderId });
    expect((await get("relationships/order")).data).toEqual({ type: "orders", id: orderId });
    const gateway = (await get("payment_gateway")).data;
    expect(gateway).toMatchObject({
      type: "external_gateways",
      id: shop.demo.gateways.external_gateways.id,
      attributes: { circuit_state: "closed" },
    });
    expect((await get("wallet")).data).toBeNull();
    const versions = await get("versions");
    expect(versions.data[0]).toMatchObject({
      type: "versions",
      attributes: { resource_type: "external_payments", event: "payment_source.created" },
    });
    expect(versions.meta).toEqual({ record_count: 1, page_count: 1 });
  });

  it("all answer, from every resource that a document links to", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    await pay("external_payments", orderId, { payment_source_token: "a.b.c" });
    const order = await shop.call("GET", `orders/${orderId}?include=line_items,market,customer`);
    for (const { links, relationships } of [order.body.data, ...order.body.included]) {
      const base = new URL(links.self).pathname.replace("/api/", "");
      for (const name of Object.keys(relationships)) {
        for (const path of [`${base}/${name}`, `${base}/relationships/${name}`]) {
          const answer = await shop.call("GET", path);
          expect([200, 404], path).toContain(answer.status);
        }
      }
    }
  });

  it("are included where asked for, in one statement", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const include = "line_items.item,market,customer,shipping_address,payment_source,tags";
    let answer: Awaited<ReturnType<typeof shop.call>> | null = null;
    const statements = await statementsOf(async () => {
      answer = await shop.call("GET", `orders/${orderId}?include=${include}&fields[skus]=code`);
    });
    expect(statements).toHaveLength(1);
    const { data, included } = (answer as unknown as Awaited<ReturnType<typeof shop.call>>).body;
    expect(included.map(({ type }: { type: string }) => type).sort()).toEqual([
      "addresses",
      "customers",
      "line_items",
      "markets",
      "skus",
    ]);
    expect(data.relationships.line_items.data).toHaveLength(1);
    expect(data.relationships.payment_source.data).toBeNull();
    expect(data.relationships.tags.data).toEqual([]);
    expect(data.relationships.shipments.data).toBeUndefined();
    const sku = included.find(({ type }: { type: string }) => type === "skus");
    expect(sku.attributes).toEqual({ code: "ENAMEL-MUG" });
  });

  it("offer the market's payment methods", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const { body } = await shop.call("GET", `orders/${orderId}/available_payment_methods`);
    const types = body.data.map(
      (each: { attributes: object }) => Object(each.attributes).payment_source_type,
    );
    expect(types.sort()).toEqual(["checkout_com_payments", "external_payments", "stripe_payments"]);
    const page = await shop.call(
      "GET",
      `orders/${orderId}/available_payment_methods?page[size]=2&page[number]=2`,
    );
    expect(page.body.data).toHaveLength(1);
    expect(page.body.meta).toEqual({ record_count: 3, page_count: 2 });
    expect(page.body.links.prev).toContain("page[number]=1");
    expect(page.body.links.next).toBeUndefined();
  });
});

describe("what an external gateway is told", () => {
  it("is the source with its order and all that belongs to it, read in one statement", async () => {
    const orderId = await makeOrder(shop, shop.salesChannel);
    const token = shop.salesChannel;
    const made = await pay("external_payments", orderId, { payment_source_token: "a.b.c" }, token);
    const { documentOf } = await import("@/lib/jsonapi/source-document");
    const statements = await statementsOf(() => documentOf(made.body.data.id));
    expect(statements).toHaveLength(1);
    const told = JSON.parse(JSON.stringify(await documentOf(made.body.data.id)));
    expect(told.data.attributes).toEqual(made.body.data.attributes);
    expect(told.data.relationships.order.data).toEqual({ type: "orders", id: orderId });
    expect(told.data.meta.mode).toBe("test");
    const types = told.included.map(({ type }: { type: string }) => type);
    // One address for both, and the SKU of the one line.
    expect(types.sort()).toEqual([
      "addresses",
      "customers",
      "line_items",
      "markets",
      "orders",
      "skus",
    ]);
    const order = told.included.find(({ type }: { type: string }) => type === "orders");
    expect(order.attributes).toMatchObject({
      total_amount_with_taxes_cents: 3250,
      currency_code: "EUR",
    });
    expect(order.relationships.line_items.data).toHaveLength(1);
    expect(order.relationships.shipping_address.data).toEqual(
      order.relationships.billing_address.data,
    );
  });
});
