import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/scripts/test-database";
import { countTries, dropOldThrottles, forgiveTries } from "./throttle-store";

const LIMIT = { countMax: 5, windowMs: 900_000 };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const countOne = async (key: string, now: Date) => {
  const [counted] = await countTries(database.prisma, [{ key, limit: LIMIT }], now);
  return counted;
};

describe("counting tries", () => {
  it("counts within a window that starts at the first try and does not move", async () => {
    expect(await countOne("a", at(0))).toEqual({ count: 1, resetsAt: at(15) });
    expect(await countOne("a", at(14))).toEqual({ count: 2, resetsAt: at(15) });
    expect(await countOne("a", at(15))).toEqual({ count: 1, resetsAt: at(30) });
  });

  it("loses no try of many at once", async () => {
    const tries = Array.from({ length: 20 }, () => countOne("many", at(0)));
    const counts = (await Promise.all(tries)).map((counted) => counted?.count ?? 0);
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it("counts an account and an address in one go, whatever their order", async () => {
    const tries = ["z", "b"].map((key) => ({ key, limit: LIMIT }));
    await countOne("b", at(0));
    const counts = await countTries(database.prisma, tries, at(1));
    expect(counts).toEqual([
      { count: 1, resetsAt: at(16) },
      { count: 2, resetsAt: at(15) },
    ]);
    expect(await countTries(database.prisma, [], at(1))).toEqual([]);
  });

  it("forgives: the account wholly, the address one try", async () => {
    for (const key of ["account", "account", "address", "address"]) await countOne(key, at(0));
    await forgiveTries(database.prisma, { cleared: "account", returned: "address" });
    expect((await countOne("account", at(1)))?.count).toBe(1);
    expect((await countOne("address", at(1)))?.count).toBe(2);
    await forgiveTries(database.prisma, { cleared: "account", returned: null });
    expect((await countOne("account", at(2)))?.count).toBe(1);
  });

  it("drops windows that are over, and no others", async () => {
    await countOne("old", at(0));
    await countOne("new", at(40));
    await dropOldThrottles(database.prisma, at(41));
    const left = await database.prisma.throttle.findMany({ select: { key: true } });
    expect(left).toEqual([{ key: "new" }]);
  });
});
