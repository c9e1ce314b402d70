import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { addPayment, addShop, MERCHANT, second } from "../payments/payments.fixture";
import { foldDays } from "./fold-days";
import { listReportChoices, readOverview } from "./overview-queries";
import { periodOf } from "./report-days";

let database: TestDatabase;
const DAY_S = 86_400;
/** A day after the payments' first. */
const NOW = second(DAY_S);
const WISH = { mode: "test", currency: "EUR", now: NOW } as const;

beforeAll(async () => {
  database = await openTestDatabase();
  const { prisma } = database;
  await addShop(prisma);
  await addPayment(prisma, {
    id: "P1",
    at: DAY_S,
    transactions: [
      { id: "A1", kind: "authorization", status: "declined", declineCode: "insufficient_funds" },
      { id: "A2", kind: "authorization", status: "succeeded", attempt: 2 },
      { id: "C1", kind: "capture", status: "succeeded" },
      { id: "R1", kind: "refund", status: "succeeded", amountMinor: 500 },
    ],
  });
  await addPayment(prisma, {
    id: "P2",
    at: 0,
    transactions: [
      { id: "A3", kind: "authorization", status: "succeeded" },
      { id: "C2", kind: "capture", status: "succeeded", amountMinor: 1000 },
    ],
  });
  const refused = { id: "A4", kind: "authorization", status: "declined" } as const;
  await addPayment(prisma, { id: "P3", at: 0, transactions: [refused] });
  // Authorized six days ago, by a gateway that holds for a week: it ends tomorrow.
  await addPayment(prisma, {
    id: "P4",
    at: -5 * DAY_S,
    transactions: [{ id: "A5", kind: "authorization", status: "succeeded" }],
  });
  await prisma.transaction.update({ where: { id: "A5" }, data: { live: true } });
  await prisma.order.update({
    where: { id: "o-P4" },
    data: { paymentStatus: "authorized", paymentUpdatedAt: second(-5 * DAY_S) },
  });
});
afterAll(() => database?.close());

const read = (span: 1 | 7 | 30 | 90, wish: { mode: "test" | "live"; currency: string } = WISH) =>
  readOverview(
    MERCHANT,
    { ...wish, now: NOW, period: periodOf(span, NOW, "Europe/Berlin") },
    database.prisma,
  );

describe("the overview", () => {
  it("offers the modes and currencies that there are", async () => {
    const choices = await listReportChoices(MERCHANT, database.prisma);
    expect(choices).toEqual([{ mode: "test", currency: "EUR" }]);
  });

  it("has a day beside the day before", async () => {
    const { report, names } = await read(1);
    expect(report.taken).toEqual({
      times: { now: 1, before: 1 },
      amountMinor: { now: 6500, before: 1000 },
    });
    expect(report.refunded.amountMinor).toEqual({ now: 500, before: 0 });
    expect(report.acceptance).toEqual({
      accepted: { now: 1, before: 1 },
      answered: { now: 2, before: 2 },
    });
    expect(report.declines).toEqual([
      { code: "insufficient_funds", times: { now: 1, before: 0 }, paidLater: 1 },
    ]);
    expect(report.threeDs.not_used).toEqual({ now: 2, before: 2 });
    expect(report.gateways.map(({ id }) => id)).toEqual(["gateway"]);
    expect(names.get("gateway")).toBe("Checkout.com EU");
    expect(report.methods.map(({ id, taken }) => [id, taken.times.now])).toEqual([["", 1]]);
  });

  it("says day by day what was taken, also on days with nothing", async () => {
    const { report } = await read(7);
    expect(report.perDay.slice(-3)).toEqual([
      { day: "2026-11-19", amountMinor: 0, times: 0 },
      { day: "2026-11-20", amountMinor: 1000, times: 1 },
      { day: "2026-11-21", amountMinor: 6500, times: 1 },
    ]);
    expect(report.perDay).toHaveLength(7);
  });

  it("knows what is held now, and what of it ends soon", async () => {
    const { held } = await read(30);
    const soonestAt = second(2 * DAY_S);
    expect(held).toEqual({ count: 1, amountMinor: 6500, soonCount: 1, soonestAt });
  });

  it("takes three statements, however much there is", async () => {
    let statementsCount = 0;
    const { prisma } = database;
    const counting = new Proxy(prisma, {
      get: (target, name) => {
        if (name === "$queryRaw") statementsCount += 1;
        return Reflect.get(target, name);
      },
    });
    await listReportChoices(MERCHANT, counting);
    await readOverview(MERCHANT, { ...WISH, period: periodOf(90, NOW, "Europe/Berlin") }, counting);
    expect(statementsCount).toBe(3);
  });

  it("says the same when the sums are folded, and nothing of other currencies and modes", async () => {
    const before = await read(90);
    await foldDays(database.prisma);
    expect(await read(90)).toEqual(before);
    for (const other of [
      { mode: "live", currency: "EUR" },
      { mode: "test", currency: "USD" },
    ] as const) {
      const { report, held } = await read(90, other);
      expect([report.taken.times.now, report.gateways, held.count]).toEqual([0, [], 0]);
    }
  });
});
