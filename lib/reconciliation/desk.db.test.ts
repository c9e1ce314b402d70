import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AtProvider, around, type Desk, openDesk } from "../../tests/api/reconciling";
import type { Merchant } from "../auth/merchant";
import type { DeskFilter, DeskPage } from "./desk-view";

let desk: Desk;
const PERSON = { role: "operator" } as Merchant;
const ALL: DeskFilter = {
  ...{ gatewayId: null, show: "open", kind: null, runId: null },
  ...{ after: null, runsAfter: null },
};

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
    const [run] = (await listRuns(PERSON, { filter: ALL, now })).rows;
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

  it("goes on past the first page, each row once and in its order", async () => {
    const { listDifferences, listRuns } = await import("./desk-queries");
    const { db } = desk;
    // Two of a moment: a page must not lose one where they are parted.
    await db.$executeRaw`
      INSERT INTO reconciliation_differences
      SELECT (jsonb_populate_record(NULL::reconciliation_differences, to_jsonb(d) || jsonb_build_object('id', 'copy' || n, 'subject', 'copy' || n,
        'happened_at', d.happened_at + (n / 2) * interval '1 second',
        'state', CASE WHEN n <= 120 THEN 'open' ELSE 'resolved' END,
        'resolved_at', CASE WHEN n <= 120 THEN NULL ELSE d.resolved_at + (n / 2) * interval '1 second' END,
        'resolved_by', CASE WHEN n <= 120 THEN NULL ELSE d.resolved_by END,
        'note', CASE WHEN n <= 120 THEN NULL ELSE d.note END))).*
      FROM (SELECT * FROM reconciliation_differences LIMIT 1) d, generate_series(1, 190) n`;
    await db.$executeRaw`
      INSERT INTO reconciliation_runs
      SELECT (jsonb_populate_record(NULL::reconciliation_runs, to_jsonb(r) || jsonb_build_object('id', 'copy' || n,
        'started_at', r.started_at + (n / 2) * interval '1 second'))).*
      FROM (SELECT * FROM reconciliation_runs LIMIT 1) r, generate_series(1, 50) n`;
    const walked = async <Row>(page: (after: string | null) => Promise<DeskPage<Row>>) => {
      const rows: Row[] = [];
      const sizes: number[] = [];
      for (let after: string | null = null, isFirst = true; isFirst || after !== null; ) {
        isFirst = false;
        const read: DeskPage<Row> = await page(after);
        rows.push(...read.rows);
        sizes.push(read.rows.length);
        after = read.nextAfter;
      }
      return { rows, sizes };
    };
    const open = await walked((after) => listDifferences(PERSON, { ...ALL, after }));
    expect(open.sizes).toEqual([50, 50, 20]);
    expect(new Set(open.rows.map(({ id }) => id)).size).toBe(120);
    const happened = open.rows.map(({ happenedAt }) => happenedAt.getTime());
    expect(happened).toEqual(happened.toSorted((a, b) => a - b));
    const resolved = await walked((after) =>
      listDifferences(PERSON, { ...ALL, show: "resolved", after }),
    );
    expect(resolved.sizes).toEqual([50, 21]);
    expect(new Set(resolved.rows.map(({ id }) => id)).size).toBe(71);
    const now = new Date();
    const runs = await walked((runsAfter) =>
      listRuns(PERSON, { filter: { ...ALL, runsAfter }, now }),
    );
    expect(runs.sizes).toEqual([20, 20, 11]);
    expect(new Set(runs.rows.map(({ id }) => id)).size).toBe(51);
  });

  it("says of each gateway whether there is anything to compare with", async () => {
    const { isListOffered } = await import("./offered");
    expect(isListOffered("stripe_gateways")).toBe(true);
    expect(isListOffered("external_gateways")).toBe(false);
  });
});
