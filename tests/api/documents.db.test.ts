import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signAccessToken } from "@/lib/auth/access-token";
import { SEED_MEMBERS } from "@/lib/jsonapi/seed-members";
import { cardToken, document, makeOrder, patchOf, to } from "./road";
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

describe("refusals", () => {
  it.each([
    ["no token", null, "missing"],
    ["a broken token", "abc.def.ghi", "not valid"],
  ])("401 INVALID_TOKEN for %s", async (_, token, detail) => {
    const answer = await shop.call("GET", "orders/AAAAAAAAAA", { token });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.body.errors[0]).toMatchObject({ code: "INVALID_TOKEN", status: "401" });
    expect(answer.body.errors[0].detail).toContain(detail);
  });

  it("401 INVALID_TOKEN for an expired token, so that clients fetch another", async () => {
    const { token } = await signAccessToken(
      {
        id: "AAAAAAAAAA",
        clientId: "c",
        kind: "integration",
        mode: "test",
        organizationId: "A",
        organizationSlug: "a",
        marketIds: null,
        scope: "market:all",
      },
      {
        key: { secret: process.env.API_TOKEN_SECRET ?? "", issuer: "https://auth.localhost:3999" },
        now: new Date(Date.now() - 8_000_000),
        rand: "0.1",
      },
    );
    const answer = await shop.call("GET", "orders/AAAAAAAAAA", { token });
    expect(answer.body.errors[0]).toMatchObject({ code: "INVALID_TOKEN", status: "401" });
    expect(answer.body.errors[0].detail).toContain("expired");
  });

  it.each([
    ["GET", "orders/AAAAAAAAAA", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "orders/%00", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "orders/a'%20OR%201=1", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "versions/abc", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "versions/999999999999999999", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "versions/abc/event_stores", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "unicorns/AAAAAAAAAA", {}, 404, "RESOURCE_NOT_FOUND"],
    ["GET", "constructor", {}, 404, "RESOURCE_NOT_FOUND"],
    ["GET", "orders/AAAAAAAAAA/unicorns", {}, 404, "RESOURCE_NOT_FOUND"],
    ["GET", "orders/AAAAAAAAAA/line_items/more/still", {}, 404, "RECORD_NOT_FOUND"],
    ["GET", "orders", {}, 405, "METHOD_NOT_ALLOWED"],
    ["DELETE", "orders/AAAAAAAAAA", {}, 405, "METHOD_NOT_ALLOWED"],
    ["PUT", "orders/AAAAAAAAAA", {}, 405, "METHOD_NOT_ALLOWED"],
    ["POST", "skus", { body: document("skus", {}) }, 405, "METHOD_NOT_ALLOWED"],
    ["GET", "orders/AAAAAAAAAA", { headers: { accept: "text/html" } }, 406, "NOT_ACCEPTABLE"],
    ["POST", "orders", { body: "{" }, 400, "BAD_REQUEST"],
    ["POST", "orders", { body: document("skus", {}) }, 409, "CONFLICT"],
    [
      "POST",
      "orders",
      { body: "{}", headers: { "content-type": "application/json" } },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "POST",
      "orders",
      { body: document("orders", { x: "y".repeat(300_000) }) },
      413,
      "PAYLOAD_TOO_LARGE",
    ],
    [
      "POST",
      "orders",
      { body: document("orders", { currency_code: "XXX" }) },
      422,
      "VALIDATION_ERROR",
    ],
    [
      "POST",
      "orders",
      { body: document("orders", { customer_email: "a" }) },
      422,
      "VALIDATION_ERROR",
    ],
    [
      "POST",
      "external_payments",
      {
        body: document(
          "external_payments",
          { payment_source_token: "t" },
          { order: to("orders", "AAAAAAAAAA") },
        ),
      },
      404,
      "RECORD_NOT_FOUND",
    ],
    [
      "PATCH",
      "orders/AAAAAAAAAA",
      { body: patchOf("AAAAAAAAAA", { _place: true }) },
      404,
      "RECORD_NOT_FOUND",
    ],
    ["PATCH", "orders/AAAAAAAAAA", { body: patchOf("AAAAAAAAAA", {}) }, 404, "RECORD_NOT_FOUND"],
  ] as const)("%s %s %j: %i %s", async (method, path, options, status, code) => {
    const answer = await shop.call(method, path, options);
    expect(answer.body.errors[0]).toMatchObject({ code, status: String(status) });
    expect(answer.status).toBe(status);
    for (const error of answer.body.errors) {
      expect(error.title).toEqual(expect.any(String));
      expect(error.detail).toEqual(expect.any(String));
    }
  });

  it.each([
    ["checkout_com_payments", {}, "token"],
    ["checkout_com_payments", { token: "4242424242424242" }, "token"],
    [
      "checkout_com_payments",
      { token: "tok_a", success_url: "https://evil.example/s" },
      "success_url",
    ],
    [
      "checkout_com_payments",
      { token: "tok_a", failure_url: "javascript:alert(1)" },
      "failure_url",
    ],
    ["stripe_payments", { return_url: "https://evil.example/" }, "return_url"],
    ["stripe_payments", { receipt_email: "nobody" }, "receipt_email"],
    ["external_payments", { payment_source_token: "4242-4242-4242-4242" }, "payment_source_token"],
    ["external_payments", { payment_source_token: "" }, "payment_source_token"],
  ])("422 for %s with %j, pointing to it", async (type, attributes, name) => {
    const orderId = await makeOrder(shop, shop.integration);
    const answer = await pay(type, orderId, attributes);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].source).toEqual({ pointer: `/data/attributes/${name}` });
  });

  it("takes return URLs of the app, of ALLOWED_ORIGINS and of loopback in test mode", async () => {
    for (const success_url of [
      `${shop.appUrl}/done`,
      "https://shop.example/thanks?a=1",
      "http://127.0.0.1:5173/back",
    ]) {
      const orderId = await makeOrder(shop, shop.integration);
      const token = await cardToken(shop);
      const made = await pay("checkout_com_payments", orderId, { token, success_url });
      expect(made.status).toBe(201);
      expect(made.body.data.attributes.success_url).toBe(success_url);
    }
  });
});

