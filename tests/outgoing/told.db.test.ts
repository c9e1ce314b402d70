// What a merchant's system is told of an order that is paid, captured and given back.
import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Deps } from "@/lib/deps";
import { OUTGOING_TOPICS } from "@/lib/payments/outgoing-events";
import type { StoredTransaction } from "@/lib/payments/store";
import { placedOrder } from "../api/placed";
import { type ApiShop, openApiShop } from "../api/shop";
import { openReceiver, type Receiver } from "./receiver";
import { openTeller, type Teller } from "./teller";

let shop: ApiShop;
let deps: Deps;
let teller: Teller;
let receiver: Receiver;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("@/lib/parts");
  deps = await parts({ kind: "user", id: "merchant" });
  teller = await openTeller();
});
afterAll(() => shop?.close());
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(async () => {
  expect(teller.errors).toEqual([]);
  await receiver.close();
  await teller.forget();
});

const placed = () => placedOrder({ shop, deps }, "external");

async function capture({ orderId, id }: StoredTransaction): Promise<string> {
  const { capturePayment } = await import("@/lib/payments/capture-payment");
  const input = { orderId, authorizationId: id, amountMinor: null, idempotencyKey: `c-${id}` };
  const done = await capturePayment(deps, input);
  if (!done.ok) throw new Error(done.error.code);
  const state = await deps.payments.find({ orderId });
  return state?.transactions.find(({ kind }) => kind === "capture")?.id ?? "";
}

async function refund(orderId: string, captureId: string): Promise<void> {
  const { refundPayment } = await import("@/lib/payments/refund-payment");
  const input = { orderId, captureId, amountMinor: null, idempotencyKey: `r-${captureId}` };
  const done = await refundPayment(deps, input);
  if (!done.ok) throw new Error(done.error.code);
}

describe("a merchant's system", () => {
  it("is told of every step of an order, each once", async () => {
    for (const topic of OUTGOING_TOPICS) await teller.add(topic, receiver.url);
    const authorization = await placed();
    await teller.tell();
    await refund(authorization.orderId, await capture(authorization));
    await teller.tell();
    await teller.tell();
    const topics = receiver.received.map(({ headers }) => headers["x-commercelayer-topic"]);
    expect([...topics].sort()).toEqual([
      "authorizations.create",
      "captures.create",
      "orders.authorize",
      "orders.cancel",
      "orders.pay",
      "orders.place",
      "orders.refund",
      "refunds.create",
    ]);
    const ids = new Set(receiver.received.map(({ headers }) => headers["x-kassa-event-id"]));
    expect(ids.size).toBe(receiver.received.length);
  });

  it("can verify the signature over the bytes that it was sent", async () => {
    const { sharedSecret } = await teller.add("orders.place", receiver.url);
    await placed();
    await teller.tell();
    const [sent] = receiver.received;
    const hmac = createHmac("sha256", sharedSecret)
      .update(sent?.body ?? "")
      .digest("base64");
    expect(sent?.headers["x-commercelayer-signature"]).toBe(hmac);
    expect(sent?.headers["content-type"]).toBe("application/vnd.api+json");
    const stored = await teller.db.webhook.findFirstOrThrow();
    expect(JSON.stringify(stored)).not.toContain(sharedSecret);
  });

  it("is sent the order as the API shows it, with what it asked to be included", async () => {
    await teller.add("orders.place", receiver.url, ["line_items", "shipping_address", "nothing"]);
    const { orderId } = await placed();
    await teller.tell();
    const body = JSON.parse(receiver.received[0]?.body ?? "");
    const shown = await shop.call("GET", `orders/${orderId}?include=line_items,shipping_address`);
    expect(body.data.attributes).toEqual(shown.body.data.attributes);
    expect(body.data.relationships).toEqual(shown.body.data.relationships);
    expect(body.included.map(({ type }: { type: string }) => type).sort()).toEqual(
      shown.body.included.map(({ type }: { type: string }) => type).sort(),
    );
    expect(body.meta).toMatchObject({
      topic: "orders.place",
      event_id: receiver.received[0]?.headers["x-kassa-event-id"],
    });
  });

  it("is sent a transaction with its amount, its balance and its order", async () => {
    await teller.add("captures.create", receiver.url, ["order", "payment_source"]);
    await teller.add("authorizations.create", receiver.url);
    const authorization = await placed();
    await teller.tell();
    const captureId = await capture(authorization);
    await teller.tell();
    const [first, second] = receiver.received.map(({ body }) => JSON.parse(body));
    expect(first.data).toMatchObject({
      id: authorization.id,
      type: "authorizations",
      attributes: {
        amount_cents: 3250,
        formatted_amount: "€32,50",
        currency_code: "EUR",
        succeeded: true,
        capture_balance_cents: 3250,
      },
    });
    expect(second.data).toMatchObject({
      id: captureId,
      type: "captures",
      attributes: { amount_cents: 3250, succeeded: true, refund_balance_cents: 3250 },
      relationships: { order: { data: { type: "orders", id: authorization.orderId } } },
      meta: { mode: "test" },
    });
    const types = second.included.map(({ type }: { type: string }) => type);
    expect(types.sort()).toEqual(["external_payments", "orders"]);
  });

  it("is told of nothing from before it was added, nor of the other mode", async () => {
    await placed();
    await teller.tell();
    await teller.add("orders.place", receiver.url);
    await teller.db.webhook.updateMany({ data: { mode: "live" } });
    await placed();
    await teller.tell();
    expect(receiver.received).toEqual([]);
  });

  it("is told of an order although its system was down when the change was committed", async () => {
    await teller.add("orders.pay", receiver.url);
    receiver.next(503);
    const authorization = await placed();
    await capture(authorization);
    await teller.tell();
    teller.forward(60_000);
    await teller.tell();
    expect(receiver.received).toHaveLength(2);
    const { verifyBooks } = await import("@/lib/books/verify-books");
    const broken = (await verifyBooks(teller.db, Date.now)).filter((each) => each.violationsCount);
    expect(broken).toEqual([]);
  });

  it("is told once of what can happen once, and a second telling stops nothing", async () => {
    const { writeAll } = await import("@/lib/db/write");
    const authorization = await placed();
    const { orderId } = authorization;
    const createdAt = new Date();
    const again = { mode: "test", resourceType: "orders", resourceId: orderId, orderId, createdAt };
    const { version } = await teller.db.order.findUniqueOrThrow({ where: { id: orderId } });
    const guard = { orderId, version, set: { reference: "written all the same" } };
    const writes = ["orders.place", "orders.pay", "orders.pay", "orders.void"].map((topic) => ({
      insert: "outgoing_events" as const,
      row: { ...again, topic },
    }));
    expect(await writeAll(teller.db, writes, { guard })).toBe(true);
    expect(await writeAll(teller.db, writes, { guard })).toBe(false);
    const order = await teller.db.order.findUniqueOrThrow({ where: { id: orderId } });
    expect(order.reference).toBe("written all the same");
    const told = await teller.db.outgoingEvent.findMany({ where: { orderId } });
    expect(told.map(({ topic }) => topic).sort()).toEqual([
      "authorizations.create",
      "orders.authorize",
      "orders.pay",
      "orders.place",
      "orders.void",
    ]);
  });
});
