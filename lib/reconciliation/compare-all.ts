import type { ProviderError } from "../providers/provider";
import type { ListedPayment } from "../providers/provider-list";
import { err, ok, type Result } from "../result";
import { type Comparison, comparePayment, type Difference } from "./compare-payment";
import { foundDifference, type PaymentNames } from "./found-difference";
import {
  confirm,
  isOurs,
  isSamePayment,
  type Judging,
  type Known,
  lookupOf,
  namesOf,
  sinceNow,
  transactionsOf,
} from "./judge-payments";
import type { FoundDifference, OwnPayment, PaymentPlace, Period, RunCounts } from "./store";

/** Of one run: payments a page of either side, payments asked about alone, payments of ours in all, rows shown. */
export const LIMITS = { page: 1000, asks: 1000, payments: 500_000, shown: 1000 };
export type Limits = typeof LIMITS;

/** What one run knows while it goes. */
export type Run = Judging & {
  id: string;
  /** Of our own, what was settled from then on is not judged. */
  since: Date;
  counts: RunCounts;
  /** Authorizations of ours that the provider has listed. */
  seen: Set<string>;
  acceptedCount: number;
  limits: Limits;
};

/** The provider's side first: what we begin meanwhile is ours to find later, never missing here. */
export async function compareAll(
  run: Run,
  period: Period,
): Promise<Result<number, { detail: string }>> {
  const theirs = await compareTheirs(run, period);
  if (!theirs.ok) return theirs;
  const ours = await compareOurs(run, period);
  if (!ours.ok) return ours;
  return askAgain(run);
}

async function compareTheirs(run: Run, period: Period): Promise<Result<null, { detail: string }>> {
  let cursor: string | null = null;
  do {
    const since = sinceNow(run.deps);
    const page = await run.side.list({ ...period, cursor, limit: run.limits.page });
    if (!page.ok) return err(page.error);
    const { payments, next } = page.value;
    const own = await run.store.findPayments(run.gatewayId, lookupOf(payments.map(namesOf)));
    const found: FoundDifference[] = [];
    for (const payment of payments) {
      const judged = await judgeListed(run, payment, { own, since });
      if (!judged.ok) return judged;
      found.push(...judged.value);
    }
    await save(run, found);
    await run.store.noteCounts(run.id, run.counts);
    const paymentsMax = run.limits.payments;
    if (run.seen.size > paymentsMax) {
      return err({ detail: `There are more than ${paymentsMax} payments: take a shorter period.` });
    }
    cursor = next;
  } while (cursor !== null);
  return ok(null);
}

async function judgeListed(
  run: Run,
  payment: ListedPayment,
  { own, since }: { own: readonly OwnPayment[]; since: Date },
): Promise<Result<readonly FoundDifference[], ProviderError>> {
  const { deps, gatewayId, seen } = run;
  const { installationId } = deps.settings;
  if (!isOurs(payment, own, { installationId, gatewayId })) {
    run.counts.others += 1;
    return ok([]);
  }
  const names = namesOf(payment);
  for (const each of own) if (isSamePayment(each, names)) seen.add(each.authorizationId);
  const compared = comparePayment(payment.movements, transactionsOf(own, names), since);
  const known = { listed: payment.movements, at: payment.at };
  return conclude(run, names, { compared, known, isSure: compared.differences.length === 0 });
}

/** Counts what was compared, asked about once more where that is not sure. */
async function conclude(
  run: Run,
  names: PaymentNames,
  { compared, known, isSure }: { compared: Comparison; known: Known; isSure: boolean },
): Promise<Result<readonly FoundDifference[], ProviderError>> {
  const judged = isSure ? ok(compared) : await confirm(run, names, { known, fallback: compared });
  if (!judged.ok) return judged;
  const { matchedCount, unsettledCount, differences } = judged.value;
  const count = (kind: Difference["kind"]) =>
    differences.filter((each) => each.kind === kind).length;
  run.counts.matched += matchedCount;
  run.counts.unsettled += unsettledCount;
  run.counts.missingHere += count("missing_here");
  run.counts.missingThere += count("missing_there");
  run.counts.amountDiffers += count("amount_differs");
  return ok(differences.map((each) => foundDifference(each, names)));
}

/**
 * What we have of the period and the provider did not list. Near the ends of the period it may have listed it under
 * another day, by its own clock, so each is asked about alone.
 */
async function compareOurs(run: Run, period: Period): Promise<Result<null, { detail: string }>> {
  let after: PaymentPlace | null = null;
  for (;;) {
    const page: readonly OwnPayment[] = await run.store.listPayments(run.gatewayId, period, {
      after,
      limit: run.limits.page,
    });
    const found: FoundDifference[] = [];
    for (const own of page) {
      if (run.seen.has(own.authorizationId)) continue;
      const { paymentReference, ourReference, transactions, requestedAt } = own;
      const compared = comparePayment([], transactions, run.since);
      const known = { listed: [], at: requestedAt };
      const names = { paymentReference, ourReference };
      const isSure = !transactions.some(({ status }) => status === "succeeded");
      const judged = await conclude(run, names, { compared, known, isSure });
      if (!judged.ok) return judged;
      found.push(...judged.value);
    }
    await save(run, found);
    const last = page.at(-1);
    if (last === undefined || page.length < run.limits.page) return ok(null);
    after = { requestedAt: last.requestedAt, authorizationId: last.authorizationId };
  }
}

/** What is open from earlier runs, and was not met in this one: resolved where both sides are the same by now. */
async function askAgain(run: Run): Promise<Result<number, ProviderError>> {
  const { store, gatewayId, deps } = run;
  const open = await store.listOpen(gatewayId, { notFoundIn: run.id, limit: run.limits.asks });
  const gone: string[] = [];
  for (const one of open) {
    if (run.asksLeft <= 0) break;
    const nothing = { matchedCount: 0, unsettledCount: 0, differences: [] };
    const known = { listed: [], at: one.happenedAt };
    const names = { paymentReference: one.paymentReference, ourReference: one.ourReference };
    const asked = await confirm(run, names, { known, fallback: nothing });
    if (!asked.ok) return asked;
    const { differences, unsettledCount } = asked.value;
    const found = differences.map((each) => foundDifference(each, names));
    const isThere = found.some(({ kind, subject }) => kind === one.kind && subject === one.subject);
    // What is on its way may come to the same difference again.
    if (!isThere && unsettledCount === 0) gone.push(one.id);
    await save(run, found);
  }
  if (gone.length > 0) await store.resolveByRun(gone, deps.clock.now());
  return ok(gone.length);
}

async function save(run: Run, found: readonly FoundDifference[]): Promise<void> {
  if (found.length === 0) return;
  const { deps, store, id, gatewayId } = run;
  const named = new Map(found.map((each) => [`${each.kind} ${each.subject}`, each]));
  const rows = [...named.values()].map((each) => ({ ...each, id: deps.ids.resource() }));
  run.acceptedCount += await store.saveDifferences({ id, gatewayId, now: deps.clock.now() }, rows);
}
