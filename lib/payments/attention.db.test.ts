// Each cause on its way from the provider to the list, through the real stores and the sandbox.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Merchant, merchantOf } from "../../tests/api/merchant";
import { type ApiShop, openApiShop } from "../../tests/api/shop";
import type { Merchant as Person } from "../auth/merchant";
import type { PrismaClient } from "../db/client";
import type { Deps } from "../deps";
import type { StoredTransaction } from "./store";

let shop: ApiShop;
let db: PrismaClient;
let deps: Deps;
let merchant: Merchant;
let person: Person;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  const { prisma } = await import("../db/client");
  db = prisma();
  const user = await db.user.findFirstOrThrow();
  deps = await parts({ kind: "user", id: user.id });
  merchant = merchantOf(shop, deps);
  const organization = { name: "Halden", timeZone: "Europe/Berlin" };
  person = { ...user, role: "operator", organization } as unknown as Person;
});
afterAll(() => shop?.close());

type Delivery = { eventType: string; body: string };

/** What the sandbox has sent about a payment, in its order. */
async function sentAbout(reference: string): Promise<Delivery[]> {
  const answer = await fetch(`${shop.sandbox.url}/_control/deliveries`, {
    headers: { "x-sandbox-key": shop.sandbox.controlKey },
  });
  const { deliveries }: { deliveries: Delivery[] } = await answer.json();
  return deliveries.filter(({ body }) => body.includes(reference));
}

/** As a webhook whose signature was right; with an id of its own, a copy is another event. */
async function hear(gatewayId: string, body: string): Promise<string> {
  const { applyWebhook } = await import("../webhooks/apply-webhook");
  const gateway = await deps.payments.findGateway(gatewayId);
  const event = gateway && deps.providers(gateway.type).readEvent(new TextEncoder().encode(body));
  if (!event) throw new Error("The sandbox sent what is no event.");
  const kept = {
    gatewayId,
    eventId: `${event.eventId}-${randomUUID()}`,
    type: event.type,
    body: new TextEncoder().encode(body),
    paymentReference: event.payment?.reference ?? null,
    ourReference: event.payment?.ourReference ?? null,
    receivedAt: new Date(),
  };
  await deps.webhooks.record(kept, null);
  return applyWebhook(deps, { ...kept, attempts: 0 });
}

const itemsOf = ({ orderId }: StoredTransaction) =>
  db.attentionItem.findMany({ where: { orderId }, orderBy: { openedAt: "asc" } });

const paymentOf = async (of: StoredTransaction): Promise<string> => {
  const { transactions } = await merchant.stateOf(of);
  const reference = transactions.find(({ kind }) => kind === "authorization")?.paymentReference;
  if (!reference) throw new Error("The payment has no name at the provider.");
  return reference;
};

async function contest(of: StoredTransaction): Promise<{ id: string; payment: string }> {
  const payment = await paymentOf(of);
  const opened = await merchant.control("disputes", { payment });
  return { id: (await opened.json()).id, payment };
}

describe.each(["stripe", "checkout_com"] as const)("a dispute at %s", (provider) => {
  it("is kept and listed once with its deadline, until it ends", async () => {
    const taken = await merchant.captured(provider);
    const { id, payment } = await contest(taken);
    const first = (await sentAbout(id)).filter(({ body }) => body.includes(payment));
    for (const { body } of first) await hear(taken.gatewayId, body);
    for (const { body } of first) await hear(taken.gatewayId, body);
    const [dispute] = await db.dispute.findMany({ where: { reference: id } });
    expect(dispute).toMatchObject({ state: "needs_response", transactionId: taken.id });
    expect(Number(dispute?.amountMinor)).toBe(3250);
    const open = await itemsOf(taken);
    expect(open).toMatchObject([{ kind: "dispute", resolvedAt: null, dueAt: dispute?.respondBy }]);
    expect(open[0]?.dueAt?.getTime()).toBeGreaterThan(Date.now());

    await merchant.control(`disputes/${id}`, { step: "submit" });
    await merchant.control(`disputes/${id}`, { step: "lose" });
    const last = (await sentAbout(id)).slice(first.length);
    // The end first, then everything again: it stays ended.
    for (const { body } of [...last].reverse()) await hear(taken.gatewayId, body);
    for (const { body } of first) await hear(taken.gatewayId, body);
    expect(await db.dispute.findFirst({ where: { reference: id } })).toMatchObject({
      state: "lost",
      respondBy: null,
    });
    const [closed, ...others] = await itemsOf(taken);
    expect(closed?.resolvedAt).not.toBeNull();
    expect(closed?.resolvedBy).toBeNull();
    expect(others).toEqual([]);
    const lines = await db.event.findMany({ where: { orderId: taken.orderId } });
    const names = lines.map(({ name }) => name);
    expect(names.filter((name) => name === "dispute.opened")).toHaveLength(1);
    expect(names.filter((name) => name === "attention.opened")).toHaveLength(1);
    expect(names.filter((name) => name === "attention.closed")).toHaveLength(1);
  });

  it("of a payment that is not ours is counted, and ignored", async () => {
    const taken = await merchant.captured(provider);
    const { id, payment } = await contest(taken);
    const [first] = await sentAbout(id);
    const foreign = (first?.body ?? "")
      .replaceAll(payment, payment.replace(/.{6}$/, "aaaaaa"))
      .replaceAll(taken.orderId, "AnotherOne");
    expect(await hear(taken.gatewayId, foreign)).toBe("not_ours");
    expect(await db.dispute.count({ where: { reference: id } })).toBe(0);
  });
});

