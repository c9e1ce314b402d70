import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openReceiver, type Receiver } from "../outgoing/receiver";
import { openTeller, type Teller } from "../outgoing/teller";
import { document, makeOrder } from "./road";
import { type ApiShop, openApiShop } from "./shop";

const TOPIC = "orders.authorize";
const BY = { kind: "system", id: null, traceId: "0".repeat(64) } as const;

let shop: ApiShop;
let teller: Teller;
let receiver: Receiver;
let orderId: string;

beforeAll(async () => {
  shop = await openApiShop();
  teller = await openTeller();
  orderId = await makeOrder(shop, shop.integration);
}, 180_000);
afterAll(() => shop?.close());
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(async () => {
  await receiver.close();
  await teller.forget();
});

const create = (attributes: object, token?: string) =>
  shop.call("POST", "webhooks", {
    body: document("webhooks", attributes),
    ...(token ? { token } : {}),
  });
const patch = (id: string, attributes: object, token?: string) =>
  shop.call("PATCH", `webhooks/${id}`, {
    body: { data: { type: "webhooks", id, attributes } },
    ...(token ? { token } : {}),
  });
const made = async (attributes: object = {}) => {
  const answer = await create({ topic: TOPIC, callback_url: receiver.url, ...attributes });
  expect(answer.status).toBe(201);
  return answer.body.data;
};

async function happened(): Promise<void> {
  const event = { mode: "test", topic: TOPIC, resourceType: "orders", resourceId: orderId };
  const createdAt = teller.parts.clock.now();
  await teller.db.outgoingEvent.create({ data: { ...event, orderId, createdAt } });
}

