// kill -9 of the app at every named point, while others buy beside it.
import { join } from "node:path";
import type { ApiClient } from "../api";
import type { Cluster } from "../cluster";
import { arm, armedPoints, POINTS } from "./points.mjs";
import { becomes, isSettled, pause, until } from "./settling";
import { act, isDone, KINDS, type Kind, prepare, type Trial, type TrialType, TYPES } from "./trial";

/** Settled within this time after the app is back. */
export const SETTLE_BOUND_MS = 10_000;
const GIVE_UP_MS = 60_000;
/** A point that is not met by then is not met at all. */
const MEET_MS = 20_000;
const COMPANIONS = 2;

export type KillOutcome = {
  kills: number;
  slowestMs: number;
  orderIds: string[];
  complaints: string[];
};

export const pointsFile = (directory: string): string => join(directory, "kill-points");

/** What is done so that a point is met, and with which providers. */
function roadTo(point: string): { kind: Kind; types: readonly TrialType[]; first: string[] } {
  const kind = KINDS.find((each) => point.startsWith(`${each}.`)) ?? "authorization";
  // Only one that can be asked is looked up, and only when an answer was lost.
  if (point.startsWith("lookup.")) {
    return { kind, types: ["checkout_com_payments"], first: ["authorization.call.after"] };
  }
  if (point.startsWith("webhook.")) {
    return { kind, types: ["checkout_com_payments", "stripe_payments"], first: [] };
  }
  return { kind, types: TYPES, first: [] };
}

/** One kill at each point; `round` turns the providers. */
export async function killAtEveryPoint(
  cluster: Cluster,
  client: ApiClient,
  { round, file, only }: { round: number; file: string; only: string | null },
): Promise<KillOutcome> {
  const outcome: KillOutcome = { kills: 0, slowestMs: 0, orderIds: [], complaints: [] };
  for (const [at, point] of POINTS.entries()) {
    if (only !== null && !point.startsWith(only)) continue;
    await killAt(cluster, client, { point, turn: round + at, file }, outcome);
  }
  return outcome;
}

async function killAt(
  cluster: Cluster,
  client: ApiClient,
  { point, turn, file }: { point: string; turn: number; file: string },
  outcome: KillOutcome,
): Promise<void> {
  const { kind, types, first } = roadTo(point);
  const type = types[turn % types.length] ?? "external_payments";
  const wait = (orderId: string, done: Kind) =>
    becomes(cluster, { orderId, kind: done, withinMs: GIVE_UP_MS });
  const given = { kind: "authorization", type: "external_payments" } as const;
  const trial = await prepare(cluster, client, { kind, type }, wait);
  const others = await Promise.all(
    Array.from({ length: COMPANIONS }, () => prepare(cluster, client, given, wait)),
  );
  const trials = [trial, ...others];
  outcome.orderIds.push(...trials.map(({ orderId }) => orderId));
  const armed = [...first, point];
  arm(file, armed);
  const acting = Promise.all(trials.map((each) => act(cluster, client, each).catch(() => null)));
  const isMet = await Promise.race([
    cluster.ended(0).then(() => true),
    pause(MEET_MS).then(() => false),
  ]);
  await acting;
  if (!isMet) {
    arm(file, []);
    outcome.complaints.push(`The point ${point} was not met with ${type}.`);
    return;
  }
  outcome.kills += 1 + (await restart(cluster, file));
  const met = armed.length - armedPoints(file).length;
  if (met < armed.length) outcome.complaints.push(`The point ${point} was not met with ${type}.`);
  arm(file, []);
  await recover(cluster, client, { trials, point }, outcome);
}

/** Until it stays up: what recovers may be killed in its turn. Answers how often it was. */
async function restart(cluster: Cluster, file: string): Promise<number> {
  let kills = 0;
  const armedCount = () => armedPoints(file).length;
  for (;;) {
    const before = armedCount();
    const isUp = await cluster.start(0).then(
      () => true,
      () => false,
    );
    if (isUp && before > 0) {
      // Its first sweep is still to come.
      await Promise.race([cluster.ended(0), pause(3_000)]);
    }
    if (isUp && armedCount() === before) return kills;
    if (armedCount() === before) throw new Error("The app does not start any more.");
    kills += 1;
  }
}

/** What was under way ends by itself; then a client that got no answer asks again. */
async function recover(
  cluster: Cluster,
  client: ApiClient,
  { trials, point }: { trials: readonly Trial[]; point: string },
  outcome: KillOutcome,
): Promise<void> {
  const ids = trials.map(({ orderId }) => orderId);
  const tookMs = await until(cluster, ids, isSettled, GIVE_UP_MS);
  outcome.slowestMs = Math.max(outcome.slowestMs, tookMs ?? GIVE_UP_MS);
  if (tookMs === null || tookMs > SETTLE_BOUND_MS) {
    outcome.complaints.push(`${point}: not settled within ${SETTLE_BOUND_MS / 1_000} s.`);
  }
  for (const trial of trials) {
    const { orderId, kind } = trial;
    const isOver = (await until(cluster, [orderId], (line) => isDone(line, kind), 0)) !== null;
    if (!isOver) await act(cluster, client, trial);
    await becomes(cluster, { orderId, kind, withinMs: GIVE_UP_MS }).catch((error: Error) =>
      outcome.complaints.push(`${point}: ${error.message}`),
    );
  }
}