describe("an item of the list", () => {
  const item = async () => {
    const { attentionId } = await import("./attention");
    const authorization = await merchant.placed("external");
    const { orderId, id } = authorization;
    const set = { status: "pending", settledAt: null } as const;
    await db.transaction.update({ where: { id }, data: set });
    await deps.payments.change(orderId, deps.by, new Date(), (state) => ({
      ok: true,
      value: {
        changes: [
          {
            kind: "transaction_changed",
            id: authorization.id,
            from: state.transactions[0]?.status ?? "pending",
            set: { checksCount: 9, nextCheckAt: null },
          },
        ],
        value: null,
      },
    }));
    return { authorization, orderId, id: attentionId("unknown_outcome", id) };
  };

  it("is taken, and resolved with a note, each with its line; its cause stays as it is", async () => {
    const { resolveAttention, takeAttention } = await import("./attend");
    const { countAttention, findTroubles, listAttention } = await import("./attention-queries");
    const { authorization, ...one } = await item();
    const before = await countAttention(person);
    expect(await takeAttention(deps, person, one)).toEqual({ ok: true, value: null });
    const { items } = await listAttention(person);
    expect(items.find(({ id }) => id === one.id)).toMatchObject({
      kind: "unknown_outcome",
      owner: { id: person.id },
      paymentId: authorization.sourceId,
    });
    const troubles = await findTroubles(person, authorization.sourceId);
    expect(troubles).toMatchObject({ items: [{ id: one.id }], disputes: [] });
    const card = await resolveAttention(deps, person, { ...one, note: "4242 4242 4242 4242" });
    expect(card).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    const done = await resolveAttention(deps, person, { ...one, note: " The bank says no. " });
    expect(done.ok).toBe(true);
    expect(await countAttention(person)).toBe(before - 1);
    expect(await itemsOf(authorization)).toMatchObject([
      { resolvedBy: person.id, note: "The bank says no.", ownerId: person.id },
    ]);
    const again = await resolveAttention(deps, person, { ...one, note: "Twice." });
    expect(again).toMatchObject({ error: { code: "not_found" } });
    const lines = await db.event.findMany({
      where: { resourceId: one.id },
      orderBy: { sequence: "asc" },
    });
    expect(lines.map(({ name }) => name)).toEqual([
      "attention.opened",
      "attention.taken",
      "attention.resolved",
    ]);
    expect(lines.every(({ actorId, traceId }) => actorId === person.id && traceId)).toBe(true);
  });

  it("is not for somebody who may only look", async () => {
    const { resolveAttention, takeAttention } = await import("./attend");
    const { authorization, ...one } = await item();
    const viewer = { ...person, role: "viewer" } as Person;
    const forbidden = { ok: false, error: { code: "forbidden" } };
    expect(await takeAttention(deps, viewer, one)).toEqual(forbidden);
    expect(await resolveAttention(deps, viewer, { ...one, note: "No." })).toEqual(forbidden);
    expect(await itemsOf(authorization)).toMatchObject([{ ownerId: null, resolvedAt: null }]);
  });

  it("closes by itself when its cause goes", async () => {
    const { authorization } = await item();
    const { orderId, id } = authorization;
    await deps.payments.change(orderId, deps.by, new Date(), () => ({
      ok: true,
      value: {
        changes: [
          {
            kind: "transaction_changed",
            id,
            from: "pending",
            set: { status: "succeeded", settledAt: new Date() },
          },
        ],
        value: null,
      },
    }));
    const [closed] = await itemsOf(authorization);
    expect(closed).toMatchObject({ resolvedBy: null, stamp: "" });
    expect(closed?.resolvedAt).not.toBeNull();
  });
});

it("a refund that fails later at Stripe is listed, and stays in the books", async () => {
  const taken = await merchant.captured("stripe");
  await merchant.refund(taken, null, null);
  const state = await merchant.settleAll(taken);
  const refund = state.transactions.find(({ kind }) => kind === "refund");
  expect(refund?.status).toBe("succeeded");
  const { decideFound } = await import("./decide-found");
  const authorization = state.transactions[0];
  if (!refund?.reference || !authorization?.paymentReference) throw new Error("No refund.");
  const { reference } = refund;
  const failed = { kind: "refund", reference, amountMinor: 3250, status: "declined" } as const;
  await deps.payments.change(state, deps.by, new Date(), (fresh) =>
    decideFound(fresh, {
      authorizationId: authorization.id,
      found: {
        reference: authorization.paymentReference as never,
        ...{ ourReference: null, installationId: null, amount: authorization.amount },
        authorization: { kind: "pending", reference } as never,
        ...{ capturedMinor: 3250, refundedMinor: 0, voided: false, operations: [failed] },
      },
      newId: randomUUID,
      now: new Date(),
    }),
  );
  expect(await itemsOf(taken)).toMatchObject([
    { kind: "refund_reversed", transactionId: refund.id, resolvedAt: null },
  ]);
  expect((await merchant.stateOf(taken)).transactions).toEqual(state.transactions);
});
