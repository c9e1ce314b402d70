// A receiver that fails and fails is left alone; the others are not held up by it.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type ApiShop, openApiShop } from "../api/shop";
import { openReceiver, type Receiver } from "./receiver";
import { openTeller, type Teller } from "./teller";

const MINUTE_MS = 60_000;
const TOPIC = "orders.authorize";
const FAILURES_MAX = 30;
/** As many as are sent to one receiver side by side. */
const IN_HAND_MAX = 8;

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

async function happened(count: number): Promise<void> {
  const createdAt = teller.parts.clock.now();
  const event = { mode: "test", topic: TOPIC, resourceType: "orders", resourceId: orderId };
  await teller.db.outgoingEvent.createMany({
    data: Array.from({ length: count }, () => ({ ...event, orderId, createdAt })),
  });
}
const webhook = (id: string) => teller.db.webhook.findUniqueOrThrow({ where: { id } });

it("opens after thirty failures in a row, tries now and then, and lets all through again", async () => {
  const { id } = await teller.add(TOPIC, receiver.url);
  receiver.answer(500);
  await happened(50);
  await teller.tell();
  const triedCount = receiver.received.length;
  expect(triedCount).toBeGreaterThanOrEqual(FAILURES_MAX);
  expect(triedCount).toBeLessThan(FAILURES_MAX + IN_HAND_MAX);
  expect(await webhook(id)).toMatchObject({
    circuitState: "open",
    circuitFailureCount: triedCount,
  });

  teller.forward(MINUTE_MS);
  expect(await teller.tell()).toBe(0);
  teller.forward(5 * MINUTE_MS);
  expect(await teller.tell()).toBe(1);
  expect((await webhook(id)).circuitState).toBe("open");
  expect(await teller.tell()).toBe(0);

  receiver.answer(200);
  teller.forward(5 * MINUTE_MS);
  await teller.tell();
  teller.forward(5 * MINUTE_MS);
  await teller.tell();
  expect(await webhook(id)).toMatchObject({ circuitState: "closed", circuitFailureCount: 0 });
  expect(await teller.db.eventCallback.count({ where: { state: "delivered" } })).toBe(50);
  expect(new Set(receiver.received.map(({ headers }) => headers["x-kassa-event-id"])).size).toBe(
    50,
  );
});

it("counts failures in a row: one success begins anew", async () => {
  const { id } = await teller.add(TOPIC, receiver.url);
  await happened(1);
  receiver.next(500, 500);
  await teller.tell();
  teller.forward(MINUTE_MS);
  await teller.tell();
  expect((await webhook(id)).circuitFailureCount).toBe(2);
  teller.forward(5 * MINUTE_MS);
  await teller.tell();
  expect((await webhook(id)).circuitFailureCount).toBe(0);
});

it("is closed by hand", async () => {
  const { id } = await teller.add(TOPIC, receiver.url);
  receiver.answer(500);
  await happened(40);
  await teller.tell();
  receiver.answer(200);
  expect(await teller.parts.deliveries.resetCircuit(id, teller.parts.clock.now())).toBe(true);
  expect(await teller.parts.deliveries.resetCircuit("none", teller.parts.clock.now())).toBe(false);
  teller.forward(MINUTE_MS);
  await teller.tell();
  expect(await teller.db.eventCallback.count({ where: { state: "delivered" } })).toBe(40);
});

it("holds up no other receiver, nor does one whose key cannot be opened", async () => {
  const other = await openReceiver();
  try {
    const { id: failing } = await teller.add(TOPIC, receiver.url);
    const { id: broken } = await teller.add(TOPIC, receiver.url);
    receiver.answer(500);
    await happened(40);
    await teller.db.webhook.update({
      where: { id: broken },
      data: { sharedSecretEncrypted: "spoilt" },
    });
    await teller.add(TOPIC, other.url);
    await teller.tell();
    expect(other.received).toHaveLength(40);
    expect((await webhook(failing)).circuitState).toBe("open");
    expect((await webhook(broken)).circuitFailureCount).toBe(0);
    expect(teller.errors.length).toBeGreaterThan(0);
  } finally {
    await other.close();
  }
});

it("is asked nothing while it is disabled", async () => {
  const { id } = await teller.add(TOPIC, receiver.url);
  await happened(1);
  receiver.next(500);
  await teller.tell();
  await teller.db.webhook.update({ where: { id }, data: { disabledAt: new Date() } });
  await happened(1);
  teller.forward(MINUTE_MS);
  expect(await teller.tell()).toBe(0);
  await teller.db.webhook.update({ where: { id }, data: { disabledAt: null } });
  expect(await teller.tell()).toBe(1);
  expect(receiver.received).toHaveLength(2);
});
