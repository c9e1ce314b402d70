import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { ProviderError, ProviderTranscript } from "../providers/provider";
import type { Result } from "../result";
import {
  admit,
  beginProbe,
  type Circuit,
  type Heard,
  observe,
  type Purpose,
  wakesOf,
} from "./circuit";
import type { Door } from "./provider-door";
import type { CircuitChange, EventRow, Gateway } from "./store";

/**
 * Whether something may be sent to a gateway now. Costs nothing while its circuit is closed; else the circuit is read
 * again, and of several that ask at once one is let through.
 */
export async function isAdmitted(deps: Deps, gateway: Gateway, purpose: Purpose): Promise<boolean> {
  if (gateway.circuit.state === "closed") return true;
  const now = deps.clock.now();
  const admitted = await deps.payments.changeCircuit(gateway.id, deps.by, now, (circuit) => {
    const admission = admit(circuit, purpose, now);
    const next = admission.kind === "probe" ? admission.circuit : circuit;
    return { ...changeTo(deps, gateway, circuit, next), value: admission.kind !== "wait" };
  });
  return admitted ?? false;
}

/** Takes the turn to ask a gateway that failed last; false when it is not time, or somebody else did. */
export async function takeProbe(deps: Deps, gateway: Gateway): Promise<boolean> {
  const now = deps.clock.now();
  if (beginProbe(gateway.circuit, now) === null) return false;
  const taken = await deps.payments.changeCircuit(gateway.id, deps.by, now, (circuit) => {
    const next = beginProbe(circuit, now);
    return { ...changeTo(deps, gateway, circuit, next ?? circuit), value: next !== null };
  });
  return taken ?? false;
}

type Hearing = {
  /** The same call sent again: a 5xx may be the answer that the provider remembers. */
  isRepeat?: boolean;
  /** Asked ahead of the schedule: while the circuit is closed, that it failed again counts no further. */
  isProbe?: boolean;
};

/**
 * Tells the gateway's circuit how a call ended, and hands on what it answered. The ordinary answer writes nothing: only
 * a failure does, and the first answer after failures.
 */
export async function heard<T>(
  deps: Deps,
  door: Door,
  result: Result<T, ProviderError>,
  hearing: Hearing = {},
): Promise<Result<T, ProviderError>> {
  const { gateway } = door;
  const { circuit } = gateway;
  const what = whatWasHeard(result, door.transcripts.at(-1), hearing.isRepeat ?? false);
  const isOrdinary =
    what === "answered" && circuit.state === "closed" && circuit.failureCount === 0;
  const isSpared = what === "failed" && hearing.isProbe === true && circuit.state === "closed";
  if (what === null || isOrdinary || isSpared) return result;
  const now = deps.clock.now();
  const failuresMax = deps.settings.circuitFailuresMax;
  await deps.payments.changeCircuit(gateway.id, deps.by, now, (before) => ({
    ...changeTo(deps, gateway, before, observe(before, what, { now, failuresMax })),
    value: null,
  }));
  return result;
}

/** Null: it says nothing about whether the gateway is there. */
function whatWasHeard(
  result: Result<unknown, ProviderError>,
  last: ProviderTranscript | undefined,
  isRepeat: boolean,
): Heard | null {
  if (result.ok) return "answered";
  switch (result.error.code) {
    case "provider_unreachable":
      return "failed";
    case "provider_indeterminate": {
      const status = last?.answer?.status ?? null;
      if (status === null) return "failed";
      // "Too many requests", "still at work": there is somebody.
      if (status >= 300 && status < 500) return "answered";
      return isRepeat ? null : "failed";
    }
    case "provider_rejected_request":
    case "provider_unauthorized":
      // Also what we ourselves refused to send: then nobody answered.
      return last?.answer ? "answered" : null;
  }
}

/** The answer to what was asked for since may still come to whoever sent it. */
export const sentBefore = ({ clock, settings }: Deps): Date =>
  new Date(clock.now().getTime() - settings.providerTimeoutMs);

/** A change of the state is a line of the gateway's history. */
function changeTo(
  deps: Deps,
  gateway: Pick<Gateway, "id" | "type">,
  before: Circuit,
  after: Circuit,
): Omit<CircuitChange<unknown>, "value"> {
  const isSwitched = before.state !== after.state && after.state !== "half_open";
  const isNews = isSwitched && !(before.state === "half_open" && after.state === "open");
  const event: EventRow = {
    name: `gateway.circuit_${after.state === "closed" ? "closed" : "opened"}`,
    resourceType: gateway.type,
    resourceId: gateway.id,
    orderId: null,
    changes: {
      circuit_state: [before.state, after.state],
      circuit_failure_count: [before.failureCount, after.failureCount],
    },
  };
  const wakes = wakesOf(before, after);
  return { circuit: after, wakes, sentBefore: sentBefore(deps), event: isNews ? event : null };
}

/**
 * Whether a call that was written and not sent can be sent later: only where its key makes that safe. Elsewhere one that
 * was never sent cannot be told from one whose answer was lost.
 */
export const canWait = ({ provider, config }: Door): boolean =>
  provider.repeatWindowHours(config) !== null;

/** For what is about to be written: refused while it could neither be sent now nor later. Null: write it. */
export async function refuseUnsendable(deps: Deps, door: Door): Promise<UseCaseError | null> {
  if (canWait(door) || (await isAdmitted(deps, door.gateway, "question"))) return null;
  return circuitOpen(door.gateway);
}

export const circuitOpen = (gateway: Pick<Gateway, "name">): UseCaseError => ({
  code: "circuit_open",
  detail: `The gateway "${gateway.name}" does not answer: nothing was sent. Pay another way, or try again in a minute.`,
});

/** Somebody has seen that the gateway works: its circuit is closed, whatever was counted. Safe to repeat. */
export async function resetCircuit(
  deps: Deps,
  input: { gatewayId: string },
): Promise<Result<null, UseCaseError>> {
  const gateway = await deps.payments.findGateway(input.gatewayId);
  if (!gateway) {
    return { ok: false, error: { code: "not_found", resource: "gateways", id: input.gatewayId } };
  }
  const now = deps.clock.now();
  await deps.payments.changeCircuit(gateway.id, deps.by, now, (before) => ({
    ...changeTo(deps, gateway, before, observe(before, "answered", { now, failuresMax: 0 })),
    value: null,
  }));
  return { ok: true, value: null };
}
