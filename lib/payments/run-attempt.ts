import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import type { ProviderError } from "../providers/provider";
import { err, ok, type Result } from "../result";
import { tellAhead } from "./call-document";
import { circuitOpen, heard, isAdmitted } from "./circuit-door";
import { type Attempt, decideAttempt, decideSupersede } from "./decide-attempt";
import type { Settled } from "./decide-settlement";
import { gatewayOf, sourceOf } from "./deciding";
import { accepted } from "./merchants-veto";
import { takeMethod } from "./method-fee";
import type { PaymentSource } from "./payment-source";
import { authorizeInputOf, doorTo, wrongSettings } from "./provider-door";
import { settle } from "./settle";
import type { PaymentState, ProviderCallRow, StoredTransaction } from "./store";

export type AttemptOutcome =
  | {
      kind: "answered";
      settled: Settled;
      source: PaymentSource;
      /** Why the provider took nothing up; null where it answered, a decline included. */
      refusal: ProviderError | null;
    }
  /** Another attempt holds the order. */
  | { kind: "held"; transaction: StoredTransaction };

/** A waiting attempt is ended first, and an order that has moved on is shown to its merchant again. */
const TURNS_MAX = 3;

/**
 * One attempt to authorize a source, from the write-ahead row to the settled answer. The provider is called outside of
 * any database transaction, with the id of the committed call as its key. An earlier attempt that waits for the shopper
 * is ended first.
 */
export async function runAttempt(
  deps: Deps,
  input: {
    state: PaymentState;
    source: PaymentSource;
    isNewSource: boolean;
    isRepriced?: boolean;
    operation: "authorize" | "prepare";
    places: boolean;
  },
): Promise<Result<AttemptOutcome, UseCaseError>> {
  const { state, source, isNewSource, isRepriced = false, operation, places } = input;
  const gateway = gatewayOf(state, source.gatewayId);
  if (gateway && !(await isAdmitted(deps, gateway, "attempt"))) return err(circuitOpen(gateway));
  const provider = gateway && !isNewSource ? deps.providers(gateway.type) : null;
  const told = provider && (await tellAhead(deps, { state, source, provider }));
  let from: PaymentState = state;
  for (let turn = 1; turn <= TURNS_MAX; turn++) {
    const now = deps.clock.now();
    from = await takeMethod(deps, from, source.paymentMethodId);
    const decide = await accepted<Attempt>(deps, from, (fresh) =>
      decideAttempt(fresh, {
        ...{ source, isNewSource, isRepriced, operation, places, told, now },
        ids: deps.ids,
      }),
    );
    if (!decide.ok) return decide;
    const begun = await deps.payments.change(from, deps.by, now, decide.value);
    if (!begun.ok) return begun;
    const attempt = begun.value;
    if (attempt.kind === "held") return ok(attempt);
    if (attempt.kind === "begun") {
      const answered = await callProvider(deps, { ...attempt, state: attempt.after, operation });
      return ok({ kind: "answered", ...answered, source: attempt.source });
    }
    if (attempt.kind === "supersede_first") {
      const ended = await endWaitingAttempt(deps, state, attempt.transaction);
      if (!ended.ok) return ended;
    }
    const fresh = await deps.payments.find({ orderId: state.order.id });
    if (!fresh) return err(notFound("orders", state.order.id));
    from = fresh;
  }
  return err({ code: "attempt_running" });
}

async function callProvider(
  deps: Deps,
  attempt: {
    state: PaymentState;
    source: PaymentSource;
    transaction: StoredTransaction;
    call: ProviderCallRow;
    operation: "authorize" | "prepare";
  },
): Promise<{ settled: Settled; refusal: ProviderError | null }> {
  const { state, source, transaction, call, operation } = attempt;
  const gateway = gatewayOf(state, source.gatewayId);
  if (!gateway) throw new Error("A source's gateway is gone.");
  const door = doorTo(deps, gateway);
  const given = { transaction, callId: call.id, door, state };
  if (!door) return settleWith(deps, { ...given, answer: wrongSettings(gateway) });
  const { provider } = door;
  const { order } = state;
  const told = await authorizeInputOf(deps, { order, source, transaction, door, call });
  const answer =
    operation === "prepare"
      ? await provider.prepare(door.call(call.id), told)
      : await provider.authorize(door.call(call.id), told);
  return settleWith(deps, { ...given, answer: await heard(deps, door, answer) });
}

async function settleWith(deps: Deps, given: Parameters<typeof settle>[1]) {
  const { answer } = given;
  return { settled: await settle(deps, given), refusal: answer.ok ? null : answer.error };
}

/**
 * Ends an attempt that waits for the shopper. Where the provider can cancel it, it is cancelled there before anything
 * new begins; elsewhere it is marked, and voided if it is approved later.
 */
export async function endWaitingAttempt(
  deps: Deps,
  state: PaymentState,
  waiting: StoredTransaction,
): Promise<Result<null, UseCaseError>> {
  const fresh = sourceOf(state, waiting.sourceId)
    ? state
    : await deps.payments.find({ orderId: waiting.orderId });
  const payment = waiting.paymentReference;
  const gateway = fresh && gatewayOf(fresh, waiting.gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  let isCancelled = false;
  if (payment && door?.provider.capabilities.cancelActionRequired) {
    if (!(await isAdmitted(deps, door.gateway, "question"))) return err(circuitOpen(door.gateway));
    const asked = await door.provider.cancel(door.call(deps.ids.call()), {
      payment,
      amount: waiting.amount,
      ourReference: waiting.ourReference ?? "",
      operationReference: `${waiting.ourReference}-cancel`,
      document: null,
    });
    const answer = await heard(deps, door, asked);
    if (!answer.ok || answer.value.kind !== "succeeded") return err({ code: "attempt_running" });
    isCancelled = true;
  }
  const now = deps.clock.now();
  return deps.payments.change(waiting.orderId, deps.by, now, (locked) =>
    decideSupersede(locked, { transactionId: waiting.id, isCancelled, now }),
  );
}
