import type { Deps } from "../deps";
import { err, ok, type Result } from "../result";
import { openProviderSide, type ProviderRefusal } from "./ask-provider";
import { compareAll, LIMITS, type Limits, type Run } from "./compare-all";
import { sinceNow } from "./judge-payments";
import type { Period, ReconciliationStore, RunCounts, StoredDifference } from "./store";

export type ReconcileReport = {
  runId: string;
  counts: RunCounts;
  /** Of this gateway, whatever period they were found in; at most a thousand. */
  open: readonly StoredDifference[];
  /** Found again, and resolved by a person before. */
  acceptedCount: number;
  /** Open before, and the same on both sides now. */
  resolvedCount: number;
};

export type ReconcileError =
  | { code: "not_found" }
  | ProviderRefusal
  | { code: "run_known" }
  | RunFailed;
/** What was found until then is kept; nothing was resolved. */
export type RunFailed = { code: "run_failed"; detail: string };

/**
 * Compares the payments that were taken in a period, with everything that came of them until now, with the provider's
 * own list. Changes nothing but its own rows. Safe to repeat, and to run twice at once.
 */
export async function reconcile(
  parts: { deps: Deps; store: ReconciliationStore },
  wish: Wish,
): Promise<Result<ReconcileReport, ReconcileError>> {
  const begun = await beginReconciliation(parts, wish);
  return begun.ok ? begun.value.carryOut() : begun;
}

type Wish = {
  gatewayId: string;
  period: Period;
  limits?: Partial<Limits>;
  /** Null: one of its own. Another run of the same id is not begun again. */
  runId?: string | null;
};

export type BegunReconciliation = {
  runId: string;
  /** Once; it says how the run ended, and the run's row says it too. */
  carryOut(): Promise<Result<ReconcileReport, RunFailed>>;
};

/** The run's row stands when this answers, so that it can be seen while it is carried out. */
export async function beginReconciliation(
  { deps, store }: { deps: Deps; store: ReconciliationStore },
  { gatewayId, period, ...given }: Wish,
): Promise<Result<BegunReconciliation, Exclude<ReconcileError, RunFailed>>> {
  const gateway = await deps.payments.findGateway(gatewayId);
  if (!gateway) return err({ code: "not_found" });
  const side = openProviderSide(deps, gateway);
  if (!side.ok) return side;
  const limits = { ...LIMITS, ...given.limits };
  const run: Run = {
    ...{ deps, store, gatewayId, side: side.value, limits, asksLeft: limits.asks },
    id: given.runId ?? deps.ids.resource(),
    since: sinceNow(deps),
    counts: {
      matched: 0,
      missingHere: 0,
      missingThere: 0,
      amountDiffers: 0,
      others: 0,
      unsettled: 0,
    },
    seen: new Set(),
    acceptedCount: 0,
  };
  const { id } = run;
  const started = await store.startRun({
    id,
    gatewayId,
    period,
    by: deps.by,
    now: deps.clock.now(),
  });
  if (!started) return err({ code: "run_known" });
  return ok({ runId: id, carryOut: () => carryOut(run, period) });
}

async function carryOut(run: Run, period: Period): Promise<Result<ReconcileReport, RunFailed>> {
  const { deps, store, id, gatewayId, limits, counts } = run;
  const done = await compareAll(run, period).catch(async (error: unknown) => {
    const detail = "It ended in the middle: the server has been told why.";
    await store.finishRun({ id, counts, detail, now: deps.clock.now() });
    throw error;
  });
  const detail = done.ok ? null : done.error.detail;
  await store.finishRun({ id, counts, detail, now: deps.clock.now() });
  if (detail !== null || !done.ok) return err({ code: "run_failed", detail: detail ?? "" });
  return ok({
    runId: id,
    counts,
    open: await store.listOpen(gatewayId, { notFoundIn: null, limit: limits.shown }),
    acceptedCount: run.acceptedCount,
    resolvedCount: done.value,
  });
}
