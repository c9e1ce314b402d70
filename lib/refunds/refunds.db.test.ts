import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Merchant as Desk, merchantOf } from "../../tests/api/merchant";
import { type ApiShop, openApiShop } from "../../tests/api/shop";
import type { Merchant } from "../auth/merchant";
import type { Deps } from "../deps";
import type { CurrencyCode } from "../money/money";
import type { StoredTransaction } from "../payments/store";

let shop: ApiShop;
let desk: Desk;
let depsOf: (person: Merchant) => Promise<Deps>;

const person = (id: string, role: Merchant["role"]) =>
  ({
    id,
    name: id,
    email: `${id}@x.example`,
    role,
    organization: { name: "", timeZone: "UTC" },
  }) as Merchant;
const OWNER = person("owner", "owner");
const INES = person("ines", "operator");
const OTTO = person("otto", "operator");
const VERA = person("vera", "viewer");

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  depsOf = ({ id }) => parts({ kind: "user", id });
  desk = merchantOf(shop, await depsOf(INES));
});
afterAll(() => shop?.close());

async function ask(by: Merchant, capture: StoredTransaction, amountMinor: number, key: string) {
  const { askRefund } = await import("./ask-refund");
  const given = { sourceId: capture.sourceId, amountMinor, reason: "One mug arrived chipped" };
  return askRefund(await depsOf(by), by, { ...given, idempotencyKey: key });
}
async function approve(by: Merchant, requestId: string) {
  const { approveRefund } = await import("./answer-refund");
  return approveRefund(await depsOf(by), by, { requestId });
}
async function limit(by: Merchant, limitMinor: number | null) {
  const { changeRefundLimit } = await import("./change-refund-limit");
  const currency = "EUR" as CurrencyCode;
  return changeRefundLimit(await depsOf(by), by, { currency, limitMinor });
}
async function refundedMinor(capture: StoredTransaction) {
  return (await desk.bookOf(await desk.settleAll(capture))).refund;
}
async function told(capture: StoredTransaction) {
  const { prisma } = await import("../db/client");
  const where = { orderId: capture.orderId, name: { startsWith: "refund." } };
  const events = await prisma().event.findMany({ where, orderBy: { sequence: "asc" } });
  return events.map(({ name, actorId }) => `${name} ${actorId}`);
}
async function waiting(capture: StoredTransaction, key = "r1") {
  const asked = await ask(INES, capture, 3000, key);
  if (!asked.ok || asked.value.kind !== "waits") throw new Error(JSON.stringify(asked));
  return asked.value.requestId;
}

describe("a refund without a limit", () => {
  it("is one refund, however often its form is sent", async () => {
    const capture = await desk.captured("checkout_com");
    await Promise.all([ask(INES, capture, 1000, "r1"), ask(INES, capture, 1000, "r1")]);
    await ask(INES, capture, 1000, "r1");
    expect(await refundedMinor(capture)).toBe(1000);
    const { prisma } = await import("../db/client");
    const event = await prisma().event.findFirst({
      where: { orderId: capture.orderId, name: "refund.requested" },
    });
    expect(event?.changes).toMatchObject({ note: "One mug arrived chipped" });
  });

  it("is refused to who may only look, and with a card number in its reason", async () => {
    const capture = await desk.captured("stripe");
    expect(await ask(VERA, capture, 1000, "r1")).toMatchObject({ error: { code: "forbidden" } });
    const { askRefund } = await import("./ask-refund");
    const given = { sourceId: capture.sourceId, amountMinor: 1, idempotencyKey: "r2" };
    const reason = "was on 4242 4242 4242 4242";
    const asked = await askRefund(await depsOf(INES), INES, { ...given, reason });
    expect(asked).toMatchObject({ error: { issues: [{ path: "reason" }] } });
    expect(await refundedMinor(capture)).toBe(0);
  });
});

describe("a refund above the limit", () => {
  beforeAll(async () => {
    expect(await limit(INES, 2000)).toMatchObject({ error: { code: "forbidden" } });
    expect(await limit(OWNER, 2000)).toMatchObject({ ok: true });
  });
  afterAll(() => limit(OWNER, null));

  it("waits for somebody else, and is then refunded once", async () => {
    const capture = await desk.captured("checkout_com");
    const id = await waiting(capture);
    expect(await waiting(capture)).toBe(id);
    expect(await refundedMinor(capture)).toBe(0);
    expect(await approve(INES, id)).toMatchObject({ error: { code: "own_request" } });
    expect(await approve(VERA, id)).toMatchObject({ error: { code: "forbidden" } });
    const answers = await Promise.all([approve(OTTO, id), approve(OWNER, id)]);
    expect(answers.some(({ ok }) => ok)).toBe(true);
    expect(await refundedMinor(capture)).toBe(3000);
    expect(await approve(OTTO, id)).toMatchObject({ error: { code: "illegal_transition" } });
    const lines = await told(capture);
    expect(lines[0]).toBe("refund.asked_for ines");
    expect(lines.filter((line) => line.startsWith("refund.approved"))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("refund.requested"))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("refund.carried_out"))).toHaveLength(1);
  });

  it("counts what the payment has given back already: parts are no way around it", async () => {
    const capture = await desk.captured("stripe");
    expect(await ask(INES, capture, 2000, "r1")).toMatchObject({ value: { kind: "asked" } });
    await desk.settleAll(capture);
    expect(await ask(INES, capture, 1, "r2")).toMatchObject({ value: { kind: "waits" } });
  });

  it("gives nothing back when it is turned down", async () => {
    const capture = await desk.captured("stripe");
    const id = await waiting(capture);
    const { declineRefund } = await import("./answer-refund");
    const declined = await declineRefund(await depsOf(OTTO), OTTO, { requestId: id, note: "No." });
    expect(declined).toMatchObject({ ok: true });
    expect(await approve(OWNER, id)).toMatchObject({ error: { code: "illegal_transition" } });
    expect(await refundedMinor(capture)).toBe(0);
  });

  it("is refused, and says so, when the money has gone back another way meanwhile", async () => {
    const capture = await desk.captured("stripe");
    const id = await waiting(capture);
    await desk.refund(capture, 1000, null);
    expect(await approve(OTTO, id)).toMatchObject({ error: { code: "amount_exceeds_balance" } });
    expect((await told(capture)).at(-1)).toBe("refund.refused otto");
  });

  it("cannot be had by cancelling the order", async () => {
    const { cancelPaid } = await import("./cancel-paid");
    const capture = await desk.captured("stripe");
    const cancelled = await cancelPaid(await depsOf(INES), { orderId: capture.orderId });
    expect(cancelled).toMatchObject({ error: { code: "second_person_needed" } });
    expect(await refundedMinor(capture)).toBe(0);
  });

  it("is kept to two people by the database itself", async () => {
    const { prisma } = await import("../db/client");
    const id = await waiting(await desk.captured("stripe"));
    await expect(
      prisma().$executeRaw`UPDATE refund_requests SET status = 'approved', decided_by = asked_by,
        decided_at = now() WHERE id = ${id}`,
    ).rejects.toThrow(/two_people/);
  });
});

it("folds to what is stored, after all of it", async () => {
  const { prisma } = await import("../db/client");
  const { findPayment } = await import("../payments/payment-detail-queries");
  const sources = await prisma().paymentSource.findMany();
  expect(sources.length).toBeGreaterThan(5);
  for (const { id } of sources) {
    expect((await findPayment(OWNER, id))?.differences, id).toEqual([]);
  }
});
