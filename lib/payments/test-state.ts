// A small order with payments, for tests of the pure decisions.
import type {
  GatewayId,
  Ids,
  OrderId,
  PaymentSourceId,
  ProviderReference,
  TransactionId,
} from "../ids";
import type { CurrencyCode } from "../money/money";
import type { ProviderAnswer, ProviderOutcome } from "../providers/provider";
import { err, ok } from "../result";
import { applyChanges } from "./apply-changes";
import { decideAttempt } from "./decide-attempt";
import { decideSettlement } from "./decide-settlement";
import type { PaymentSource } from "./payment-source";
import type { PaymentState, StoredTransaction } from "./store";

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
      paymentMethodMinor: 0,
      taxMinor: 0,
      pricing: {
        ...{ subtotalMinor: 6500, shippingMinor: 0, taxRate: 0, taxIncluded: true },
        ...{ freightTaxable: true, feeTaxable: true },
      },
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
      validation: null,
      placedAt: null,
      approvedAt: null,
      cancelledAt: null,
      ...order,
    },
    sources: [],
    transactions: [],
    methods: [],
    gateways: [],
    disputes: [],
    attention: [],
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

/** A provider that can do everything, for what follows from a settlement. */
export const FOLLOW = {
  capabilities: {
    partialCapture: true,
    multipleCaptures: true,
    partialRefund: true,
    webhooks: true,
    retrieve: true,
    list: true,
    clientConfirmation: false,
    cancelActionRequired: false,
    needsDocument: false,
  },
  refuseAmount: () => null,
  id: "FollowUpAA",
  callId: "00000000-0000-4000-8000-000000000001",
  now: NOW,
};

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
    state: applyChanges(state, decided.value.changes),
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
    newId: () => "NewIdAAAAA",
    now: NOW,
    follow: null,
  });
  if (!decided.ok) throw new Error("A settlement never refuses.");
  return applyChanges(state, decided.value.changes);
}

const facts = { attributes: {}, instrument: null };
const reference = "pay_1" as ProviderReference;
export const approvedWith = (amountMinor = 6500): ProviderOutcome => ({
  kind: "succeeded",
  reference,
  transactionReference: "act_1" as ProviderReference,
  amount: { amountMinor, currency: EUR },
  capturedMinor: 0,
  facts,
});
/** One of each answer that a provider may give. */
export const ANSWERS = {
  succeeded: ok(approvedWith()),
  declined: ok({
    kind: "declined",
    reference,
    decline: { code: "insufficient_funds", raw: "20051" },
    facts,
  }),
  pending: ok({ kind: "pending", reference, facts }),
  action_required: ok({
    kind: "action_required",
    reference,
    action: { kind: "redirect", url: "https://bank.example/3ds" },
    facts,
  }),
  unreachable: err({ code: "provider_unreachable", detail: "refused" }),
  indeterminate: err({ code: "provider_indeterminate", detail: "timeout" }),
  rejected: err({ code: "provider_rejected_request", detail: "token_used" }),
  unauthorized: err({ code: "provider_unauthorized", detail: "401" }),
} as const satisfies Record<string, ProviderAnswer>;