describe("a webhook made by API", () => {
  it("is told of what happens, with what it asked for, signed with the secret it was shown", async () => {
    const { id, attributes } = await made({ include_resources: ["customer", "line_items"] });
    expect(attributes).toMatchObject({
      ...{ name: `Webhook ${id}`, topic: TOPIC, callback_url: receiver.url },
      ...{ include_resources: ["customer", "line_items"], disabled_at: null },
      ...{ circuit_state: "closed", circuit_failure_count: 0, metadata: {} },
    });
    await happened();
    expect(await teller.tell()).toBe(1);
    const [told] = receiver.received;
    const included = JSON.parse(told?.body ?? "{}").included;
    const types = included.map(({ type }: { type: string }) => type).sort();
    expect(types).toEqual(["customers", "line_items"]);
    const signed = createHmac("sha256", attributes.shared_secret).update(told?.body ?? "");
    expect(told?.headers["x-commercelayer-signature"]).toBe(signed.digest("base64"));
  });

  it("shows what became of its deliveries, the newest of them beside itself", async () => {
    const { id } = await made();
    receiver.next(500, 200);
    await happened();
    await teller.tell();
    teller.forward(1_000);
    await happened();
    await teller.tell();
    const all = await shop.call("GET", "event_callbacks?sort=response_code&include=webhook");
    expect(all.body.meta.record_count).toBe(2);
    const [done, failed] = all.body.data;
    expect(done.attributes).toMatchObject({ response_code: "200", callback_url: receiver.url });
    expect(failed.attributes).toMatchObject({
      response_code: "500",
      response_message: "Internal Server Error",
      payload: { data: { id: orderId }, meta: { topic: TOPIC } },
    });
    expect(failed.relationships.webhook.data).toEqual({ type: "webhooks", id });
    const one = await shop.call("GET", `event_callbacks/${failed.id}`);
    expect(one.body.data.id).toBe(failed.id);
    expect((await shop.call("GET", "event_callbacks/none")).status).toBe(404);
    const failing = await shop.call("GET", "event_callbacks?filter[q][response_code_eq]=500");
    expect(failing.body.data).toHaveLength(1);
    const last = await shop.call("GET", `webhooks/${id}?include=last_event_callbacks`);
    const ids = last.body.included.map((each: { id: string }) => each.id).sort();
    expect(ids).toEqual([done.id, failed.id].sort());
    const under = await shop.call("GET", `webhooks/${id}/last_event_callbacks`);
    expect(under.body.data).toHaveLength(2);
    expect((await shop.call("DELETE", `event_callbacks/${failed.id}`)).status).toBe(405);
  });

  it.each([
    ["topic", { topic: "orders.sneeze" }, "orders.place"],
    ["callback_url", { callback_url: "http://10.0.0.1/" }, "not public"],
    ["callback_url", { callback_url: "file:///etc/passwd" }, "must be a URL"],
    ["include_resources", { include_resources: ["a b"] }, "path of relationships"],
  ])("is refused for its %s: %j", async (name, wrong, words) => {
    const { id, attributes } = await made();
    const given = { topic: TOPIC, callback_url: receiver.url, ...wrong };
    for (const refused of [await create(given), await patch(id, wrong)]) {
      expect(refused.status).toBe(422);
      expect(refused.body.errors[0].source.pointer).toContain(`/data/attributes/${name}`);
      expect(refused.body.errors[0].detail).toContain(words);
    }
    const kept = await shop.call("GET", `webhooks/${id}`);
    expect(kept.body.data.attributes).toEqual(attributes);
  });

  it("must have a topic and an address", async () => {
    const refused = await create({});
    const pointers = refused.body.errors.map((each: { source: object }) => each.source);
    expect(pointers).toContainEqual({ pointer: "/data/attributes/topic" });
    expect(pointers).toContainEqual({ pointer: "/data/attributes/callback_url" });
  });

  it("changes, rests and wakes, and says so in its history without its secret", async () => {
    const { id, attributes } = await made();
    const changed = await patch(id, { name: "ERP", topic: "orders.pay", _disable: true });
    expect(changed.body.data.attributes).toMatchObject({ name: "ERP", topic: "orders.pay" });
    expect(changed.body.data.attributes.disabled_at).not.toBeNull();
    await patch(id, { topic: TOPIC, _enable: true, include_resources: null, name: null });
    const renewed = await patch(id, { _regenerate_shared_secret: 1 });
    expect(renewed.body.data.attributes).toMatchObject({
      ...{ name: `Webhook ${id}`, disabled_at: null, include_resources: [] },
    });
    const { shared_secret } = renewed.body.data.attributes;
    expect(shared_secret).not.toBe(attributes.shared_secret);
    await happened();
    await teller.tell();
    const [told] = receiver.received;
    const signed = createHmac("sha256", shared_secret).update(told?.body ?? "");
    expect(told?.headers["x-commercelayer-signature"]).toBe(signed.digest("base64"));
    const history = await shop.call("GET", `webhooks/${id}/versions`);
    const text = JSON.stringify(history.body);
    expect(history.body.data).toHaveLength(4);
    expect(text).toContain('"topic":["orders.authorize","orders.pay"]');
    expect(text).not.toContain(shared_secret);
    expect(text).not.toContain(attributes.shared_secret);
  });

  it("has its circuit closed by an integration", async () => {
    const { id } = await made();
    const open = { circuitState: "open", circuitFailureCount: 31, circuitRetryAt: new Date() };
    await teller.db.webhook.update({ where: { id }, data: open });
    const found = await shop.call("GET", "webhooks?filter[q][circuit_state_eq]=open");
    expect(found.body.data).toMatchObject([{ id }]);
    const reset = await patch(id, { _reset_circuit: true });
    expect(reset.body.data.attributes).toMatchObject({
      circuit_state: "closed",
      circuit_failure_count: 0,
    });
  });

  it("is not written over by somebody who read it before", async () => {
    const { id } = await made();
    const store = await import("@/lib/webhooks/outgoing/webhook-store");
    const key = { id, mode: "test" } as const;
    const read = await store.findWebhook(key);
    await patch(id, { name: "First" });
    const told = { name: "late", changes: {}, by: BY, now: new Date() };
    expect(read && (await store.updateWebhook(read, { ...read, name: "Late" }, told))).toBe(false);
    expect((await store.findWebhook(key))?.name).toBe("First");
  });

  it("can be switched off whatever it was for", async () => {
    const { id } = await made();
    await teller.db.webhook.update({ where: { id }, data: { topic: "orders.forgotten" } });
    expect((await patch(id, { _disable: true })).status).toBe(200);
  });

  it("is deleted with its deliveries; its history stays", async () => {
    const { id } = await made();
    await happened();
    await teller.tell();
    expect((await shop.call("DELETE", `webhooks/${id}`)).status).toBe(204);
    expect((await shop.call("DELETE", `webhooks/${id}`)).status).toBe(404);
    expect((await shop.call("GET", "event_callbacks")).body.data).toEqual([]);
    const events = await teller.db.event.findMany({ where: { resourceId: id } });
    expect(events.map(({ name }) => name)).toEqual(["webhook.created", "webhook.deleted"]);
  });
});

describe("who may", () => {
  it("a sales channel sees none and makes none", async () => {
    const token = shop.salesChannel;
    const { id } = await made();
    await happened();
    await teller.tell();
    const callback = (await shop.call("GET", "event_callbacks")).body.data[0].id;
    for (const path of ["webhooks", "event_callbacks"]) {
      expect((await shop.call("GET", path, { token })).status).toBe(401);
    }
    for (const path of [`webhooks/${id}`, `event_callbacks/${callback}`]) {
      expect((await shop.call("GET", path, { token })).status).toBe(404);
    }
    const given = { topic: TOPIC, callback_url: receiver.url };
    expect((await create(given, token)).status).toBe(401);
    expect((await patch(id, { name: "Mine" }, token)).status).toBe(401);
    expect((await shop.call("DELETE", `webhooks/${id}`, { token })).status).toBe(401);
  });

  it("a token of the other mode finds nothing", async () => {
    const { id } = await made();
    await happened();
    await teller.tell();
    await teller.db.webhook.update({ where: { id }, data: { mode: "live" } });
    expect((await shop.call("GET", "event_callbacks")).body.data).toEqual([]);
    expect((await shop.call("GET", `webhooks/${id}`)).status).toBe(404);
    expect((await patch(id, { name: "Mine" })).status).toBe(404);
    expect((await shop.call("DELETE", `webhooks/${id}`)).status).toBe(404);
    expect((await teller.db.webhook.findUniqueOrThrow({ where: { id } })).name).not.toBe("Mine");
  });
});
