import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { addPayment, addShop, second } from "../payments/payments.fixture";
import { foldDays } from "./fold-days";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await addShop(database.prisma);
});
afterAll(() => database?.close());

/** The sums as a report reads them: `fact detail day: times × amount`. */
async function sums(): Promise<string[]> {
  const rows = await database.prisma.$queryRaw<{ line: string }[]>`
    SELECT concat_ws(' ', fact, NULLIF(detail, ''), day || ':', sum(times_count), '×',
      sum(amount_minor)) AS line
    FROM payment_fact_days GROUP BY fact, detail, day
    HAVING sum(times_count) <> 0 OR sum(amount_minor) <> 0 ORDER BY 1`;
  return rows.map(({ line }) => line);
}

const recount = () => database.prisma.$queryRaw`SELECT payment_fact_days_recount()::text`;
const of = (part: string, all: readonly string[]) => all.filter((line) => line.startsWith(part));

describe("the daily sums of payments", () => {
  it("count what has ended, when it ends, and not before", async () => {
    const { prisma } = database;
    await addPayment(prisma, {
      id: "P1",
      at: 0,
      transactions: [
        { id: "A1", kind: "authorization", status: "declined", declineCode: "insufficient_funds" },
        { id: "A2", kind: "authorization", status: "requested", attempt: 2, at: 60 },
      ],
    });
    expect(await sums()).toEqual([
      "declined insufficient_funds 2026-11-20: 1 × 6500",
      "three_ds not_used 2026-11-20: 1 × 6500",
    ]);
    const settled = { status: "succeeded", settledAt: second(70) };
    await prisma.transaction.update({ where: { id: "A2" }, data: settled });
    expect(of("authorization", await sums())).toEqual(["authorization 2026-11-20: 1 × 6500"]);
    expect(of("paid_later", await sums())).toEqual([
      "paid_later insufficient_funds 2026-11-20: 1 × 6500",
    ]);
    // Said again, nothing is counted again; another amount is the difference.
    await prisma.transaction.update({ where: { id: "A2" }, data: { detail: "said again" } });
    await prisma.transaction.update({ where: { id: "A2" }, data: { amountMinor: 6000 } });
    expect(of("authorization", await sums())).toEqual(["authorization 2026-11-20: 1 × 6000"]);
  });

  it("follow several rows that one statement writes", async () => {
    await addPayment(database.prisma, {
      id: "P2",
      at: 0,
      attributes: { payment_response: { "3ds": { authentication_response: "Y" } } },
      transactions: [{ id: "B1", kind: "authorization", status: "requested" }],
    });
    const before = await sums();
    await database.prisma.$executeRaw`
      WITH changed AS (
        UPDATE transactions SET status = 'succeeded', settled_at = '2026-11-20T12:00:00Z'
        WHERE id = 'B1' RETURNING *
      ), other AS (
        UPDATE transactions SET amount_minor = 6100 WHERE id = 'A2' RETURNING 1
      ), captured AS (
        INSERT INTO transactions (id, order_id, source_id, gateway_id, kind, status, amount_minor,
          currency_code, parent_id, requested_at, settled_at, created_at, updated_at)
        SELECT 'C1', order_id, source_id, gateway_id, 'capture', 'succeeded', 500, 'EUR', 'B1',
          now(), '2026-11-21T12:00:00Z', now(), now() FROM transactions WHERE id = 'B1'
        RETURNING 1
      )
      SELECT 1`;
    const after = await sums();
    expect(after.filter((line) => !before.includes(line))).toEqual([
      "authorization 2026-11-20: 2 × 12600",
      "capture 2026-11-21: 1 × 500",
      "three_ds not_used 2026-11-20: 2 × 12600",
      "three_ds passed 2026-11-20: 1 × 6500",
    ]);
  });

  it("stay the same when they are folded, while more is added, and when counted anew", async () => {
    const before = await sums();
    const folded = await foldDays(database.prisma);
    expect(folded).toBeGreaterThan(5);
    expect(await sums()).toEqual(before);
    const data = { amountMinor: 6050 };
    await database.prisma.transaction.update({ where: { id: "A2" }, data });
    const withMore = await sums();
    await foldDays(database.prisma);
    expect(await foldDays(database.prisma)).toBe(0);
    expect(await sums()).toEqual(withMore);
    await recount();
    expect(await sums()).toEqual(withMore);
  });

  it("are of days that begin where the organization is", async () => {
    const { prisma } = database;
    await addPayment(prisma, {
      id: "P3",
      at: 11 * 3600 + 1800, // 23:30 UTC.
      transactions: [{ id: "D1", kind: "authorization", status: "failed" }],
    });
    expect(of("failed", await sums())).toEqual(["failed 2026-11-20: 1 × 6500"]);
    const organization = { slug: "halden", name: "Halden", installationId: "i" };
    const row = { ...organization, id: "O", createdAt: second(0), timeZone: "Europe/Berlin" };
    await prisma.organization.create({ data: row });
    expect(of("failed", await sums())).toEqual(["failed 2026-11-21: 1 × 6500"]);
    const lost = prisma.organization.update({ where: { id: "O" }, data: { timeZone: "Mars/X" } });
    await expect(lost).rejects.toThrow(/time zone/);
  });
});
