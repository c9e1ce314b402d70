import type { PaymentSourceType } from "@/lib/gateway-types";
import { isJsonObject, type JsonObject } from "@/lib/json";
import type { DeclineCode } from "@/lib/providers/decline";
import type { PaymentInstrument } from "@/lib/providers/provider";
import type { OrderStatus } from "../orders/order-status";
import type { PaymentStatus } from "../orders/payment-statuses";
import type { RefundRequestView } from "../refunds/refund-request";
import type { FoldDifference, Moment } from "./fold-events";
import type { Mode } from "./payment-source";
import { paymentStatusOf } from "./payment-status";
import type { TransactionKind, TransactionStatus } from "./transaction";

/** What the merchant reads as the state of one payment: what its money came to, else its newest attempt. */
export type PaymentState =
  | PaymentStatus
  | Exclude<TransactionStatus, "succeeded">
  /** Another attempt took its place before anything came of it. */
  | "superseded";

/** What succeeded, in minor units of the payment's currency. */
export type PaymentSums = {
  authorizedMinor: number;
  capturedMinor: number;
  voidedMinor: number;
  refundedMinor: number;
};

export type Attempt = { status: TransactionStatus; isSuperseded: boolean };

/** Every sum is of this payment alone: another attempt of the same order has its own state. */
export function paymentStateOf(input: {
  /** The order's total: what "paid" and "authorized" mean all of. */
  totalMinor: number;
  sums: PaymentSums;
  /** The newest authorization; null before anything was asked for. */
  attempt: Attempt | null;
}): PaymentState {
  const { totalMinor, sums, attempt } = input;
  if (sums.authorizedMinor > 0 || sums.capturedMinor > 0) {
    return paymentStatusOf(totalMinor, factsOf(sums));
  }
  if (attempt === null || attempt.status === "succeeded")
    return totalMinor === 0 ? "free" : "unpaid";
  // Replaced by the shopper's own choice: cancelled there or left behind, but nobody said no.
  const isReplaced = attempt.isSuperseded && attempt.status !== "declined";
  return isReplaced ? "superseded" : attempt.status;
}

function factsOf(sums: PaymentSums) {
  const fact = (kind: TransactionKind, amountMinor: number) =>
    ({ kind, status: "succeeded", amount: { amountMinor } }) as const;
  return [
    fact("authorization", sums.authorizedMinor),
    fact("capture", sums.capturedMinor),
    fact("void", sums.voidedMinor),
    fact("refund", sums.refundedMinor),
  ];
}

/** Money now: what was captured and kept, given back, and still held. Never below zero. */
export function balanceOf(sums: PaymentSums) {
  const keptMinor = Math.max(0, sums.capturedMinor - sums.refundedMinor);
  const openMinor = Math.max(0, sums.authorizedMinor - sums.voidedMinor - sums.capturedMinor);
  return { ...sums, keptMinor, openMinor };
}
export type Balance = ReturnType<typeof balanceOf>;

export type PaymentPerson = { name: string | null; email: string | null };
export type PaymentMethodView = {
  sourceType: PaymentSourceType;
  gatewayName: string;
  /** What the shopper chose; null where an API client named none. */
  methodName: string | null;
  cardBrand: string | null;
  cardLastDigits: string | null;
};

/** One row of the list. Amounts are minor units of `currency`. */
export type PaymentRow = {
  id: string;
  mode: Mode;
  state: PaymentState;
  decline: DeclineCode | null;
  amountMinor: number;
  currency: string;
  orderNumber: string;
  customer: PaymentPerson;
  method: PaymentMethodView;
  createdAt: Date;
};

export type TransactionView = {
  id: string;
  kind: TransactionKind;
  status: TransactionStatus;
  isSuperseded: boolean;
  amountMinor: number;
  reference: string | null;
  /** False for what the provider or its dashboard did by itself. */
  isOurs: boolean;
  decline: { code: DeclineCode; raw: string | null } | null;
  detail: string | null;
  requestedAt: Date;
  parentId: string | null;
  /** Until when the provider is to hold what was approved; null for what is captured, let go or something else. */
  expiresAt: Date | null;
};

