import { unreachable } from "../assert";
import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { isEditable, type OrderStatus } from "../orders/order-status";
import { err, ok, type Result } from "../result";
import { continueAttempt } from "./continue-attempt";
import type { Settled } from "./decide-settlement";
import { gatewayOf, liveAttemptOf, missingBeforePayment, orderChanges, sourceOf } from "./deciding";
import { type FollowUp, withFollowUp } from "./follow-up";
import { merchantsVeto } from "./merchants-veto";
import { doorTo } from "./provider-door";
import { runAttempt } from "./run-attempt";
import { carryOut, followUpParts } from "./settle";
import type { PaymentState, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

/**
 * `_place`: authorizes the order's payment source where that has not happened yet, and places the order. Answers
 * `placing` while the shopper must act or the outcome is not known; the return route, a webhook or the sweep ends it.
 */
export async function placeOrder(
  deps: Deps,
  input: { orderId: string },
): Promise<Result<{ status: OrderStatus }, UseCaseError>> {
  return authorizeOrPlace(deps, { ...input, places: true });
}

/** `_authorize`: asks for the money and leaves the order as it is. */
export async function authorizeOrder(
  deps: Deps,
  input: { orderId: string },
): Promise<Result<{ status: OrderStatus }, UseCaseError>> {
  return authorizeOrPlace(deps, { ...input, places: false });
}

async function authorizeOrPlace(
  deps: Deps,
  input: { orderId: string; places: boolean },
): Promise<Result<{ status: OrderStatus }, UseCaseError>> {
  const { places } = input;
  const state = await deps.payments.find({ orderId: input.orderId });
  if (!state) return err(notFound("orders", input.orderId));
  const refused = refuse(state, places);
  if (refused) return err(refused);
  const live = liveAttemptOf(state);
  if (live?.status === "succeeded") {
    return places ? placeAuthorized(deps, state) : ok({ status: state.order.status });
  }
  if (state.order.totalMinor === 0 && places) {
    const veto = await merchantsVeto(deps, state);
    return veto ? err(veto) : placeAuthorized(deps, state);
  }
  const isContinued = live !== null && live.sourceId === state.order.paymentSourceId;
  if (isContinued) {
    const continued = await continueAttempt(deps, { state, transaction: live, placesNow: places });
    return continued.ok ? placeLeft(deps, input, continued.value) : continued;
  }
  if (live && live.status !== "action_required") return err({ code: "attempt_running" });
  const source = state.order.paymentSourceId && sourceOf(state, state.order.paymentSourceId);
  if (!source) return err({ code: "order_incomplete", missing: ["payment_source"] });
  const attempt = await runAttempt(deps, {
    state,
    source,
    isNewSource: false,
    operation: "authorize",
    places,
  });
  if (!attempt.ok) return attempt;
  if (attempt.value.kind === "held") return err({ code: "attempt_running" });
  const { refusal, settled } = attempt.value;
  // An unclear answer is no error here: the order is `placing`, and somebody asks.
  const isRefused = refusal && refusal.code !== "provider_indeterminate";
  return isRefused ? err(refusal) : placeLeft(deps, input, settled);
}

/**
 * A payment that has succeeded and left its order open: somebody was faster who did not know that it is to be placed, and it
 * is placed now; or the money is not what the order costs, and that is said.
 */
async function placeLeft(
  deps: Deps,
  { orderId, places }: { orderId: string; places: boolean },
  settled: Settled,
): Promise<Result<{ status: OrderStatus }, UseCaseError>> {
  const { transaction, orderStatus } = settled;
  const isLeft = transaction.status === "succeeded" && isEditable(orderStatus);
  // Somebody emptied it meanwhile: there is nothing to place, and a payment on its way.
  const isEmptied = isUnsettled(transaction.status) && isEditable(orderStatus);
  if (places && isEmptied) return err({ code: "attempt_running" });
  if (!places || !isLeft) return answerOf(settled);
  const fresh = await deps.payments.find({ orderId });
  return fresh ? placeAuthorized(deps, fresh) : err(notFound("orders", orderId));
}

function refuse(state: PaymentState, places: boolean): UseCaseError | null {
  const { order } = state;
  switch (order.status) {
    case "placed":
    case "approved":
    case "cancelled":
    case "editing":
      return {
        code: "illegal_transition",
        from: order.status,
        to: places ? "placed" : "authorized",
      };
    case "draft":
    case "pending":
    case "placing":
      break;
    default:
      return unreachable(order.status);
  }
  const missing = missingBeforePayment(state);
  return missing.length > 0 ? { code: "order_incomplete", missing } : null;
}

function answerOf(settled: Settled): Result<{ status: OrderStatus }, UseCaseError> {
  const { transaction, orderStatus } = settled;
  if (transaction.status === "declined" && transaction.decline) {
    return err({ code: "payment_declined", decline: transaction.decline });
  }
  if (transaction.status === "failed") {
    return err({
      code: "provider_rejected_request",
      detail: transaction.detail ?? "The gateway refused the request.",
    });
  }
  return ok({ status: orderStatus });
}

/** The money is held already, or there is none to hold: only the order moves. */
async function placeAuthorized(
  deps: Deps,
  state: PaymentState,
): Promise<Result<{ status: OrderStatus }, UseCaseError>> {
  const now = deps.clock.now();
  const gateway = gatewayOf(state, liveAttemptOf(state)?.gatewayId ?? "");
  const door = gateway ? doorTo(deps, gateway) : null;
  const parts = door && followUpParts(deps, door, now);
  const placed = await deps.payments.change<FollowUp | null, UseCaseError>(
    state,
    deps.by,
    now,
    (fresh) => {
      const refused = refuse(fresh, true);
      if (refused) return err(refused);
      const live = liveAttemptOf(fresh);
      if (!isCovered(fresh, live)) {
        return err({ code: "total_changed", totalMinor: fresh.order.totalMinor });
      }
      const decided = orderChanges(fresh, {
        status: "placed",
        transactions: fresh.transactions,
        now,
      });
      const { changes, follow } = withFollowUp(fresh, decided, parts);
      return ok({ changes, value: follow });
    },
  );
  if (!placed.ok) return placed;
  if (door && placed.value) await carryOut(deps, placed.value, door);
  return ok({ status: "placed" });
}

const isCovered = (state: PaymentState, live: StoredTransaction | null): boolean =>
  state.order.totalMinor === 0 ||
  (live?.status === "succeeded" && live.amount.amountMinor === state.order.totalMinor);
