import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PrismaClient } from "@/lib/db/client";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { findPayment } from "./payment-detail-queries";
import {
  addEvents,
  addPayment,
  addShop,
  type EventGiven,
  MERCHANT,
  second,
} from "./payments.fixture";

let database: TestDatabase;
let db: PrismaClient;

const SHOPPER = { kind: "shopper", id: null };
const GATEWAY = { kind: "provider", id: "gateway" };
const PERSON = { kind: "user", id: MERCHANT.id };
const line = (
  name: string,
  id: string,
  at: number,
  more: Partial<EventGiven> = {},
): EventGiven => ({
  ...{ name, at, orderId: "o-p", actor: SHOPPER },
  resource: { type: `${name.split(".")[0]}s`, id },
  ...more,
});
const became = (status: string, amount: number, from: string | null = "requested") => ({
  changes: { status: [from, status], amount_cents: amount },
});

const EVENTS: readonly EventGiven[] = [
  line("authorization.requested", "no", 1, became("requested", 6500, null)),
  line("authorization.declined", "no", 2, became("declined", 6500)),
  line("authorization.requested", "yes", 3, became("requested", 6500, null)),
  line("authorization.succeeded", "yes", 4, { actor: GATEWAY, ...became("succeeded", 6500) }),
  line("webhook.applied", "evt_1", 5, {
    actor: GATEWAY,
    resource: { type: "webhook_events", id: "evt_1" },
    changes: { type: "payment_approved", changed: true },
  }),
  line("capture.requested", "taken", 6, { actor: PERSON, ...became("requested", 4200, null) }),
  line("capture.succeeded", "taken", 7, { actor: PERSON, ...became("succeeded", 4200) }),
];

const webhook = (eventId: string, more: object) =>
  db.webhookEvent.create({
    data: {
      ...{ gatewayId: "gateway", eventId, type: "payment_approved", body: new Uint8Array() },
      ...{ paymentReference: "pay_p", receivedAt: second(4) },
      ...more,
    },
  });

beforeAll(async () => {
  database = await openTestDatabase();
  db = database.prisma;
  await addShop(db);
  await addPayment(db, {
    ...{ id: "p", at: 0 },
    instrument: { issuer_type: "card", card_type: "visa", card_last_digits: "3670" },
    transactions: [
      {
        id: "no",
        kind: "authorization",
        status: "declined",
        attempt: 1,
        at: 1,
        declineCode: "insufficient_funds",
        declineRaw: "20051",
      },
      { id: "yes", kind: "authorization", status: "succeeded", attempt: 2, at: 3 },
      { id: "taken", kind: "capture", status: "succeeded", amountMinor: 4200, at: 6 },
    ],
  });
  await addEvents(db, EVENTS);
  await db.order.update({ where: { id: "o-p" }, data: { paymentStatus: "partially_paid" } });
  await webhook("evt_1", { duplicates: 2, appliedAt: second(5), outcome: "applied" });
  await webhook("evt_2", { attempts: 3, nextAttemptAt: second(60), type: "payment_captured" });
  await webhook("evt_3", { paymentReference: "pay_other" });
  await db.refundLimit.create({
    data: { currencyCode: "EUR", limitMinor: 2000, setBy: MERCHANT.id, updatedAt: second(0) },
  });
  await db.refundRequest.create({
    data: {
      ...{ id: "r", orderId: "o-p", sourceId: "p", amountMinor: 3000, currencyCode: "EUR" },
      ...{ reason: "Chipped", idempotencyKey: "k", status: "waiting", askedBy: MERCHANT.id },
      askedAt: second(8),
    },
  });
});
afterAll(() => database.close());

const read = async () => {
  const payment = await findPayment(MERCHANT, "p", db);
  if (!payment) throw new Error("It is gone.");
  return payment;
};

describe("a payment's timeline", () => {
  it("says how the payment stood after each event", async () => {
    const { events } = await read();
    expect(events.map(({ moment }) => moment.state)).toEqual([
      "requested",
      "declined",
      "requested",
      "authorized",
      "authorized",
      "authorized",
      "partially_paid",
    ]);
  });

  it("says what a provider's event led to, and how often it came", async () => {
    const event = (await read()).events.find(({ name }) => name === "webhook.applied");
    expect(event).toMatchObject({
      webhook: { receivedAt: second(4), copiesCount: 2 },
      led: ["authorization.succeeded"],
    });
  });

  it("knows which card's shopper was told of a decline", async () => {
    const [, declined] = (await read()).events;
    expect(declined?.shopper).toEqual({ lastDigits: "3670", methodName: null });
    expect((await read()).events.filter(({ shopper }) => shopper !== null)).toHaveLength(1);
  });

  it("shows this payment's events that are kept and not applied", async () => {
    expect((await read()).waitingWebhooks).toEqual([
      {
        ...{ eventId: "evt_2", type: "payment_captured", receivedAt: second(4), copiesCount: 0 },
        ...{ attemptsCount: 3, nextAttemptAt: second(60) },
      },
    ]);
  });

  it("shows what waits for a second person, and above which amount", async () => {
    const { refundRequests, refundLimitMinor } = await read();
    expect(refundLimitMinor).toBe(2000);
    expect(refundRequests).toMatchObject([
      { id: "r", amountMinor: 3000, status: "waiting", askedBy: { name: "Ines Koch" } },
    ]);
  });

  it("folds to what is stored, and names what is not so", async () => {
    expect((await read()).differences).toEqual([]);
    await db.transaction.update({ where: { id: "taken" }, data: { amountMinor: 4300 } });
    expect((await read()).differences).toEqual([
      { what: "amount", id: "taken", kind: "capture", told: 4200, stored: 4300 },
    ]);
  });

  it("finds unapplied events by their index", async () => {
    const client = await database.connect();
    await client.query("BEGIN; SET LOCAL enable_seqscan = off");
    const plan = await client.query(
      `EXPLAIN SELECT event_id FROM webhook_events WHERE applied_at IS NULL
       AND gateway_id = 'gateway' AND payment_reference = ANY(ARRAY['a', 'b'])`,
    );
    await client.query("ROLLBACK");
    await client.end();
    const text = plan.rows.map((row: Record<string, unknown>) => Object.values(row)[0]).join("\n");
    expect(text).toContain("webhook_events_unapplied");
  });
});
