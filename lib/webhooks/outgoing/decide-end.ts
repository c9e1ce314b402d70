import type { CircuitRule, Delivery, DeliveryEnd } from "./store";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The pauses after each failure: ten retries, within a little more than a day. */
export const PAUSES_MS: readonly number[] = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  45 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
  8 * HOUR_MS,
  8 * HOUR_MS,
];

/** Failures in a row after which a receiver is left alone. */
const FAILURES_MAX = 30;
/** How often one delivery then tries whether it is back. */
const CIRCUIT_PAUSE_MS = 5 * MINUTE_MS;

export const circuitRule = (now: Date): CircuitRule => ({
  failuresMax: FAILURES_MAX,
  retryAt: new Date(now.getTime() + CIRCUIT_PAUSE_MS),
});

/** What became of one attempt. `status` null: the receiver gave no answer. */
export type Attempted = { status: number | null; message: string };

/** 2xx is delivered; anything else is tried again while there are retries. `spread`, from 0 to 1, lengthens the pause. */
export function decideEnd(
  delivery: Pick<Delivery, "retriesLeft">,
  { status, message }: Attempted,
  { now, spread }: { now: Date; spread: number },
): DeliveryEnd {
  const said = { responseCode: status === null ? null : String(status), responseMessage: message };
  if (status !== null && status >= 200 && status < 300) {
    return { state: "delivered", nextAttemptAt: null, ...said, circuit: "success" };
  }
  return { ...endOfFailure(delivery, { now, spread }), ...said, circuit: "failure" };
}

/** It never left us: no word about the receiver. */
export const decideUnsent = (
  delivery: Pick<Delivery, "retriesLeft">,
  message: string,
  at: { now: Date; spread: number },
): DeliveryEnd => ({
  ...endOfFailure(delivery, at),
  responseCode: null,
  responseMessage: message,
  circuit: null,
});

function endOfFailure(
  { retriesLeft }: Pick<Delivery, "retriesLeft">,
  { now, spread }: { now: Date; spread: number },
): Pick<DeliveryEnd, "state" | "nextAttemptAt"> {
  if (retriesLeft <= 0) return { state: "dead", nextAttemptAt: null };
  const pauseMs = PAUSES_MS[Math.max(0, PAUSES_MS.length - retriesLeft)] ?? HOUR_MS;
  // A quarter of it at random: what failed together does not come back together.
  return {
    state: "pending",
    nextAttemptAt: new Date(now.getTime() + Math.round(pauseMs * (1 + spread / 4))),
  };
}