describe("a sales channel", () => {
  it("sees its own orders only; another's is the same 404 everywhere", async () => {
    const token = shop.salesChannel;
    const orderId = await makeOrder(shop, shop.integration);
    const source = await pay("external_payments", orderId, { payment_source_token: "t" });
    const sourcePath = `external_payments/${source.body.data.id}`;
    const line = (await shop.call("GET", `orders/${orderId}/line_items`)).body.data[0];
    for (const path of [
      `orders/${orderId}`,
      sourcePath,
      `${sourcePath}/order`,
      `line_items/${line.id}`,
    ]) {
      expect((await shop.call("GET", path, { token })).status, path).toBe(404);
    }
    const paid = await pay("external_payments", orderId, { payment_source_token: "t" }, token);
    expect(paid.status).toBe(404);
    expect(paid.body.errors[0].source).toEqual({ pointer: "/data/relationships/order" });
    const item = document(
      "line_items",
      { sku_code: "ENAMEL-MUG", quantity: 1 },
      { order: to("orders", orderId) },
    );
    expect((await shop.call("POST", "line_items", { token, body: item })).status).toBe(404);
    for (const attributes of [
      { _place: true },
      { _refresh: true },
      { customer_email: "x@y.example" },
      {},
    ]) {
      const patched = await shop.call("PATCH", `orders/${orderId}`, {
        token,
        body: patchOf(orderId, attributes),
      });
      expect(patched.status).toBe(404);
    }
    const body = {
      data: { type: "external_payments", id: source.body.data.id, attributes: { options: {} } },
    };
    expect((await shop.call("PATCH", sourcePath, { token, body })).status).toBe(404);
    expect((await shop.call("GET", `orders/${orderId}`)).body.data.attributes.status).toBe(
      "pending",
    );
  });

  it("cannot set another client's address, nor prices of its own", async () => {
    const token = shop.salesChannel;
    const mine = await makeOrder(shop, token);
    const theirs = await makeOrder(shop, shop.integration);
    const address = (await shop.call("GET", `orders/${theirs}/shipping_address`)).body.data.id;
    expect((await shop.call("GET", `addresses/${address}`, { token })).status).toBe(404);
    const body = patchOf(mine, {}, { shipping_address: to("addresses", address) });
    expect((await shop.call("PATCH", `orders/${mine}`, { token, body })).status).toBe(422);
    const priced = document(
      "line_items",
      { name: "Gift wrap", unit_amount_cents: 1, quantity: 1 },
      { order: to("orders", mine) },
    );
    const refused = await shop.call("POST", "line_items", { token, body: priced });
    expect(refused.status).toBe(401);
    expect(refused.body.errors[0].source.pointer).toBe("/data/attributes/unit_amount_cents");
  });

  it("reads no secret of a gateway and no history", async () => {
    const token = shop.salesChannel;
    const orderId = await makeOrder(shop, token);
    const made = await pay("external_payments", orderId, { payment_source_token: "t" }, token);
    const path = `external_payments/${made.body.data.id}`;
    const gateway = await shop.call("GET", `${path}/payment_gateway`, { token });
    expect(gateway.body.data.attributes).toMatchObject({
      shared_secret: null,
      credential_keys: null,
    });
    const asIntegration = await shop.call("GET", `${path}/payment_gateway`);
    expect(asIntegration.body.data.attributes.shared_secret).toEqual(expect.any(String));
    const versions = await shop.call("GET", `${path}/versions`, { token });
    expect(versions.body.data).toEqual([]);
  });

  it("sells in the markets of its token only", async () => {
    const body = document("orders", {}, { market: to("markets", "AAAAAAAAAA") });
    const answer = await shop.call("POST", "orders", { token: shop.salesChannel, body });
    expect(answer.status).toBe(404);
    expect(answer.body.errors[0].source).toEqual({ pointer: "/data/relationships/market" });
  });
});

