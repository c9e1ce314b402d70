// A small order with payments, for tests of the pure decisions.
import type { GatewayId, Ids, OrderId, PaymentSourceId, TransactionId } from "../ids";
import type { CurrencyCode } from "../money/money";
import type { ProviderAnswer } from "../providers/provider";
import { decideAttempt } from "./decide-attempt";
import { decideSettlement } from "./decide-settlement";
import type { PaymentSource } from "./payment-source";
import type { PaymentChange, PaymentState, StoredTransaction } from "./store";

export const EUR = "EUR" as CurrencyCode;
export const NOW = new Date("2026-11-20T12:00:00Z");

export function countingIds(): Ids {
  let count = 0;
  const next = (prefix: string) => `${prefix}${++count}`;
  return { resource: () => next("id"), call: () => next("call"), secret: () => next("secret") };
}

export function emptyState(order: Partial<PaymentState["order"]> = {}): PaymentState {
  return {
    order: {
      id: "OrderAAAAA" as OrderId,
      version: 0,
      token: "token",
      number: 10001,
      mode: "test",
      status: "pending",
      paymentStatus: "unpaid",
      currency: EUR,
      totalMinor: 6500,
      email: "mara@example.com",
      paymentMethodId: null,
      paymentSourceId: null,
      attemptsCount: 0,
      linesCount: 1,
      ships: true,
      hasShippingAddress: true,
      hasBillingAddress: false,
      isDeliveryChosen: true,
      apiClientId: null,
      clientOrigins: [],
      placedAt: null,
      ...order,
    },
    sources: [],
    transactions: [],
    methods: [],
    gateways: [],
  };
}

export function sourceFor(state: PaymentState, set: Partial<PaymentSource> = {}): PaymentSource {
  return {
    id: "SourceAAAA" as PaymentSourceId,
    type: "checkout_com_payments",
    orderId: state.order.id,
    gatewayId: "GatewayAAA" as GatewayId,
    paymentMethodId: null,
    mode: "test",
    reference: null,
    attributes: {},
    instrument: null,
    amount: { amountMinor: state.order.totalMinor, currency: state.order.currency },
    idempotencyKey: null,
    returnToken: "return",
    metadata: {},
    clientReference: null,
    referenceOrigin: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...set,
  };
}

/** What a store does with changes, in memory. */
export function applied(state: PaymentState, changes: readonly PaymentChange[]): PaymentState {
  let next = state;
  for (const change of changes) next = apply(next, change);
  return next;
}

function apply(state: PaymentState, change: PaymentChange): PaymentState {
  switch (change.kind) {
    case "source_created":
      return { ...state, sources: [...state.sources, change.source] };
    case "source_changed":
      return {
        ...state,
        sources: state.sources.map((each) =>
          each.id === change.id ? { ...each, ...change.set } : each,
        ),
      };
    case "transaction_created":
      return { ...state, transactions: [...state.transactions, change.transaction] };
    case "transaction_changed":
      return { ...state, transactions: state.transactions.map((each) => changed(each, change)) };
    case "order_changed":
      return { ...state, order: { ...state.order, ...change.set } };
    case "call_started":
    case "call_finished":
    case "event":
      return state;
  }
}

function changed(
  each: StoredTransaction,
  change: Extract<PaymentChange, { kind: "transaction_changed" }>,
): StoredTransaction {
  if (each.id !== change.id) return each;
  if (each.status !== change.from) throw new Error("The compare-and-set met another status.");
  return { ...each, ...change.set };
}

/** Begins an attempt and answers the state with it, and its transaction. */
export function begun(
  state: PaymentState,
  input: { places?: boolean; source?: PaymentSource; ids?: Ids } = {},
): { state: PaymentState; transaction: StoredTransaction } {
  const { places = true, source = sourceFor(state), ids = countingIds() } = input;
  const decided = decideAttempt(state, {
    source,
    isNewSource: true,
    operation: "authorize",
    places,
    now: NOW,
    ids,
  });
  if (!decided.ok || decided.value.value.kind !== "begun") throw new Error("It did not begin.");
  return {
    state: applied(state, decided.value.changes),
    transaction: decided.value.value.transaction,
  };
}

/** Settles with an answer and answers the state after it. */
export function settled(
  state: PaymentState,
  transactionId: TransactionId,
  answer: ProviderAnswer,
  placesNow = false,
): PaymentState {
  const decided = decideSettlement(state, {
    transactionId,
    answer,
    callId: null,
    transcripts: [],
    placesNow,
    newId: "NewIdAAAAA",
    now: NOW,
  });
  if (!decided.ok) throw new Error("A settlement never refuses.");
  return applied(state, decided.value.changes);
}
