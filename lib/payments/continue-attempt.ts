import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { circuitOpen, heard, isAdmitted } from "./circuit-door";
import { requestHashOf } from "./decide-attempt";
import { type Settled, unmoved } from "./decide-settlement";
import { gatewayOf, sourceOf } from "./deciding";
import { merchantsVeto } from "./merchants-veto";
import { authorizeInputOf, doorTo } from "./provider-door";
import { settle } from "./settle";
import type { Decision, PaymentState, StoredTransaction } from "./store";
import { syncTransaction } from "./sync-transaction";

/**
 * `_place` or `_authorize` meets an attempt that is under way. What a browser confirms (Stripe's intent) is confirmed by
 * us where the client left that to do; everything else is only asked about. A refusal ("confirm it in the browser first")
 * and a call that never left leave the attempt as it was.
 */
export async function continueAttempt(
  deps: Deps,
  input: { state: PaymentState; transaction: StoredTransaction; placesNow: boolean },
): Promise<Result<Settled, UseCaseError>> {
  const { state, transaction, placesNow } = input;
  const isWanted = transaction.places || !placesNow;
  if (isWanted && isOnItsWay(deps, transaction)) return ok(unmoved(transaction, state));
  const source = sourceOf(state, transaction.sourceId);
  const gateway = gatewayOf(state, transaction.gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  const isConfirmable =
    transaction.status === "action_required" &&
    transaction.action?.kind === "client_confirmation" &&
    door?.provider.capabilities.clientConfirmation === true;
  if (!source || !door || !isConfirmable) {
    return ok(await syncTransaction(deps, { state, transaction, placesNow }));
  }
  if (!isForTotal(state, transaction)) return askOnly(deps, { state, transaction });
  if (!(await isAdmitted(deps, door.gateway, "question"))) return err(circuitOpen(door.gateway));
  const veto = await merchantsVeto(deps, state);
  if (veto) return err(veto);
  const now = deps.clock.now();
  const call = {
    id: deps.ids.call(),
    transactionId: transaction.id,
    operation: "authorize",
    requestHash: requestHashOf(source, transaction),
    startedAt: now,
    document: null,
  };
  const started = await deps.payments.change(
    state.order.id,
    deps.by,
    now,
    (): Decision<null, never> => ok({ changes: [{ kind: "call_started", call }], value: null }),
  );
  if (!started.ok) return started;
  const told = await authorizeInputOf(deps, {
    order: state.order,
    source,
    transaction,
    provider: door.provider,
    call,
  });
  const asked = await door.provider.authorize(door.call(call.id), told);
  const answer = await heard(deps, door, asked);
  // What certainly did not happen leaves the intent as it was: it can still be confirmed.
  if (!answer.ok && answer.error.code !== "provider_indeterminate") return err(answer.error);
  return ok(await settle(deps, { transaction, answer, callId: call.id, door, placesNow }));
}

const isForTotal = ({ order }: PaymentState, { amount }: StoredTransaction): boolean =>
  amount.amountMinor === order.totalMinor && amount.currency === order.currency;

/** The order has changed since: nothing is confirmed for what it cost before. A browser may have, and then that is known. */
async function askOnly(
  deps: Deps,
  from: { state: PaymentState; transaction: StoredTransaction },
): Promise<Result<Settled, UseCaseError>> {
  const settled = await syncTransaction(deps, from);
  const { totalMinor } = from.state.order;
  return settled.transaction.status === "action_required"
    ? err({ code: "total_changed", totalMinor })
    : ok(settled);
}

/** Its answer is still awaited by whoever sent it: asking beside that would only be in its way. */
const isOnItsWay = (deps: Deps, { status, requestedAt }: StoredTransaction): boolean =>
  status === "requested" &&
  deps.clock.now().getTime() - requestedAt.getTime() < deps.settings.providerTimeoutMs;
