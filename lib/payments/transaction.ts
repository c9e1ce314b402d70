import type { GatewayId, OrderId, PaymentSourceId, ProviderReference, TransactionId } from "../ids";
import type { Money } from "../money/money";
import type { Decline } from "../providers/decline";
import type { CustomerAction } from "../providers/provider";

export const TRANSACTION_KINDS = ["authorization", "capture", "void", "refund"] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

export const TRANSACTION_STATUSES = [
  "requested", // Row written; the provider has not answered yet.
  "action_required", // The shopper must act (3DS, redirect, confirmation in the browser).
  "pending", // The provider accepted it and decides later.
  "indeterminate", // Timeout or 5xx: it may have happened. Asking the provider resolves it.
  "succeeded",
  "declined", // The issuer or the provider said no.
  "failed", // It certainly did not happen: bad request, bad credentials, never sent.
] as const;
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];

/** The small machine of each fact. Ends are ends: what a provider undoes later is a new row. */
export const TRANSACTION_TRANSITIONS = {
  requested: ["action_required", "pending", "indeterminate", "succeeded", "declined", "failed"],
  action_required: ["pending", "indeterminate", "succeeded", "declined", "failed"],
  // What a provider has taken up ends by its own word.
  pending: ["action_required", "succeeded", "declined"],
  indeterminate: ["action_required", "pending", "succeeded", "declined", "failed"],
  succeeded: [],
  declined: [],
  failed: [],
} as const satisfies Record<TransactionStatus, readonly TransactionStatus[]>;

export const canSettle = (from: TransactionStatus, to: TransactionStatus): boolean =>
  (TRANSACTION_TRANSITIONS[from] as readonly TransactionStatus[]).includes(to);

/** The outcome is not known yet: somebody must ask the provider. */
export const isUnsettled = (status: TransactionStatus): boolean =>
  TRANSACTION_TRANSITIONS[status].length > 0;

export type Transaction = {
  id: TransactionId;
  orderId: OrderId;
  sourceId: PaymentSourceId;
  gatewayId: GatewayId;
  kind: TransactionKind;
  status: TransactionStatus;
  amount: Money;
  /** Counts an order's authorizations from 1; null for the other kinds. */
  attempt: number | null;
  /** `<order id>-<attempt>`: what the provider carries and can be asked by. Null for the other kinds. */
  ourReference: string | null;
  /** The transaction this one acts on: a capture's authorization, a refund's capture. */
  parentId: TransactionId | null;
  /**
   * The payment at the provider that an authorization began (`pi_`, `pay_`): a source that is tried again has one for each
   * attempt. Null until the provider named it, and for the other kinds.
   */
  paymentReference: ProviderReference | null;
  /** The provider's id of this very transaction (`ch_`, `act_`, `re_`), not of the payment. */
  reference: ProviderReference | null;
  decline: Decline | null;
  /** Where the shopper must go, while `action_required`. */
  action: CustomerAction | null;
  /** The nonce of the form or the client's key: sent twice, it is one transaction. Null where nobody named one. */
  idempotencyKey: string | null;
  /** An authorization that holds the order: requested, and not declined, failed, voided, expired or superseded. */
  live: boolean;
  /** The order is placed when this authorization succeeds (pay and `_place`), or left alone (`_authorize`). */
  places: boolean;
  requestedAt: Date;
  settledAt: Date | null;
};
