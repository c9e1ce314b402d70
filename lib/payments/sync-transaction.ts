import type { Deps } from "../deps";
import type { ProviderReference } from "../ids";
import type { ProviderAnswer, ProviderPayment } from "../providers/provider";
import { err, ok } from "../result";
import { heard, isAdmitted } from "./circuit-door";
import { decideLater } from "./decide-later";
import { type Settled, unmoved } from "./decide-settlement";
import { gatewayOf, sourceOf } from "./deciding";
import { callOperation, ourReferenceOf, paymentReferenceOf } from "./operation-call";
import { operationOutcome } from "./operation-lookup";
import type { PaymentSource } from "./payment-source";
import { authorizeInputOf, type Door, doorTo } from "./provider-door";
import { settle } from "./settle";
import type { PaymentState, ProviderCallRow, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

const HOUR_MS = 3_600_000;

export type SyncInput = {
  state: PaymentState;
  transaction: StoredTransaction;
  /** What a return URL carried (`sid_…`): asked by, but believed only if it leads to this very payment. */
  sessionId?: string | null;
  placesNow?: boolean;
  /** Asked ahead of the schedule, by whoever has taken the turn to find out whether the gateway is back. */
  isProbe?: boolean;
};

/**
 * Asks the provider what became of a transaction and settles it. The one road for return URLs, webhooks, opened pages
 * and the sweep. Safe to repeat, and to run twice at once.
 */
export async function syncTransaction(deps: Deps, input: SyncInput): Promise<Settled> {
  const { state, transaction } = input;
  const unchanged = unmoved(transaction, state);
  if (!isUnsettled(transaction.status)) return unchanged;
  const source = sourceOf(state, transaction.sourceId);
  const gateway = gatewayOf(state, transaction.gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  // The gateway's settings are not complete: a day of that is for a person to see.
  if (!source || !door) return askLater(deps, input, "asked");
  if (!input.isProbe && !(await isAdmitted(deps, door.gateway, "question"))) {
    return askLater(deps, input, "unasked");
  }
  const asked = await ask(deps, { ...input, source, door });
  if (asked === null) return askLater(deps, input, "asked");
  return settle(deps, {
    transaction,
    answer: asked.answer,
    callId: asked.callId,
    found: asked.found ?? null,
    door,
    placesNow: input.placesNow ?? false,
  });
}

type Asked = {
  answer: ProviderAnswer;
  callId: string | null;
  found?: ProviderPayment;
} | null;

/** Null: nothing was learned; ask again later. */
async function ask(
  deps: Deps,
  input: SyncInput & { source: PaymentSource; door: Door },
): Promise<Asked> {
  const { state, transaction, source, door, sessionId } = input;
  if (!door.provider.capabilities.retrieve) return repeatCall(deps, input);
  const known = knownReference(state, { transaction, source, door });
  const reference = (sessionId as ProviderReference | null | undefined) ?? known;
  const lookup = { reference, ourReference: ourReferenceOf(state, transaction) };
  const { isProbe = false } = input;
  const answer = await door.provider.retrieve(door.call(deps.ids.call()), lookup);
  const found = await heard(deps, door, answer, { isProbe });
  if (!found.ok) return null;
  if (found.value === null) {
    if (known !== null) return null;
    return (await repeatCall(deps, input)) ?? neverHappened(deps, input);
  }
  if (!isSamePayment(found.value, known, lookup.ourReference)) return null;
  const outcome =
    transaction.kind === "authorization"
      ? found.value.authorization
      : operationOutcome(found.value, transaction, state);
  // An operation that the provider does not show was perhaps never asked for: the same call tells.
  if (outcome) return { answer: ok(outcome), callId: null, found: found.value };
  return (await repeatCall(deps, input)) ?? neverHappened(deps, input);
}

/** The longest that a provider keeps a key; by then it shows whatever a request of ours did. */
const SHOWN_AFTER_MS = 24 * HOUR_MS;

/**
 * The provider was asked and shows nothing, and our call can be repeated no longer: a day after it was begun, nothing can
 * come of it any more. Null while that is not certain.
 */
async function neverHappened(deps: Deps, { transaction }: SyncInput): Promise<Asked> {
  if (transaction.status !== "requested" && transaction.status !== "indeterminate") return null;
  const call = await deps.payments.findCall(transaction.id);
  const ageMs = call ? deps.clock.now().getTime() - call.startedAt.getTime() : 0;
  if (ageMs <= SHOWN_AFTER_MS) return null;
  const detail = "The provider knows nothing of it, a day after it was asked.";
  return { answer: err({ code: "provider_rejected_request", detail }), callId: null };
}

/**
 * The payment that this very attempt began; null while nobody has told us. An earlier attempt's, which the source still
 * names, would tell of another payment. Only what a browser confirms is one payment through all its attempts.
 */
const knownReference = (
  state: PaymentState,
  {
    transaction,
    source,
    door,
  }: { transaction: StoredTransaction; source: PaymentSource; door: Door },
): ProviderReference | null =>
  paymentReferenceOf(state, transaction) ??
  (door.provider.capabilities.clientConfirmation ? source.reference : null);

const isSamePayment = (
  found: ProviderPayment,
  known: ProviderReference | null,
  ourReference: string,
): boolean => (known === null ? found.ourReference === ourReference : found.reference === known);

/**
 * The provider knows nothing, or cannot be asked: the same call again, under the same key, within its window. That
 * cannot take the money twice, and it answers what the first call answered.
 */
async function repeatCall(
  deps: Deps,
  input: SyncInput & { source: PaymentSource; door: Door },
): Promise<Asked> {
  const { state, transaction, source, door } = input;
  const { provider } = door;
  if (transaction.status === "pending" || transaction.status === "action_required") return null;
  const windowHours = provider.repeatWindowHours(door.config);
  const call = await deps.payments.findCall(transaction.id);
  if (windowHours === null || !call) return null;
  const ageMs = deps.clock.now().getTime() - call.startedAt.getTime();
  if (ageMs > windowHours * HOUR_MS) return null;
  // Its first sending may still be on its way.
  if (transaction.status === "requested" && ageMs < deps.settings.providerTimeoutMs) return null;
  const { isProbe = false } = input;
  const sent = await sendAgain(deps, { state, source, transaction, door, call });
  const answer = await heard(deps, door, sent, { isRepeat: true, isProbe });
  // A first answer may have been lost after it acted: "never sent" is only true of a call's first sending.
  if (!answer.ok && answer.error.code === "provider_unreachable") {
    return {
      answer: err({ code: "provider_indeterminate", detail: answer.error.detail }),
      callId: call.id,
    };
  }
  return { answer, callId: call.id };
}

async function sendAgain(
  deps: Deps,
  from: {
    state: PaymentState;
    source: PaymentSource;
    transaction: StoredTransaction;
    door: Door;
    call: ProviderCallRow;
  },
): Promise<ProviderAnswer> {
  const { state, source, transaction, door, call } = from;
  const { provider } = door;
  if (transaction.kind !== "authorization") {
    return callOperation(deps, { state, transaction, call, door });
  }
  const { order } = state;
  const told = await authorizeInputOf(deps, { order, source, transaction, door, call });
  return call.operation === "prepare"
    ? provider.prepare(door.call(call.id), told)
    : provider.authorize(door.call(call.id), told);
}

async function askLater(
  deps: Deps,
  { transaction, placesNow }: SyncInput,
  was: "asked" | "unasked",
): Promise<Settled> {
  const { id: transactionId, orderId } = transaction;
  const now = deps.clock.now();
  const given = { transactionId, placesNow: placesNow ?? false, was, now };
  const put = await deps.payments.change(orderId, deps.by, now, (state) =>
    decideLater(state, given),
  );
  if (!put.ok) throw new Error("The order of a transaction is gone.");
  return put.value;
}