/** One HTTP exchange with a provider, secrets and card data cut out before it was stored. */
export type ExchangeView = {
  operation: string;
  method: string;
  path: string;
  request: JsonObject | null;
  /** Null when no answer came. */
  answer: { status: number; body: JsonObject | null } | null;
  /** Of the whole call, which may be several exchanges; null while it runs. */
  durationMs: number | null;
};

/** What of a provider's event stands in the inbox. */
export type WebhookView = {
  receivedAt: Date;
  /** Copies after the first: recorded, and nothing else. */
  copiesCount: number;
};

/** An event about this payment that is not applied yet. */
export type WaitingWebhook = WebhookView & {
  eventId: string;
  type: string;
  attemptsCount: number;
  /** Null: nobody tries any more. */
  nextAttemptAt: Date | null;
};

export const ACTOR_KINDS = ["shopper", "user", "api_client", "provider", "system"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export type EventView = {
  /** Rises with time, though not without gaps. */
  sequence: string;
  occurredAt: Date;
  name: string;
  /** `other` only for a kind that this version does not know. */
  actorKind: ActorKind | "other";
  /** A person's or an API client's name, where they have one. */
  actorName: string | null;
  traceId: string;
  changes: JsonObject;
  /** What the event's transaction says now; null for events of the order or the payment itself. */
  transaction: TransactionView | null;
  /** The payment that the event belongs to when it is another one of the same order. */
  otherPaymentId: string | null;
  exchanges: readonly ExchangeView[];
  /** Of a provider's event: how it came. */
  webhook: WebhookView | null;
  /** What a provider's event changed: the names of the events before it, of the same work. */
  led: readonly string[];
  /** What the shopper read at a decline; null where nobody of the kind was there. */
  shopper: { lastDigits: string | null; methodName: string | null } | null;
  /** How this payment stood after it. */
  moment: Moment;
};

export type Check = { label: string; value: string };

/** Everything that a payment's page shows. */
export type PaymentDetail = {
  id: string;
  mode: Mode;
  state: PaymentState;
  amountMinor: number;
  currency: string;
  createdAt: Date;
  order: {
    id: string;
    number: string;
    status: OrderStatus;
    /** This is the payment that the order names. */
    isPaidWithThis: boolean;
  };
  customer: PaymentPerson;
  method: PaymentMethodView;
  instrument: PaymentInstrument | null;
  checks: readonly Check[];
  /** The payment at the provider. */
  reference: string | null;
  balance: Balance;
  /** Oldest first. */
  transactions: readonly TransactionView[];
  /** In the order in which they were written. */
  events: readonly EventView[];
  /** The history is longer than what is shown: its oldest part is. */
  isCut: boolean;
  /** Where the stored state and the history, folded anew, differ; null where the history is cut. */
  differences: readonly FoldDifference[] | null;
  waitingWebhooks: readonly WaitingWebhook[];
  refundRequests: readonly RefundRequestView[];
  /** Above this a refund waits for a second person; null: never. */
  refundLimitMinor: number | null;
};

const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** The stored instrument, or null for one of another form. */
export function instrumentOf(stored: unknown): PaymentInstrument | null {
  if (!isJsonObject(stored)) return null;
  const { issuer_type, issuer, card_type, card_last_digits } = stored;
  return {
    issuer_type: text(issuer_type) ?? "unknown",
    issuer: text(issuer),
    card_type: text(card_type),
    card_last_digits: text(card_last_digits),
    card_expiry_month: number(stored.card_expiry_month),
    card_expiry_year: number(stored.card_expiry_year),
  };
}

/** First and last name as one, or null. */
export function fullNameOf(first: unknown, last: unknown): string | null {
  return [text(first), text(last)].filter((part) => part !== null).join(" ") || null;
}
