import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AtProvider, around, type Desk, openDesk } from "../../tests/api/reconciling";
import type { Merchant } from "../auth/merchant";
import type { DeskFilter } from "./desk-view";

let desk: Desk;
const PERSON = { role: "operator" } as Merchant;
const ALL: DeskFilter = { gatewayId: null, show: "open", kind: null, runId: null };

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.shop.close());

describe("the desk of reconciliation", () => {
  it("sees a run while it goes, what it found, and who settled it", async () => {
    const { beginReconciliation } = await import("./reconcile");
    const { resolveDifference } = await import("./resolve-difference");
    const { listDeskGateways, listDifferences, listRuns } = await import("./desk-queries");
    const { deps, db, store } = desk;
    const now = new Date();
    const gatewayId = desk.shop.demo.gateways.stripe_gateways.id;
    const user = await db.user.findFirstOrThrow();
    const parts = { deps: { ...deps, by: { ...deps.by, id: user.id } }, store };
    await new AtProvider(desk.shop, "stripe").pay({
      installationId: deps.settings.installationId,
    });

    const wish = { gatewayId, period: around(), runId: "FirstOfAll" };
    const begun = await beginReconciliation(parts, wish);
    if (!begun.ok) throw new Error(begun.error.code);
    const newestOf = async (at: Date) =>
      (await listDeskGateways(PERSON, at)).find(({ id }) => id === gatewayId)?.newest;
    expect(await newestOf(now)).toMatchObject({ id: "FirstOfAll", state: "running" });
    expect(await newestOf(new Date(now.getTime() + 3_600_000))).toMatchObject({ state: "lost" });
    // Pressed twice, it is one run.
    const twice = await beginReconciliation(parts, wish);
    expect(twice).toEqual({ ok: false, error: { code: "run_known" } });

    expect((await begun.value.carryOut()).ok).toBe(true);
    const [run] = await listRuns(PERSON, { filter: ALL, now });
    expect(run).toMatchObject({ state: "finished", counts: { missingHere: 1 }, gatewayId });
    const open = await listDifferences(PERSON, { ...ALL, runId: "FirstOfAll" });
    expect(open.rows).toMatchObject([
      { kind: "missing_here", theirs: { amountMinor: 4200 }, ours: null, paymentId: null },
    ]);
    expect((await listDifferences(PERSON, { ...ALL, kind: "amount_differs" })).rows).toEqual([]);

    const { id } = open.rows[0] ?? { id: "" };
    const card = await resolveDifference(parts, { id, note: "Card 4242 4242 4242 4242" });
    expect(card).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    await resolveDifference(parts, { id, note: "Paid at the fair." });
    expect((await listDifferences(PERSON, ALL)).rows).toEqual([]);
    const settled = await listDifferences(PERSON, { ...ALL, show: "resolved" });
    expect(settled.rows).toMatchObject([
      { resolverName: user.name, resolvedBy: "person", note: "Paid at the fair." },
    ]);
    const lines = await db.event.findMany({
      where: { name: { startsWith: "reconciliation" } },
      orderBy: { sequence: "asc" },
    });
    expect(lines.map(({ name, actorId }) => [name, actorId])).toEqual([
      ["reconciliation_run.started", user.id],
      ["reconciliation_difference.resolved", user.id],
    ]);
  });

  it("says of each gateway whether there is anything to compare with", async () => {
    const { isListOffered } = await import("./offered");
    expect(isListOffered("stripe_gateways")).toBe(true);
    expect(isListOffered("external_gateways")).toBe(false);
  });
});
