import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Merchant } from "../../tests/api/merchant";
import {
  ALONE,
  AtProvider,
  around,
  type Desk,
  HOUR_MS,
  openDesk,
} from "../../tests/api/reconciling";
import type { PrismaClient } from "../db/client";
import type { Deps } from "../deps";
import type { StoredTransaction } from "../payments/store";
import type { Period, ReconciliationStore } from "./store";

let desk: Desk;
let deps: Deps;
let merchant: Merchant;
let db: PrismaClient;
let store: ReconciliationStore;

beforeAll(async () => {
  desk = await openDesk();
  ({ deps, merchant, db, store } = desk);
});
afterAll(() => desk?.shop.close());

async function run(gatewayId: string, period?: Period) {
  const done = await desk.reconcile(gatewayId, period ? { period } : {});
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}

describe.each(["stripe", "checkout_com"] as const)("reconciling %s", (provider) => {
  const gatewayId = () => desk.shop.demo.gateways[`${provider}_gateways`].id;
  const theirs = () => new AtProvider(desk.shop, provider);
  beforeEach(() => desk.startOver(theirs()));

  /** Taken, captured and refunded in part; everything is known on both sides. */
  async function refunded(): Promise<StoredTransaction> {
    const capture = await merchant.captured(provider);
    await merchant.refund(capture, 1000, null);
    await merchant.settleAll(capture);
    return capture;
  }
  const paymentOf = async (of: StoredTransaction): Promise<string> => {
    const state = await merchant.stateOf(of);
    return state.transactions.find(({ attempt }) => attempt === 1)?.paymentReference ?? "";
  };
  const long = "requested_at = now() - interval '2 hours', settled_at = now() - interval '2 hours'";

  it("matches all of what was held, captured, refunded and let go", async () => {
    await merchant.placed(provider);
    await refunded();
    const voided = await merchant.placed(provider);
    await merchant.voidAll(voided);
    await merchant.settleAll(voided);
    expect(await run(gatewayId())).toMatchObject({
      counts: { ...ALONE, matched: 1 + 3 + 2 },
      open: [],
    });
  });

  it("finds nothing where nothing was", async () => {
    expect(await run(gatewayId())).toMatchObject({ counts: ALONE, open: [] });
  });

  it("finds a refund that was made without us, once in two runs", async () => {
    const capture = await refunded();
    await theirs().refund(await paymentOf(capture), 700);
    const { counts, open } = await run(gatewayId());
    expect(counts).toEqual({ ...ALONE, matched: 3, missingHere: 1 });
    expect(open).toMatchObject([
      { kind: "missing_here", movement: "refund", theirs: { amountMinor: 700 }, ours: null },
    ]);
    const again = await run(gatewayId());
    expect(again.open.map(({ id }) => id)).toEqual(open.map(({ id }) => id));
    expect(await db.reconciliationDifference.count()).toBe(1);
    expect(await db.reconciliationRun.count({ where: { state: "finished" } })).toBe(2);
  });

  it("finds a payment of ours of which nothing is stored", async () => {
    await theirs().pay({ installationId: deps.settings.installationId });
    const { counts, open } = await run(gatewayId());
    expect(counts).toEqual({ ...ALONE, missingHere: 1 });
    expect(open).toMatchObject([{ movement: "authorization", theirs: { amountMinor: 4200 } }]);
  });

  it("counts payments of other systems, and nothing else of them", async () => {
    await merchant.placed(provider);
    await theirs().pay({ installationId: null });
    await theirs().pay({ installationId: "another-installation" });
    expect(await run(gatewayId())).toMatchObject({
      counts: { ...ALONE, matched: 1, others: 2 },
      open: [],
    });
  });

  it("finds what we believe to have refunded, and resolves it when it was not so", async () => {
    const capture = await refunded();
    await db.$executeRawUnsafe(`INSERT INTO transactions SELECT (jsonb_populate_record(t,
      '{"id": "Planted", "reference": "re_planted", "amount_minor": 300}')).*
      FROM transactions t WHERE kind = 'refund'`);
    await db.$executeRawUnsafe(`UPDATE transactions SET ${long} WHERE id = 'Planted'`);
    const { counts, open } = await run(gatewayId());
    expect(counts).toEqual({ ...ALONE, matched: 3, missingThere: 1 });
    expect(open).toMatchObject([
      { kind: "missing_there", transactionId: "Planted", ours: { amountMinor: 300 }, theirs: null },
    ]);
    expect(open[0]?.paymentReference).toBe(await paymentOf(capture));
    await db.$executeRawUnsafe(`DELETE FROM transactions WHERE id = 'Planted'`);
    // Whatever the period: what is open is asked about in every run.
    const later = await run(gatewayId(), around(Date.now() - 100 * 24 * HOUR_MS));
    expect(later).toMatchObject({ counts: ALONE, open: [], resolvedCount: 1 });
    expect(await db.reconciliationDifference.findFirst()).toMatchObject({
      state: "resolved",
      resolvedBy: "run",
    });
  });

  it("finds another amount, resolves it when it is mended, and opens it again", async () => {
    const { id, amount } = await refunded();
    const set = (minor: number) =>
      db.$executeRaw`UPDATE transactions SET amount_minor = ${minor} WHERE id = ${id}`;
    await set(amount.amountMinor - 50);
    const { counts, open } = await run(gatewayId());
    expect(counts).toEqual({ ...ALONE, matched: 2, amountDiffers: 1 });
    expect(open).toMatchObject([
      {
        kind: "amount_differs",
        movement: "capture",
        ours: { amountMinor: amount.amountMinor - 50 },
        theirs: { amountMinor: amount.amountMinor },
      },
    ]);
    await set(amount.amountMinor);
    expect(await run(gatewayId())).toMatchObject({ open: [], resolvedCount: 1 });
    await set(amount.amountMinor - 50);
    const again = await run(gatewayId());
    expect(again.open.map((each) => each.id)).toEqual(open.map((each) => each.id));
  });

  it("counts what is not settled, and misses it nowhere", async () => {
    const capture = await refunded();
    await db.$executeRaw`UPDATE transactions SET status = 'indeterminate', settled_at = NULL
      WHERE id = ${capture.id}`;
    const held = await merchant.placed(provider);
    await db.$executeRaw`UPDATE transactions SET status = 'pending', settled_at = NULL,
      payment_reference = NULL WHERE id = ${held.id}`;
    expect(await run(gatewayId())).toMatchObject({
      counts: { ...ALONE, matched: 2, unsettled: 2 },
      open: [],
    });
  });

  it("misses nothing that the provider's clock puts beyond the period", async () => {
    await merchant.placed(provider);
    await merchant.control("clock", { advanceMs: 2 * HOUR_MS });
    await merchant.placed(provider);
    const now = Date.now();
    const period = { from: new Date(now - HOUR_MS), to: new Date(now + 60_000) };
    const { counts, open } = await run(gatewayId(), period);
    expect(open).toEqual([]);
    expect(counts).toEqual({ ...ALONE, matched: 2 });
  });

  it("takes a person's word until the amounts change", async () => {
    const { resolveDifference } = await import("./resolve-difference");
    const capture = await refunded();
    await theirs().refund(await paymentOf(capture), 700);
    const { id = "" } = (await run(gatewayId())).open[0] ?? {};
    expect(await resolveDifference({ deps, store }, { id, note: " " })).toMatchObject({
      error: { code: "invalid_input" },
    });
    const said = await resolveDifference({ deps, store }, { id, note: "Agreed by phone." });
    expect(said).toMatchObject({ ok: true, value: { state: "resolved", resolvedBy: "person" } });
    expect(await resolveDifference({ deps, store }, { id, note: "Twice" })).toMatchObject({
      error: { code: "not_found" },
    });
    expect(await run(gatewayId())).toMatchObject({
      counts: { missingHere: 1 },
      open: [],
      acceptedCount: 1,
    });
    const told = { resourceId: id, actorKind: "user", actorId: "merchant" };
    expect(await db.event.count({ where: told })).toBe(1);
    await db.$executeRaw`UPDATE reconciliation_differences SET their_amount_minor = 1`;
    expect((await run(gatewayId())).open).toMatchObject([{ id, theirs: { amountMinor: 700 } }]);
  });

  it("keeps what it found when the provider stops answering, and resolves nothing", async () => {
    const capture = await refunded();
    await theirs().refund(await paymentOf(capture), 700);
    await run(gatewayId());
    await theirs().breakLists();
    const clock = { ...deps.clock, sleep: async () => {} };
    const failed = await desk.reconcile(gatewayId(), { deps: { ...deps, clock } });
    expect(failed).toMatchObject({ ok: false, error: { code: "run_failed" } });
    expect(await db.reconciliationRun.count({ where: { state: "failed" } })).toBe(1);
    expect(await db.reconciliationDifference.count({ where: { state: "open" } })).toBe(1);
  });
});
