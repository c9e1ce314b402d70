import { createHash } from "node:crypto";
import { unreachable } from "../assert";
import type { UseCaseError } from "../errors";
import type { Ids, TransactionId } from "../ids";
import { isSameMoney } from "../money/money";
import { isOver } from "../orders/checkout-step";
import { canMoveOrder, isEditable } from "../orders/order-status";
import { err, ok } from "../result";
import { applyChanges } from "./apply-changes";
import type { ToldAhead } from "./call-document";
import { nextCheckAt } from "./check-schedule";
import { eventOf, liveAttemptOf, missingBeforePayment, orderChanges, orderEvent } from "./deciding";
import type { PaymentSource } from "./payment-source";
import { repriced } from "./repriced";
import type {
  Decision,
  PaymentChange,
  PaymentState,
  ProviderCallRow,
  StoredTransaction,
} from "./store";

export type AttemptInput = {
  /** Written with the attempt when it is new. */
  source: PaymentSource;
  isNewSource: boolean;
  /** The source begins another payment, for the order's present total: what it was is left behind. */
  isRepriced?: boolean;
  operation: "authorize" | "prepare";
  /** Place the order when it succeeds. */
  places: boolean;
  /** What an external gateway will be told, where that could be made beforehand. */
  told?: ToldAhead | null;
  now: Date;
  ids: Ids;
};

export type Attempt =
  | {
      kind: "begun";
      source: PaymentSource;
      transaction: StoredTransaction;
      call: ProviderCallRow;
      /** As it stands once this is written: the answer is decided on it without reading again. */
      after: PaymentState;
    }
  /** The order is held by an attempt that is on its way or has succeeded: nothing was written. */
  | { kind: "held"; transaction: StoredTransaction }
  /** The shopper has not acted on an earlier attempt: end that one first, then begin again. */
  | { kind: "supersede_first"; transaction: StoredTransaction };

/** Writes the `requested` row and the call's row before the provider hears of anything; or says why not. */
export function decideAttempt(
  state: PaymentState,
  input: AttemptInput,
): Decision<Attempt, UseCaseError> {
  const { order } = state;
  const repeated = repeatedAttempt(state, input);
  if (repeated) return ok({ changes: [], value: { kind: "held", transaction: repeated } });
  const live = liveAttemptOf(state);
  if (live) return holdOrSupersede(live);
  if (!isEditable(order.status)) {
    return err({ code: "order_not_editable", status: order.status });
  }
  const { expiresAt } = order;
  if (expiresAt && isOver(expiresAt, input.now)) {
    return err({ code: "order_expired", expiredAt: expiresAt });
  }
  const missing =
    input.places || input.operation === "authorize" ? missingBeforePayment(state) : [];
  if (missing.length > 0) return err({ code: "order_incomplete", missing });
  if (isSpent(state, input)) return err({ code: "order_incomplete", missing: ["payment_source"] });
  const total = { amountMinor: order.totalMinor, currency: order.currency };
  if (!isSameMoney(input.source.amount, total)) {
    return err({ code: "total_changed", totalMinor: order.totalMinor });
  }
  return begin(state, input);
}

/**
 * What was authorized with this source was let go again: trying it once more could only find the old payment and take it
 * for a new one.
 */
const isSpent = ({ transactions }: PaymentState, { source }: AttemptInput): boolean =>
  transactions.some(
    (each) =>
      each.kind === "authorization" && each.sourceId === source.id && each.status === "succeeded",
  );

/** The same form or request, sent twice: the first one's attempt, whatever became of it. */
function repeatedAttempt(state: PaymentState, input: AttemptInput): StoredTransaction | null {
  const { idempotencyKey } = input.source;
  if (!input.isNewSource || idempotencyKey === null) return null;
  const first = state.sources.find((source) => source.idempotencyKey === idempotencyKey);
  return state.transactions.find((transaction) => transaction.sourceId === first?.id) ?? null;
}

function holdOrSupersede(live: StoredTransaction): Decision<Attempt, UseCaseError> {
  switch (live.status) {
    case "action_required":
      return ok({ changes: [], value: { kind: "supersede_first", transaction: live } });
    case "requested":
    case "pending":
    case "indeterminate":
    case "succeeded":
      return ok({ changes: [], value: { kind: "held", transaction: live } });
    case "declined":
    case "failed":
      throw new Error("A live attempt cannot have ended.");
    default:
      return unreachable(live.status);
  }
}

