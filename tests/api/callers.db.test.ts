import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const pay = (type: string, orderId: string, attributes: object, token = shop.integration) =>
  shop.call("POST", type, {
    token,
    body: document(type, attributes, { order: to("orders", orderId) }),
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
