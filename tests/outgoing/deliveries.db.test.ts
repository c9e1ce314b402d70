// Receivers that fail, hang and come back; senders that die.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ApiShop, openApiShop } from "../api/shop";
import { openReceiver, type Receiver } from "./receiver";
import { openTeller, type Teller } from "./teller";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
// Of what may happen again, so that one order has as many events as a test needs.
const TOPIC = "orders.authorize";

let shop: ApiShop;
let teller: Teller;
let receiver: Receiver;
let orderId: string;

beforeAll(async () => {
  shop = await openApiShop();
  teller = await openTeller();
  const made = await shop.call("POST", "orders", {
    body: { data: { type: "orders", attributes: { currency_code: "EUR" } } },
  });
  orderId = made.body.data.id;
});
afterAll(() => shop?.close());
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(async () => {
  await receiver.close();
  await teller.forget();
  teller.errors.length = 0;
});

/** As the store writes them with a change. */
async function happened(count: number, resourceId = orderId): Promise<void> {
  const createdAt = teller.parts.clock.now();
  const event = { mode: "test", topic: TOPIC, resourceType: "orders", resourceId };
  await teller.db.outgoingEvent.createMany({
    data: Array.from({ length: count }, () => ({ ...event, orderId, createdAt })),
  });
}

const delivery = () => teller.db.eventCallback.findFirstOrThrow();
const idsSent = () => receiver.received.map(({ headers }) => headers["x-kassa-event-id"]);

