/**
 * The circuit of one gateway: after too many failures in a row nothing is sent for a while, then one call at a time, until
 * one is answered. Pure: times are given in, and the same object comes back where nothing changes.
 */
export const CIRCUIT_STATES = ["closed", "open", "half_open"] as const;
export type CircuitState = (typeof CIRCUIT_STATES)[number];

export type Circuit = {
  state: CircuitState;
  /** In a row; what is answered makes it 0. */
  failureCount: number;
  failedAt: Date | null;
  /** When it opened, or when an attempt to pay was last let through since. */
  openedAt: Date | null;
  /** When a call was last let through to find out. */
  probedAt: Date | null;
};

export const CLOSED: Circuit = {
  state: "closed",
  failureCount: 0,
  failedAt: null,
  openedAt: null,
  probedAt: null,
};

/** It opens after more than these. Source: the API's external gateways. */
export const CIRCUIT_FAILURES_MAX = 30;
/** Between two questions that find out whether the gateway answers again. */
export const QUESTION_PAUSE_MS = 5_000;
/** Questions find out first: a shopper's attempt does where there is nothing to ask about. */
export const ATTEMPT_PAUSE_MS = 30_000;
/** So long after its last failure a gateway is no longer asked ahead of the schedule. */
const AILING_FOR_MS = 86_400_000;

/** An attempt begins something new; a question is about what exists, also a capture, void or refund that waits. */
export type Purpose = "attempt" | "question";

export type Admission =
  | { kind: "pass" }
  /** This one finds out, once `circuit` is stored. */
  | { kind: "probe"; circuit: Circuit }
  | { kind: "wait" };

const sinceMs = (at: Date | null, now: Date): number =>
  at === null ? Number.POSITIVE_INFINITY : now.getTime() - at.getTime();

/** Whether a call may be sent now. */
export function admit(circuit: Circuit, purpose: Purpose, now: Date): Admission {
  if (circuit.state === "closed") return { kind: "pass" };
  const isTurn =
    purpose === "attempt"
      ? sinceMs(circuit.openedAt, now) >= ATTEMPT_PAUSE_MS
      : sinceMs(circuit.probedAt ?? circuit.openedAt, now) >= QUESTION_PAUSE_MS;
  if (!isTurn) return { kind: "wait" };
  const openedAt = purpose === "attempt" ? now : circuit.openedAt;
  return { kind: "probe", circuit: { ...circuit, state: "half_open", openedAt, probedAt: now } };
}

/** Answered: whatever the answer was, a decline too. Failed: nothing came, or a 5xx. */
export type Heard = "answered" | "failed";

/** What a call's end makes of the circuit. */
export function observe(
  circuit: Circuit,
  heard: Heard,
  { now, failuresMax }: { now: Date; failuresMax: number },
): Circuit {
  const { state, failureCount } = circuit;
  if (heard === "answered") {
    return state === "closed" && failureCount === 0 ? circuit : CLOSED;
  }
  // Sent before it opened: that it failed says nothing new.
  if (state === "open") return circuit;
  const failed = { ...circuit, failureCount: failureCount + 1, failedAt: now };
  if (state === "half_open") return { ...failed, state: "open" };
  return failed.failureCount > failuresMax ? { ...failed, state: "open", openedAt: now } : failed;
}

/**
 * A gateway that failed last is asked ahead of the schedule about something unsettled: how it is known soon that it is
 * back. The circuit to store before asking; null when it is not time, or there is no reason.
 */
export function beginProbe(circuit: Circuit, now: Date): Circuit | null {
  const { state, failureCount, failedAt, probedAt } = circuit;
  if (failureCount === 0 || sinceMs(failedAt, now) > AILING_FOR_MS) return null;
  if (state !== "closed") {
    const admission = admit(circuit, "question", now);
    return admission.kind === "probe" ? admission.circuit : null;
  }
  const isTime = Math.min(sinceMs(failedAt, now), sinceMs(probedAt, now)) >= QUESTION_PAUSE_MS;
  return isTime ? { ...circuit, probedAt: now } : null;
}

/** Fewer failures than these are a moment's: whoever waits for the bank's page has missed nothing by them. */
const OUTAGE_FROM = 3;

/** What is due at once, whatever its schedule says: what nobody knows the outcome of, or everything unsettled. */
export type Wakes = "none" | "unknown" | "all";

/** The first answer after failures wakes. */
export function wakesOf(before: Circuit, after: Circuit): Wakes {
  if (before.failureCount === 0 || after.failureCount > 0) return "none";
  return before.failureCount < OUTAGE_FROM ? "unknown" : "all";
}
