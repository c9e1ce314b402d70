import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { isEditable } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { circuitOpen, heard, isAdmitted } from "./circuit-door";
import { type AmountPush, decideAmountAnswer, decideAmountPush } from "./decide-amount";
import { gatewayOf, liveAttemptOf, sourceOf } from "./deciding";
import { merchantsVeto } from "./merchants-veto";
import { totalWith } from "./method-fee";
import type { PaymentSource } from "./payment-source";
import { type Door, doorTo } from "./provider-door";
import { runAttempt } from "./run-attempt";
import { settle } from "./settle";
import type { PaymentState } from "./store";
import { isUnsettled, type TransactionStatus } from "./transaction";

/**
 * `_update`: the order's present total is what the source's payment asks for. Changed at the provider while nobody has paid
 * it; where its state does not allow that any more it is ended, and the same source begins another. Safe to repeat.
 */
export async function changeAmount(
  deps: Deps,
  input: { sourceId: string },
): Promise<Result<PaymentSource, UseCaseError>> {
  const state = await deps.payments.find(input);
  const source = state && sourceOf(state, input.sourceId);
  if (!state || !source) return err(notFound("payment_sources", input.sourceId));
  const { order } = state;
  if (!isEditable(order.status)) return err({ code: "order_not_editable", status: order.status });
  const gateway = gatewayOf(state, source.gatewayId);
  const door = gateway && doorTo(deps, gateway);
  if (!door) return err({ code: "gateway_unavailable", detail: "Its settings are not complete." });
  const { provider } = door;
  if (!provider.changeAmount) {
    return err(invalid("attributes._update", "is not offered here: create a new payment source"));
  }
  const amount = { amountMinor: order.totalMinor, currency: order.currency };
  const refusal = provider.refuseAmount(amount);
  if (refusal) return err({ code: "amount_refused", refusal });
  const live = liveAttemptOf(state);
  if (live === null) return beginAnew(deps, { state, source, door });
  if (live.sourceId !== source.id || live.status !== "action_required") return refused(live.status);
  return push(deps, { state, source, door });
}

const refused = (status: TransactionStatus): Result<never, UseCaseError> =>
  status === "succeeded"
    ? err(invalid("attributes._update", "comes too late: the money is held, void it first"))
    : err({ code: "attempt_running" });

type Changing = { state: PaymentState; source: PaymentSource; door: Door };

/** Row first, then the call, then what came of it. */
async function push(
  deps: Deps,
  { state, source, door }: Changing,
): Promise<Result<PaymentSource, UseCaseError>> {
  const { changeAmount: change } = door.provider;
  if (!change) throw new Error("The provider changes no amounts.");
  if (!(await isAdmitted(deps, door.gateway, "question"))) return err(circuitOpen(door.gateway));
  const veto = await merchantsVeto(deps, state);
  if (veto) return err(veto);
  const now = deps.clock.now();
  const callId = deps.ids.call();
  const begun = await deps.payments.change<AmountPush, UseCaseError>(state, deps.by, now, (fresh) =>
    decideAmountPush(fresh, { sourceId: source.id, callId, now }),
  );
  if (!begun.ok) return begun;
  const { transaction, amount, after } = begun.value;
  const payment = transaction.paymentReference;
  if (!payment) throw new Error("A payment that waits for its shopper has a name.");
  const asked = await change(door.call(callId), { payment, amount });
  const answer = await heard(deps, door, asked);
  const transcripts = door.transcripts.splice(0);
  const endedAt = deps.clock.now();
  const given = { transactionId: transaction.id, callId, amount, answer, transcripts };
  const written = await deps.payments.change(after, deps.by, endedAt, (fresh) =>
    decideAmountAnswer(fresh, { ...given, now: endedAt }),
  );
  if (!written.ok) return written;
  if (!answer.ok) return err(answer.error);
  const { isChanged, outcome } = answer.value;
  if (isChanged && outcome.kind === "action_required") return read(deps, source);
  // Somebody paid, or ended it, and we are the first to hear.
  const settled = await settle(deps, { transaction, answer: ok(outcome), callId: null, door });
  const { status } = settled.transaction;
  if (status === "succeeded" || (isUnsettled(status) && status !== "action_required")) {
    return refused(status);
  }
  const fresh = await deps.payments.find({ sourceId: source.id });
  const renewed = fresh && sourceOf(fresh, source.id);
  if (!fresh || !renewed) return err(notFound("payment_sources", source.id));
  return beginAnew(deps, { state: fresh, source: renewed, door });
}

/** Another payment of the same source. What it began before is ended there, so that only one can be paid. */
async function beginAnew(
  deps: Deps,
  { state, source, door }: Changing,
): Promise<Result<PaymentSource, UseCaseError>> {
  const left = await endLeftBehind(deps, { state, source, door });
  if (!left.ok) return left;
  const { currency } = state.order;
  const totalMinor = totalWith(state, source.paymentMethodId);
  const forgotten = door.provider.paymentAttributes ?? [];
  const kept = Object.entries(source.attributes).filter(([name]) => !forgotten.includes(name));
  const attempt = await runAttempt(deps, {
    state,
    source: {
      ...source,
      amount: { amountMinor: totalMinor, currency },
      reference: null,
      attributes: Object.fromEntries(kept),
    },
    isNewSource: false,
    isRepriced: true,
    operation: "prepare",
    places: false,
  });
  if (!attempt.ok) return attempt;
  if (attempt.value.kind === "held") return err({ code: "attempt_running" });
  if (attempt.value.refusal) return err(attempt.value.refusal);
  return read(deps, source);
}

/** A payment that was declined in the browser can be tried there again: not beside another one. */
async function endLeftBehind(
  deps: Deps,
  { state, source, door }: Changing,
): Promise<Result<null, UseCaseError>> {
  const last = state.transactions.findLast(
    ({ kind, sourceId }) => kind === "authorization" && sourceId === source.id,
  );
  const isLeft = last && !last.live && last.paymentReference && last.status !== "succeeded";
  if (!isLeft || !last.paymentReference) return ok(null);
  if (!(await isAdmitted(deps, door.gateway, "question"))) return err(circuitOpen(door.gateway));
  const asked = await door.provider.cancel(door.call(deps.ids.call()), {
    payment: last.paymentReference,
    amount: last.amount,
    ourReference: last.ourReference ?? "",
    operationReference: `${last.ourReference}-cancel`,
    document: null,
  });
  const answer = await heard(deps, door, asked);
  door.transcripts.splice(0);
  if (!answer.ok) return err(answer.error);
  return answer.value.kind === "succeeded" ? ok(null) : err({ code: "attempt_running" });
}

async function read(
  deps: Deps,
  { id }: PaymentSource,
): Promise<Result<PaymentSource, UseCaseError>> {
  const fresh = await deps.payments.find({ sourceId: id });
  const source = fresh && sourceOf(fresh, id);
  return source ? ok(source) : err(notFound("payment_sources", id));
}
