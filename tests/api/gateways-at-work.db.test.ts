import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openReceiver } from "../outgoing/receiver";
import { document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

const ACCOUNT = "gatewaysatwork222222222222a";
const STRIPE = "GatewaysAtWork00001";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const create = (type: string, attributes: object, token?: string) =>
  shop.call("POST", type, { body: document(type, attributes), ...(token ? { token } : {}) });
const patch = (type: string, id: string, attributes: object, token?: string) => {
  const body = { data: { type, id, attributes } };
  return shop.call("PATCH", `${type}/${id}`, { body, ...(token ? { token } : {}) });
};

async function addMethod(gatewayId: string, paymentSourceType: string): Promise<string> {
  const { prisma } = await import("@/lib/db/client");
  const { randomLetters } = await import("@/lib/ids");
  const now = new Date();
  const row = { id: randomLetters(), gatewayId, paymentSourceType, name: "Another", position: 9 };
  await prisma().paymentMethod.create({ data: { ...row, createdAt: now, updatedAt: now } });
  return row.id;
}

/** An order that is paid through this very gateway, and placed. Answers the source and the order. */
async function payThrough(gatewayId: string, type: string, attributes: object) {
  const token = shop.salesChannel;
  const orderId = await makeOrder(shop, token);
  const method = to("payment_methods", await addMethod(gatewayId, type));
  await shop.call("PATCH", `orders/${orderId}`, {
    token,
    body: patchOf(orderId, {}, { payment_method: method }),
  });
  const relationships = { order: to("orders", orderId) };
  const source = await shop.call("POST", type, {
    token,
    body: document(type, attributes, relationships),
  });
  expect(source.status).toBe(201);
  const placed = await shop.call("PATCH", `orders/${orderId}`, {
    token,
    body: patchOf(orderId, { _place: true }),
  });
  return { source: source.body.data, placed: placed.body.data };
}

const PLACED = { status: "placed", payment_status: "authorized" };

describe("a payment through a gateway made by API", () => {
  it("of Checkout.com is taken with that gateway's keys", async () => {
    const made = await create("checkout_com_gateways", {
      ...{ name: "Second", secret_key: `sk_sbox_${ACCOUNT}`, public_key: `pk_sbox_${ACCOUNT}` },
      three_ds: false,
    });
    const { id } = made.body.data;
    const answer = await fetch(`${shop.sandbox.url}/tokens`, {
      method: "POST",
      headers: { authorization: `pk_sbox_${ACCOUNT}`, "content-type": "application/json" },
      body: JSON.stringify({
        ...{ type: "card", number: "4242424242424242", cvv: "100" },
        ...{ expiry_month: 6, expiry_year: 2035 },
      }),
    });
    const { token } = (await answer.json()) as { token: string };
    const { source, placed } = await payThrough(id, "checkout_com_payments", { token });
    expect(source.attributes.public_key).toBe(`pk_sbox_${ACCOUNT}`);
    expect(placed.attributes).toMatchObject(PLACED);
    const used = await shop.call("GET", `checkout_com_gateways/${id}/checkout_com_payments`);
    expect(used.body.data).toMatchObject([{ id: source.id }]);
    const stays = await shop.call("DELETE", `checkout_com_gateways/${id}`);
    expect(stays.status).toBe(423);
    expect(stays.body.errors[0].code).toBe("RECORD_LOCKED");
  });

  it("that knows no publishable key makes an intent all the same", async () => {
    const given = { name: "Third", login: `sk_test_${STRIPE}` };
    const { id } = (await create("stripe_gateways", given)).body.data;
    const token = shop.salesChannel;
    const orderId = await makeOrder(shop, token);
    const method = to("payment_methods", await addMethod(id, "stripe_payments"));
    const body = patchOf(orderId, {}, { payment_method: method });
    await shop.call("PATCH", `orders/${orderId}`, { token, body });
    const source = await shop.call("POST", "stripe_payments", {
      token,
      body: document("stripe_payments", {}, { order: to("orders", orderId) }),
    });
    expect(source.body.data.attributes).toMatchObject({ publishable_key: null });
    expect(source.body.data.attributes.stripe_id).toMatch(/^pi_/);
  });

  it("of a merchant's own is told what the gateway asked for, signed with its secret", async () => {
    const merchant = await openReceiver();
    try {
      const made = await create("external_gateways", {
        ...{ name: "Own", authorize_url: merchant.url },
        external_includes: ["order", "order.customer", "order.nothing"],
      });
      expect(made.status).toBe(201);
      const { id, attributes } = made.body.data;
      merchant.reply(JSON.stringify({ success: true, data: { transaction_token: "t-1" } }));
      const { placed } = await payThrough(id, "external_payments", { payment_source_token: "a" });
      expect(placed.attributes).toMatchObject(PLACED);
      const [told] = merchant.received;
      const { included } = JSON.parse(told?.body ?? "{}");
      const types = included.map(({ type }: { type: string }) => type).sort();
      expect(types).toEqual(["customers", "orders"]);
      const { createHmac } = await import("node:crypto");
      const signed = createHmac("sha256", attributes.shared_secret).update(told?.body ?? "");
      expect(told?.headers["x-commercelayer-signature"]).toBe(signed.digest("base64"));
    } finally {
      await merchant.close();
    }
  });
});

describe("an external gateway", () => {
  it.each([
    ["http://10.0.0.1/pay", "not public"],
    ["https://169.254.169.254/latest", "not public"],
    ["https://[::ffff:127.0.0.1]/", "not public"],
    ["ftp://bank.example/", "must be a URL"],
    ["bank", "must be a URL"],
  ])("is not led to %s", async (address, words) => {
    const made = await create("external_gateways", { name: "Own", token_url: address });
    expect(made.status).toBe(422);
    expect(made.body.errors[0].source.pointer).toBe("/data/attributes/token_url");
    expect(made.body.errors[0].detail).toContain(words);
  });

  it("clears an address, and refuses what is no path", async () => {
    const given = { name: "Own", token_url: "https://bank.example/token" };
    const { id, attributes } = (await create("external_gateways", given)).body.data;
    expect(attributes).toMatchObject({ ...given, external_includes: null });
    const cleared = await patch("external_gateways", id, { token_url: null });
    expect(cleared.body.data.attributes.token_url).toBeNull();
    for (const external_includes of [["order; DROP"], ["a.b.c.d"], "order"]) {
      expect((await patch("external_gateways", id, { external_includes })).status).toBe(422);
    }
  });

  it("gets a new secret, while what was signed with the old one is still believed", async () => {
    const { id, attributes } = (await create("external_gateways", { name: "Own" })).body.data;
    const renewed = await patch("external_gateways", id, { _regenerate_shared_secret: true });
    const { shared_secret } = renewed.body.data.attributes;
    expect(shared_secret.length).toBeGreaterThanOrEqual(32);
    expect(shared_secret).not.toBe(attributes.shared_secret);
    const { parts } = await import("@/lib/parts");
    const gateway = await (await parts()).payments.findGateway(id);
    expect(gateway?.config).toMatchObject({
      shared_secret,
      shared_secret_previous: attributes.shared_secret,
    });
    const told = JSON.stringify((await shop.call("GET", `external_gateways/${id}/versions`)).body);
    expect(told).not.toContain(shared_secret);
    expect(told).not.toContain(attributes.shared_secret);
  });

  it("has its circuit closed by an integration", async () => {
    const { id } = (await create("external_gateways", { name: "Own" })).body.data;
    const { prisma } = await import("@/lib/db/client");
    const opened = { circuitState: "open", circuitFailureCount: 40, circuitOpenedAt: new Date() };
    await prisma().gateway.update({ where: { id }, data: opened });
    const reset = await patch("external_gateways", id, { _reset_circuit: true });
    expect(reset.body.data.attributes).toMatchObject({
      circuit_state: "closed",
      circuit_failure_count: 0,
    });
  });
});

describe("who may", () => {
  it("a sales channel sets up nothing, and sees no secret", async () => {
    const token = shop.salesChannel;
    const { id } = (await create("external_gateways", { name: "Own" })).body.data;
    expect((await create("external_gateways", { name: "Mine" }, token)).status).toBe(401);
    for (const attributes of [{ name: "Mine" }, { _reset_circuit: true }, { _disable: true }]) {
      expect((await patch("external_gateways", id, attributes, token)).status).toBe(401);
    }
    expect((await shop.call("DELETE", `external_gateways/${id}`, { token })).status).toBe(401);
    expect((await shop.call("GET", "payment_gateways", { token })).status).toBe(401);
    const seen = await shop.call("GET", `external_gateways/${id}`, { token });
    expect(seen.body.data.attributes).toMatchObject({
      ...{ name: "Own", disabled_at: null },
      ...{ shared_secret: null, credential_keys: null, authorize_url: null },
    });
  });

  it("a token of the other mode finds nothing", async () => {
    const { prisma } = await import("@/lib/db/client");
    const { id } = (await create("external_gateways", { name: "Own" })).body.data;
    await prisma().gateway.update({ where: { id }, data: { mode: "live" } });
    expect((await shop.call("GET", `external_gateways/${id}`)).status).toBe(404);
    expect((await patch("external_gateways", id, { name: "Mine" })).status).toBe(404);
    expect((await shop.call("DELETE", `external_gateways/${id}`)).status).toBe(404);
    const row = await prisma().gateway.findUniqueOrThrow({ where: { id } });
    expect(row.name).toBe("Own");
    const history = await shop.call("GET", `versions?filter[q][resource_id_eq]=${id}`);
    expect([history.status, history.body.data]).toEqual([200, []]);
  });

  it("what nothing hangs on is deleted, and its history stays", async () => {
    const { id } = (await create("external_gateways", { name: "Own" })).body.data;
    expect((await shop.call("DELETE", `stripe_gateways/${id}`)).status).toBe(404);
    const methodId = await addMethod(id, "external_payments");
    expect((await shop.call("DELETE", `external_gateways/${id}`)).status).toBe(423);
    const { prisma } = await import("@/lib/db/client");
    await prisma().paymentMethod.delete({ where: { id: methodId } });
    const event = { gatewayId: id, eventId: "ping", type: "ping", receivedAt: new Date() };
    await prisma().webhookEvent.create({ data: { ...event, body: new Uint8Array([1]) } });
    const gone = await shop.call("DELETE", `external_gateways/${id}`);
    expect([gone.status, gone.body]).toEqual([204, null]);
    expect((await shop.call("GET", `external_gateways/${id}`)).status).toBe(404);
    const events = await prisma().event.findMany({ where: { resourceId: id } });
    expect(events.map(({ name }) => name)).toEqual(["gateway.created", "gateway.deleted"]);
  });

  it("gateways of every type are looked at under one name", async () => {
    const name = "Under one name";
    const { id } = (await create("external_gateways", { name })).body.data;
    const found = await shop.call("GET", `payment_gateways?filter[q][name_eq]=${name}`);
    expect(found.body.data).toMatchObject([{ id, type: "payment_gateways" }]);
    const one = await shop.call("GET", `payment_gateways/${id}?include=versions,payment_methods`);
    expect(one.body.data.attributes).toMatchObject({ name, force_payments: false });
    expect(one.body.included).toMatchObject([{ attributes: { event: "gateway.created" } }]);
    expect((await create("payment_gateways", { name })).status).toBe(405);
    expect((await patch("payment_gateways", id, { name })).status).toBe(405);
  });
});
