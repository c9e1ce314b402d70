// Every way in which a provider can fail, once for each kind of request: nothing is moved twice, and all of it ends.
import type { ApiClient } from "../api";
import type { Cluster } from "../cluster";
import { ordersOf } from "../ledger";
import { addSource, inParallel } from "../orders";
import { becomes, isSettled, until } from "./settling";
import { act, isDone, KINDS, prepare, type Trial, type TrialType } from "./trial";

/** Definite within this time after the provider is well again. */
const DEFINITE_BOUND_MS = 30_000;
const GIVE_UP_MS = 90_000;

const PROVIDERS = [
  ["external", "external_payments"],
  ["checkout_com", "checkout_com_payments"],
] as const satisfies readonly (readonly [string, TrialType])[];

const FAULTS = [
  "timeout_before",
  "timeout_after",
  "error_before",
  "error_after",
  "reset_after",
  "slow",
  "bad_json",
  "rate_limited",
  "wrong_amount",
] as const;
type Fault = (typeof FAULTS)[number];
const WIDTH = 4;

/** Another amount can only be told of an authorization. */
const CASES = PROVIDERS.flatMap(([provider, type]) =>
  KINDS.flatMap((kind) =>
    FAULTS.filter((fault) => fault !== "wrong_amount" || kind === "authorization").map((fault) => ({
      provider,
      type,
      kind,
      fault,
    })),
  ),
);

export type FaultOutcome = {
  faults: number;
  slowestMs: number;
  orderIds: string[];
  complaints: string[];
};

/** All of them at once, each for an order of its own. */
export async function failAtEveryCall(cluster: Cluster, client: ApiClient): Promise<FaultOutcome> {
  const outcome: FaultOutcome = { faults: 0, slowestMs: 0, orderIds: [], complaints: [] };
  const trials: { trial: Trial; fault: Fault }[] = [];
  await inParallel(CASES, WIDTH, async ({ provider, type, kind, fault }) => {
    const trial = await prepare(cluster, client, { kind, type }, (orderId, done) =>
      becomes(cluster, { orderId, kind: done, withinMs: GIVE_UP_MS }),
    );
    // For this order alone: the others are not its business.
    await cluster.control("POST", "faults", {
      provider,
      kind: fault,
      count: 1,
      match: trial.orderId,
      ...(fault === "slow" ? { delayMs: 8_000 } : {}),
    });
    trials.push({ trial, fault });
  });
  await Promise.all(trials.map((each) => endWell(cluster, client, each, outcome)));
  return outcome;
}

async function endWell(
  cluster: Cluster,
  client: ApiClient,
  { trial, fault }: { trial: Trial; fault: Fault },
  outcome: FaultOutcome,
): Promise<void> {
  const { orderId, kind, type } = trial;
  const say = (why: string) => outcome.complaints.push(`${fault} at a ${kind} of ${type}: ${why}`);
  outcome.faults += 1;
  await act(cluster, client, trial);
  const tookMs = await until(cluster, [orderId], isSettled, GIVE_UP_MS);
  outcome.slowestMs = Math.max(outcome.slowestMs, tookMs ?? GIVE_UP_MS);
  if (tookMs === null || tookMs > DEFINITE_BOUND_MS) say("not definite within 30 s.");
  if (fault === "wrong_amount") return refuseWrong(cluster, orderId, say);
  outcome.orderIds.push(orderId);
  const isOver = (await until(cluster, [orderId], (line) => isDone(line, kind), 0)) !== null;
  if (!isOver) await tryAgain(cluster, client, trial);
  await becomes(cluster, { orderId, kind, withinMs: GIVE_UP_MS }).catch((error: Error) =>
    say(error.message),
  );
}

/** Held, shown and never placed: somebody has to look at it. */
async function refuseWrong(
  cluster: Cluster,
  orderId: string,
  say: (why: string) => void,
): Promise<void> {
  const [line] = await ordersOf(cluster, [orderId]);
  if (line?.status === "placed") say("an order was placed with another amount.");
}

/** A client does so when it reads that nothing was done; a declined token needs another. */
async function tryAgain(cluster: Cluster, client: ApiClient, trial: Trial): Promise<void> {
  const again = await act(cluster, client, trial);
  if (trial.kind !== "authorization" || (again && again.status < 300)) return;
  if (trial.type === "stripe_payments") return;
  await addSource(cluster, client, { node: 0, type: trial.type, orderId: trial.orderId });
  await act(cluster, client, trial);
}