function begin(state: PaymentState, input: AttemptInput): Decision<Attempt, UseCaseError> {
  const { order } = state;
  const { source, now } = input;
  const attempt = order.attemptsCount + 1;
  const transaction = newAuthorization({ state, source, attempt, input });
  const call: ProviderCallRow = {
    id: input.ids.call(),
    transactionId: transaction.id,
    operation: input.operation,
    requestHash: requestHashOf(source, transaction),
    startedAt: now,
    // Of another version it would speak of another order.
    document: input.told?.version === order.version ? input.told.document : null,
  };
  const moves = input.places && canMoveOrder(order.status, "placing");
  const changes: PaymentChange[] = [
    ...(input.isNewSource ? sourceCreated(source) : []),
    ...(input.isRepriced ? repriced(state, source) : []),
    { kind: "transaction_created", transaction },
    { kind: "call_started", call },
    {
      kind: "order_changed",
      set: {
        attemptsCount: attempt,
        paymentSourceId: source.id,
        paymentMethodId: source.paymentMethodId,
        ...(moves ? { status: "placing" as const } : {}),
      },
    },
    eventOf("authorization.requested", { type: "authorizations", id: transaction.id }, order.id, {
      status: [null, "requested"],
      amount_cents: transaction.amount.amountMinor,
      currency_code: order.currency,
      attempt,
    }),
    ...(moves
      ? [orderEvent("order.placing", order.id, { status: [order.status, "placing"] })]
      : []),
  ];
  const after = applyChanges(state, changes);
  return ok({ changes, value: { kind: "begun", source, transaction, call, after } });
}

/** The change and its line in the history. */
export const sourceCreated = (source: PaymentSource): PaymentChange[] => [
  { kind: "source_created", source },
  eventOf("payment_source.created", { type: source.type, id: source.id }, source.orderId, {
    amount_cents: source.amount.amountMinor,
    currency_code: source.amount.currency,
    payment_method_id: source.paymentMethodId,
  }),
];

function newAuthorization(from: {
  state: PaymentState;
  source: PaymentSource;
  attempt: number;
  input: AttemptInput;
}): StoredTransaction {
  const { state, source, attempt, input } = from;
  return {
    id: input.ids.resource() as TransactionId,
    orderId: state.order.id,
    sourceId: source.id,
    gatewayId: source.gatewayId,
    kind: "authorization",
    status: "requested",
    amount: source.amount,
    attempt,
    ourReference: `${state.order.id}-${attempt}`,
    parentId: null,
    paymentReference: null,
    reference: null,
    decline: null,
    action: null,
    idempotencyKey: null,
    live: true,
    places: input.places,
    requestedAt: input.now,
    settledAt: null,
    origin: "kassa",
    detail: null,
    supersededAt: null,
    checksCount: 0,
    nextCheckAt: nextCheckAt(input.now, input.now),
  };
}

/** Tells a repeated call from another one, without keeping what was in it. */
export function requestHashOf(source: PaymentSource, transaction: StoredTransaction): string {
  return createHash("sha256")
    .update(
      JSON.stringify([source.id, transaction.kind, transaction.amount, transaction.ourReference]),
    )
    .digest("hex");
}

/** Ends an attempt that waits for the shopper, so that another may begin. `isCancelled`: the provider can never approve it now. */
export function decideSupersede(
  state: PaymentState,
  input: { transactionId: string; isCancelled: boolean; now: Date },
): Decision<null, never> {
  const live = liveAttemptOf(state);
  if (live?.id !== input.transactionId || live.status !== "action_required") {
    return ok({ changes: [], value: null }); // Somebody else was first.
  }
  const status = state.order.status === "placing" ? "pending" : state.order.status;
  const ended = input.isCancelled
    ? {
        status: "failed" as const,
        settledAt: input.now,
        nextCheckAt: null,
        detail: "Cancelled: the shopper began anew.",
      }
    : {
        nextCheckAt: nextCheckAt(input.now, live.requestedAt),
        detail: "Superseded: the shopper began anew. Voided if it is approved later.",
      };
  const changes: PaymentChange[] = [
    {
      kind: "transaction_changed",
      id: live.id,
      from: live.status,
      set: { live: false, supersededAt: input.now, action: null, ...ended },
    },
    eventOf("authorization.superseded", { type: "authorizations", id: live.id }, state.order.id, {
      status: [live.status, input.isCancelled ? "failed" : live.status],
    }),
    ...orderChanges(state, { status, transactions: state.transactions, now: input.now }),
  ];
  return ok({ changes, value: null });
}
