import { unreachable } from "../assert";
import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import { isEditable, type OrderStatus } from "../orders/order-status";
import type { Decline } from "../providers/decline";
import { err, ok, type Result } from "../result";
import { liveAttemptOf, sourceOf } from "./deciding";
import { chargedBy } from "./method-fee";
import { newSource } from "./new-source";
import type { PaymentMethod } from "./payment-method";
import { runAttempt } from "./run-attempt";
import type { PaymentState, StoredTransaction } from "./store";

export type PayOutcome =
  | { kind: "placed" }
  /** The bank wants to see the shopper. */
  | { kind: "bank"; url: string }
  /** Nobody knows yet: do not pay again. */
  | { kind: "checking" }
  | { kind: "declined"; decline: Decline; cardLastDigits: string | null }
  /** Nothing was taken: the total is another than the one shown. */
  | { kind: "total_changed"; totalMinor: number }
  /** The order is closed (cancelled): nothing was taken. */
  | { kind: "not_editable" };

export type PayInput = {
  /** The order's unguessable token. */
  token: string;
  paymentMethodId: string;
  /** What the card fields gave, in the API's names; the provider's schema checks them. */
  attributes: JsonObject;
  /** The total on the pressed button, in minor units. */
  shownTotalMinor: number;
  /** Made when the form was rendered: the same form pays once, however often it is sent. */
  nonce: string;
};

const WAIT_STEP_MS = 200;
const WAIT_STEPS_MAX = 25;

/**
 * The checkout's pay button: creates the source, authorizes it and places the order, in one go and once.
 * Safe to repeat: the same nonce finds the first attempt and answers as it does.
 */
export async function payOrder(
  deps: Deps,
  input: PayInput,
): Promise<Result<PayOutcome, UseCaseError>> {
  const state = await deps.payments.find({ orderToken: input.token });
  if (!state) return err(notFound("orders", input.token));
  const method = state.methods.find((each) => each.id === input.paymentMethodId);
  const early = answerWithoutPaying(state, method, input);
  if (early) return early;
  const repeated = state.sources.find((source) => source.idempotencyKey === input.nonce);
  const live = liveAttemptOf(state);
  if (repeated || (live && live.status !== "action_required")) {
    return ok(await waitForOutcome(deps, state, repeated?.id ?? null));
  }
  if (!method)
    return err({ code: "gateway_unavailable", detail: "This way to pay is not offered." });
  const source = newSource(deps, state, {
    type: method.sourceType,
    paymentMethodId: method.id,
    attributes: input.attributes,
    idempotencyKey: input.nonce,
  });
  if (!source.ok) return source;
  const attempt = await runAttempt(deps, {
    state,
    source: source.value,
    isNewSource: true,
    operation: "authorize",
    places: true,
  });
  if (!attempt.ok) return outcomeOfError(deps, state, attempt.error);
  if (attempt.value.kind === "held") {
    return ok(await waitForOutcome(deps, state, attempt.value.transaction.sourceId));
  }
  // The card's token was used or ran out: the shopper is told that, not that the payment failed.
  const { refusal, settled } = attempt.value;
  if (isPlaced(settled.orderStatus)) return ok({ kind: "placed" });
  if (refusal?.code === "provider_rejected_request" && refusal.attribute) return err(refusal);
  return ok(await readOutcome(deps, state, source.value.id));
}

function answerWithoutPaying(
  state: PaymentState,
  method: PaymentMethod | undefined,
  input: PayInput,
): Result<PayOutcome, UseCaseError> | null {
  const { order } = state;
  switch (order.status) {
    case "placed":
    case "approved":
    case "editing":
      return ok({ kind: "placed" });
    case "cancelled":
      return ok({ kind: "not_editable" });
    case "draft":
    case "pending":
    case "placing":
      break;
    default:
      return unreachable(order.status);
  }
  const { totalMinor } = method ? chargedBy(order, method) : order;
  if (isEditable(order.status) && totalMinor !== input.shownTotalMinor) {
    return ok({ kind: "total_changed", totalMinor });
  }
  return null;
}

async function outcomeOfError(
  deps: Deps,
  state: PaymentState,
  error: UseCaseError,
): Promise<Result<PayOutcome, UseCaseError>> {
  switch (error.code) {
    case "total_changed":
      return ok({ kind: "total_changed", totalMinor: error.totalMinor });
    case "attempt_running":
      return ok({ kind: "checking" });
    case "order_not_editable":
      return ok(await waitForOutcome(deps, state, null));
    default:
      return err(error);
  }
}

/** A second press, or a second tab: the first one's answer is worth a few seconds' wait. */
async function waitForOutcome(
  deps: Deps,
  state: PaymentState,
  sourceId: string | null,
): Promise<PayOutcome> {
  let outcome: PayOutcome = { kind: "checking" };
  for (let step = 0; step < WAIT_STEPS_MAX; step++) {
    outcome = await readOutcome(deps, state, sourceId);
    if (outcome.kind !== "checking") return outcome;
    await deps.clock.sleep(WAIT_STEP_MS);
  }
  return outcome;
}

const isPlaced = (status: OrderStatus): boolean =>
  status === "placed" || status === "approved" || status === "editing";

/** What the order's attempt has come to; of one source, or of the live one. */
async function readOutcome(
  deps: Deps,
  state: PaymentState,
  sourceId: string | null,
): Promise<PayOutcome> {
  const fresh = await deps.payments.find({ orderId: state.order.id });
  if (!fresh) return { kind: "not_editable" };
  if (isPlaced(fresh.order.status)) return { kind: "placed" };
  const own = fresh.transactions.filter(
    (transaction) => transaction.kind === "authorization" && transaction.sourceId === sourceId,
  );
  const transaction = liveAttemptOf(fresh) ?? own.at(-1) ?? fresh.transactions.at(-1);
  return transaction ? payOutcomeOf(fresh, transaction) : { kind: "checking" };
}

/** How a shopper is told of one attempt. */
export function payOutcomeOf(state: PaymentState, transaction: StoredTransaction): PayOutcome {
  switch (transaction.status) {
    case "succeeded":
      return state.order.placedAt ? { kind: "placed" } : { kind: "checking" };
    case "action_required":
      return transaction.action?.kind === "redirect"
        ? { kind: "bank", url: transaction.action.url }
        : { kind: "checking" };
    case "requested":
    case "pending":
    case "indeterminate":
      return { kind: "checking" };
    case "declined":
    case "failed":
      return {
        kind: "declined",
        decline: transaction.decline ?? { code: "processing_error", raw: transaction.status },
        cardLastDigits: sourceOf(state, transaction.sourceId)?.instrument?.card_last_digits ?? null,
      };
    default:
      return unreachable(transaction.status);
  }
}
