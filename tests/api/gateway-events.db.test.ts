// What providers tell a gateway that was made by API, and what two who change it at once come to.
import { afterAll, beforeAll, expect, it } from "vitest";
import { tellSandbox } from "./placed";
import { confirmIntent, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

const ACCOUNT = "GatewayEvents000001";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const create = (type: string, attributes: object, relationships: object = {}) =>
  shop.call("POST", type, { body: document(type, attributes, relationships) });
const patch = (type: string, id: string, attributes: object) =>
  shop.call("PATCH", `${type}/${id}`, { body: { data: { type, id, attributes } } });

type Taken = { url: string; headers: Record<string, string>; body: string };

/** The provider's event, as it comes in at the gateway's address. */
async function receive({ url, headers, body }: Taken) {
  const { parts } = await import("@/lib/parts");
  const { receiveWebhook } = await import("@/lib/webhooks/receive-webhook");
  const [gatewayType = "", gatewayId = ""] = new URL(url).pathname.split("/").slice(2);
  const deps = await parts({ kind: "provider", id: gatewayId });
  const bytes = new TextEncoder().encode(body);
  const webhook = { body: bytes, headers: new Headers(headers), receivedAt: deps.clock.now() };
  return receiveWebhook(deps, { gatewayType, gatewayId, webhook });
}

it("believes what its provider signs with the secret that was agreed on", async () => {
  const made = await create("stripe_gateways", {
    ...{ name: "Events", login: `sk_test_${ACCOUNT}`, publishable_key: `pk_test_${ACCOUNT}` },
  });
  const { id, attributes } = made.body.data;
  const { prisma } = await import("@/lib/db/client");
  const now = new Date();
  const method = { id: "MethodEvnt", gatewayId: id, paymentSourceType: "stripe_payments" };
  await prisma().paymentMethod.create({
    data: { ...method, name: "Events", position: 9, createdAt: now, updatedAt: now },
  });
  const orderId = await makeOrder(shop, shop.integration);
  const body = patchOf(orderId, {}, { payment_method: to("payment_methods", method.id) });
  await shop.call("PATCH", `orders/${orderId}`, { body });
  const source = await create("stripe_payments", {}, { order: to("orders", orderId) });
  await tellSandbox(shop, "deliveries/hold", { held: true });
  const { demo } = shop;
  const keys = { ...demo.gateways.stripe_gateways, publishable_key: `pk_test_${ACCOUNT}` };
  const client = {
    ...shop,
    demo: { ...demo, gateways: { ...demo.gateways, stripe_gateways: keys } },
  };
  await confirmIntent(client, source.body.data.attributes);
  const answer = await tellSandbox(shop, "deliveries/take", { provider: "stripe", limit: 50 });
  const { deliveries } = (await answer.json()) as { deliveries: Taken[] };
  const theirs = deliveries.filter(({ url }) => url === attributes.webhook_endpoint_url);
  expect(theirs.length).toBeGreaterThan(0);
  for (const delivery of theirs) {
    expect(await receive(delivery)).toMatchObject({ ok: true });
    const forged = { ...delivery, body: `${delivery.body} ` };
    expect(await receive(forged)).toMatchObject({ error: { code: "signature_invalid" } });
  }
});

it("keeps both of two changes that are made at once, each with its line in the history", async () => {
  const { id } = (await create("external_gateways", { name: "Both" })).body.data;
  const [one, other] = ["https://a.example/capture", "https://a.example/void"];
  const answers = await Promise.all([
    patch("external_gateways", id, { capture_url: one }),
    patch("external_gateways", id, { void_url: other }),
    patch("external_gateways", id, { _regenerate_shared_secret: true }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const { attributes } = (await shop.call("GET", `external_gateways/${id}`)).body.data;
  expect(attributes).toMatchObject({ capture_url: one, void_url: other });
  const { data } = (await shop.call("GET", `external_gateways/${id}/versions`)).body;
  expect(data).toHaveLength(4);
});

it("is not written over by somebody who read it before", async () => {
  const { id } = (await create("external_gateways", { name: "Turns" })).body.data;
  const { findGateway, updateGateway } = await import("@/lib/gateways/gateway-store");
  const key = { id, type: "external_gateways", mode: "test" } as const;
  const read = await findGateway(key);
  await patch("external_gateways", id, { name: "First" });
  const by = { kind: "system", id: null, traceId: "0".repeat(64) } as const;
  const told = { name: "late", changes: {}, by, now: new Date() };
  expect(read && (await updateGateway(read, { ...read, name: "Late" }, told))).toBe(false);
  expect((await findGateway(key))?.name).toBe("First");
});