describe("an integration", () => {
  it("adds a line with a name and a price of its own", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const body = document(
      "line_items",
      { name: "Gift wrap", unit_amount_cents: 300, quantity: 2 },
      { order: to("orders", orderId) },
    );
    const made = await shop.call("POST", "line_items", { body });
    expect(made.status).toBe(201);
    expect(made.body.data.attributes).toMatchObject({ name: "Gift wrap", total_amount_cents: 600 });
    const order = await shop.call("GET", `orders/${orderId}`);
    expect(order.body.data.attributes.subtotal_amount_cents).toBe(3400);
  });

  it("creates orders in the currency that it names, with links of allowed origins", async () => {
    const made = await shop.call("POST", "orders", {
      body: document("orders", { currency_code: "JPY", return_url: "https://shop.example/back" }),
    });
    expect(made.status).toBe(201);
    expect(made.body.data.attributes).toMatchObject({
      currency_code: "JPY",
      formatted_total_amount: "¥0",
      return_url: "https://shop.example/back",
      status: "draft",
    });
    const refused = await shop.call("POST", "orders", {
      body: document("orders", { return_url: "https://evil.example/back" }),
    });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].source.pointer).toBe("/data/attributes/return_url");
  });
});

describe("Idempotency-Key", () => {
  const post = (key: string, body: unknown) =>
    shop.call("POST", "orders", { body, headers: { "idempotency-key": key } });

  it("replays the first answer to the same request, errors too", async () => {
    const body = document("orders", { currency_code: "EUR" });
    const first = await post("key-1", body);
    const second = await post("key-1", body);
    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    const wrong = document("orders", { currency_code: "XXX" });
    const refused = await post("key-2", wrong);
    expect((await post("key-2", wrong)).body).toEqual(refused.body);
  });

  it("refuses another request under a used key, and knows clients apart", async () => {
    await post("key-3", document("orders", { currency_code: "EUR" }));
    const other = await post("key-3", document("orders", { currency_code: "USD" }));
    expect(other.status).toBe(422);
    expect(other.body.errors[0].code).toBe("IDEMPOTENCY_KEY_REUSED");
    const others = await shop.call("POST", "orders", {
      token: shop.salesChannel,
      body: document("orders", { currency_code: "USD" }),
      headers: { "idempotency-key": "key-3" },
    });
    expect(others.status).toBe(201);
  });

  it("lets one of two at once through; the other waits or is told to", async () => {
    const body = document("orders", { currency_code: "EUR", metadata: { race: true } });
    const answers = await Promise.all([
      post("key-4", body),
      post("key-4", body),
      post("key-4", body),
    ]);
    const ids = new Set(
      answers.filter(({ status }) => status === 201).map((each) => each.body.data.id),
    );
    expect(ids.size).toBe(1);
    for (const { status } of answers) expect([201, 409]).toContain(status);
  });

  it("keeps no secret in the open", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const body = document("stripe_payments", {}, { order: to("orders", orderId) });
    const headers = { "idempotency-key": "key-5" };
    const made = await shop.call("POST", "stripe_payments", { body, headers });
    const again = await shop.call("POST", "stripe_payments", { body, headers });
    expect(again.body.data.id).toBe(made.body.data.id);
    const { client_secret } = made.body.data.attributes;
    expect(client_secret).toMatch(/_secret_/);
    const kept = await shop.database.prisma.idempotencyKey.findFirstOrThrow({
      where: { key: "key-5" },
    });
    expect(JSON.stringify(kept.body)).not.toContain(client_secret);
    const source = await shop.database.prisma.paymentSource.findFirstOrThrow({
      where: { id: made.body.data.id },
    });
    expect(JSON.stringify(source.attributes)).not.toContain(client_secret);
  });

  it("refuses a key that is no key", async () => {
    expect((await post("x".repeat(256), document("orders", {}))).status).toBe(400);
  });
});