describe("a delivery", () => {
  it("is recorded with what the receiver said", async () => {
    await teller.add(TOPIC, receiver.url);
    receiver.answer(201);
    await happened(1);
    expect(await teller.tell()).toBe(1);
    expect(await delivery()).toMatchObject({
      state: "delivered",
      attempts: 1,
      callbackUrl: receiver.url,
      responseCode: "201",
      responseMessage: "Created",
      payload: JSON.parse(receiver.received[0]?.body ?? ""),
    });
    expect(await teller.tell()).toBe(0);
  });

  it("that fails comes again after ever longer pauses, as the same bytes under one id", async () => {
    await teller.add(TOPIC, receiver.url);
    receiver.next(500, 404, 302);
    await happened(1);
    await teller.tell();
    await teller.db.order.update({ where: { id: orderId }, data: { reference: "changed since" } });
    for (const pauseMs of [10, 30, 120].map((seconds) => seconds * SECOND_MS)) {
      const { nextAttemptAt } = await delivery();
      const inMs = Number(nextAttemptAt) - teller.parts.clock.now().getTime();
      expect(inMs).toBeGreaterThan(pauseMs - 5 * SECOND_MS);
      expect(inMs).toBeLessThanOrEqual(pauseMs * 1.25);
      expect(await teller.tell()).toBe(0);
      teller.forward(pauseMs * 1.25);
      expect(await teller.tell()).toBe(1);
    }
    expect(receiver.received).toHaveLength(4);
    expect(new Set(idsSent()).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(await delivery()).toMatchObject({ state: "delivered", attempts: 4 });
  });

  it("is dead after ten retries, is shown, and goes out again by hand", async () => {
    await teller.add(TOPIC, receiver.url);
    receiver.answer(500);
    await happened(1);
    for (let day = 0; day < 20; day++) {
      await teller.tell();
      teller.forward(DAY_MS);
    }
    expect(receiver.received).toHaveLength(11);
    const { listDeliveries } = await import("@/lib/webhooks/outgoing/delivery-queries");
    const [dead, ...more] = await listDeliveries(teller.db, { state: "dead", limit: 10 });
    expect(dead).toMatchObject({ topic: TOPIC, responseCode: "500", attempts: 11 });
    expect(more).toEqual([]);
    receiver.answer(200);
    expect(await teller.parts.deliveries.replay(dead?.id ?? "", teller.parts.clock.now())).toBe(
      true,
    );
    await teller.tell();
    expect(await delivery()).toMatchObject({ state: "delivered", responseCode: "200" });
    expect(new Set(idsSent()).size).toBe(1);
  });

  it("that arrived is sent again by hand, and one that waits is not", async () => {
    await teller.add(TOPIC, receiver.url);
    await happened(1);
    await teller.tell();
    const { id } = await delivery();
    const replay = () => teller.parts.deliveries.replay(id, teller.parts.clock.now());
    expect(await replay()).toBe(true);
    expect(await replay()).toBe(false);
    await teller.tell();
    expect(receiver.received).toHaveLength(2);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it("waits five seconds for an answer", async () => {
    await teller.add(TOPIC, receiver.url);
    receiver.next("silent");
    await happened(1);
    const begun = performance.now();
    await teller.tell();
    expect(performance.now() - begun).toBeGreaterThan(4_900);
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(await delivery()).toMatchObject({
      state: "pending",
      responseCode: null,
      responseMessage: "No answer within 5000 ms.",
    });
  });

  it("of something that is gone is dead, and no fault of its receiver", async () => {
    await teller.add(TOPIC, receiver.url);
    await happened(1, "Nothing");
    await teller.tell();
    expect(await delivery()).toMatchObject({ state: "dead", payload: null });
    expect(await teller.db.webhook.findFirst()).toMatchObject({ circuitFailureCount: 0 });
  });

  it("is forgotten with its body a while after it ended", async () => {
    await teller.add(TOPIC, receiver.url);
    await happened(1);
    await teller.tell();
    const now = teller.parts.clock.now();
    const forget = (before: number) => teller.parts.deliveries.forgetBodies(new Date(before), 10);
    expect(await forget(now.getTime() - MINUTE_MS)).toBe(0);
    expect(await forget(now.getTime() + MINUTE_MS)).toBe(1);
    expect(await delivery()).toMatchObject({ payload: null, responseCode: "200" });
  });
});

describe("an address", () => {
  it("on this machine is refused where real money is, when it is given and when it is used", async () => {
    const { addWebhook } = await import("@/lib/webhooks/outgoing/add-webhook");
    const { deliverDue } = await import("@/lib/webhooks/outgoing/deliver-due");
    const live = { ...teller.parts, settings: { isTest: false } };
    for (const callbackUrl of [
      receiver.url,
      "https://10.0.0.1/",
      "https://169.254.169.254/",
      "x",
    ]) {
      const input = { mode: "live", topic: TOPIC, callbackUrl, includeResources: [] } as const;
      expect(await addWebhook(live, input)).toMatchObject({ error: { code: "invalid_input" } });
    }
    await teller.add(TOPIC, receiver.url);
    await happened(1);
    await deliverDue(live, { failed: () => {}, ended: () => {} });
    expect(receiver.received).toEqual([]);
    expect((await delivery()).responseMessage).toContain("not public");
  });
});

describe("a sender that dies", () => {
  it("with a delivery in hand loses nothing: another takes it on when the lease is over", async () => {
    await teller.add(TOPIC, receiver.url);
    await happened(1);
    const { deliveries, clock } = teller.parts;
    await deliveries.dispatch(clock.now(), 10);
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + 30 * SECOND_MS);
    const [held] = await deliveries.claim({ now, leaseUntil, limit: 10 });
    expect(await teller.tell()).toBe(0);
    teller.forward(31 * SECOND_MS);
    expect(await teller.tell()).toBe(1);
    expect(await delivery()).toMatchObject({ state: "delivered", attempts: 2 });
    if (!held) throw new Error("Nothing was claimed.");
    expect(await deliveries.keepPayload(held, { data: null }, clock.now())).toBe(false);
  });

  it("after it has sent is followed by a copy with the same id, and cannot finish it any more", async () => {
    await teller.add(TOPIC, receiver.url);
    await happened(1);
    const { deliver } = await import("@/lib/webhooks/outgoing/deliver");
    const { deliveries, clock } = teller.parts;
    await deliveries.dispatch(clock.now(), 10);
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + 30 * SECOND_MS);
    const [held] = await deliveries.claim({ now, leaseUntil, limit: 10 });
    if (!held) throw new Error("Nothing was claimed.");
    // What it would write comes only after the other has finished.
    let goOn = () => {};
    const waits = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow: typeof deliveries = {
      ...deliveries,
      finish: async (...given) => {
        await waits;
        return deliveries.finish(...given);
      },
    };
    receiver.next(500);
    const first = deliver({ ...teller.parts, deliveries: slow }, held);
    await expect.poll(() => receiver.received.length).toBe(1);
    teller.forward(31 * SECOND_MS);
    expect(await teller.tell()).toBe(1);
    goOn();
    expect(await first).toEqual({ kind: "lost" });
    expect(await delivery()).toMatchObject({ state: "delivered", attempts: 2 });
    expect(new Set(idsSent()).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  it("is not needed twice: of two at once each event is sent by one", async () => {
    await teller.add(TOPIC, receiver.url);
    await happened(20);
    const [first, second] = await Promise.all([teller.tell(), teller.tell()]);
    expect(first + second).toBe(20);
    expect(new Set(idsSent()).size).toBe(20);
    expect(receiver.received).toHaveLength(20);
  });
});
