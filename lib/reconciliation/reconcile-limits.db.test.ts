import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ALONE, AtProvider, type Desk, openDesk } from "../../tests/api/reconciling";

let desk: Desk;
let theirs: AtProvider;

beforeAll(async () => {
  desk = await openDesk();
  theirs = new AtProvider(desk.shop, "stripe");
});
beforeEach(() => desk.startOver(theirs));
afterAll(() => desk?.shop.close());

const within = (limits: object) =>
  desk.reconcile(desk.shop.demo.gateways.stripe_gateways.id, { limits });

describe("reconciling", () => {
  it("reads both sides page by page, and asks no more often than it may", async () => {
    const { db, merchant } = desk;
    for (let count = 0; count < 5; count += 1) await merchant.placed("stripe");
    expect(await within({ page: 2 })).toMatchObject({
      value: { counts: { ...ALONE, matched: 5 }, open: [] },
    });
    await theirs.reset();
    await db.$executeRaw`UPDATE transactions SET settled_at = now() - interval '2 hours'`;
    for (const limits of [{ page: 2, asks: 0 }, { page: 2 }]) {
      expect(await within(limits)).toMatchObject({
        value: { counts: { ...ALONE, missingThere: 5 } },
      });
    }
    expect(await db.reconciliationDifference.count()).toBe(5);
  });

  it("ends with a sentence where a period holds too much", async () => {
    await desk.merchant.placed("stripe");
    expect(await within({ payments: 0 })).toMatchObject({
      error: { code: "run_failed", detail: expect.stringContaining("shorter period") },
    });
  });

  it("twice at once finds each difference once", async () => {
    for (let count = 0; count < 3; count += 1) await desk.merchant.placed("stripe");
    await theirs.reset();
    await desk.db.$executeRaw`UPDATE transactions SET settled_at = now() - interval '2 hours'`;
    const both = await Promise.all([within({}), within({})]);
    for (const each of both) expect(each).toMatchObject({ value: { counts: { missingThere: 3 } } });
    expect(await desk.db.reconciliationDifference.count({ where: { state: "open" } })).toBe(3);
  });

  it("is not offered by an external gateway, and by none that is not there", async () => {
    const { id } = desk.shop.demo.gateways.external_gateways;
    expect(await desk.reconcile(id)).toMatchObject({ error: { code: "not_offered" } });
    expect(await desk.reconcile("nothing")).toMatchObject({ error: { code: "not_found" } });
  });
});
