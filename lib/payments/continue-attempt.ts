import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import { isSameMoney } from "../money/money";
import { isOver } from "../orders/checkout-step";
import { isEditable } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { circuitOpen, heard, isAdmitted } from "./circuit-door";
import { requestHashOf } from "./decide-attempt";
import { type Settled, unmoved } from "./decide-settlement";
import { gatewayOf, missingBeforePayment, sourceOf } from "./deciding";
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
    (fresh): Decision<null, UseCaseError> => {
      const refused = refuseMoved(fresh, { transaction, seen: state, now });
      return refused
        ? err(refused)
        : ok({ changes: [{ kind: "call_started", call }], value: null });
    },
  );
  if (!started.ok) return started;
  const told = await authorizeInputOf(deps, {
    order: state.order,
    source,
    transaction,
    door,
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

/**
 * While the shopper is at it, nothing holds the order: what was prepared may be for another total by now, or for an order
 * that its merchant has not seen as it is. Null: it is what it was.
 */
function refuseMoved(
  fresh: PaymentState,
  { transaction, seen, now }: { transaction: StoredTransaction; seen: PaymentState; now: Date },
): UseCaseError | null {
  const { order } = fresh;
  const { status, totalMinor, validation, version, expiresAt } = order;
  if (status !== "placing" && !isEditable(status)) return { code: "order_not_editable", status };
  if (expiresAt && isOver(expiresAt, now)) return { code: "order_expired", expiredAt: expiresAt };
  const missing = missingBeforePayment(fresh);
  if (missing.length > 0) return { code: "order_incomplete", missing };
  const total = { amountMinor: totalMinor, currency: order.currency };
  if (!isSameMoney(transaction.amount, total)) return { code: "total_changed", totalMinor };
  if (validation === null || version === seen.order.version) return null;
  return { code: "order_unchecked", detail: "The order has changed since its merchant saw it." };
}

/** Its answer is still awaited by whoever sent it: asking beside that would only be in its way. */
const isOnItsWay = (deps: Deps, { status, requestedAt }: StoredTransaction): boolean =>
  status === "requested" &&
  deps.clock.now().getTime() - requestedAt.getTime() < deps.settings.providerTimeoutMs;
