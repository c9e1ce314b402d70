import type { Actor } from "../deps";
import type { GatewayType } from "../gateway-types";
import type { GatewayId, OrderId, PaymentSourceId, TransactionId } from "../ids";
import type { JsonObject } from "../json";
import type { CurrencyCode } from "../money/money";
import type { OrderStatus } from "../orders/order-status";
import type { PaymentStatus } from "../orders/payment-statuses";
import type { Pricing } from "../orders/totals";
import type { OrderValidation } from "../providers/order-validation";
import type { PaymentLookup, ProviderTranscript } from "../providers/provider";
import type { Result } from "../result";
import type { AttentionChange, AttentionItem } from "./attention";
import type { Circuit, Wakes } from "./circuit";
import type { Dispute } from "./dispute";
import type { PaymentMethod } from "./payment-method";
import type { Mode, PaymentSource } from "./payment-source";
import type { Transaction } from "./transaction";

/** A merchant's configured gateway, credentials joined to its settings. Never log `config`. */
export type Gateway = {
  id: GatewayId;
  type: GatewayType;
  mode: Mode;
  name: string;
  /** Validated by the provider's `configSchema` at use. */
  config: JsonObject;
  forcePayments: boolean;
  isEnabled: boolean;
  circuit: Circuit;
};

/** What a payment needs to know of its order. */
export type PayableOrder = {
  id: OrderId;
  /** Raised by every write to the order or its payments. */
  version: number;
  token: string;
  number: number;
  mode: Mode;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  currency: CurrencyCode;
  totalMinor: number;
  /** Of the total: what its payment method costs. */
  paymentMethodMinor: number;
  taxMinor: number;
  pricing: Pricing;
  email: string | null;
  paymentMethodId: string | null;
  paymentSourceId: PaymentSourceId | null;
  attemptsCount: number;
  linesCount: number;
  /** Something in it travels: it needs an address. */
  ships: boolean;
  hasShippingAddress: boolean;
  hasBillingAddress: boolean;
  /** False while a delivery method is offered and none is chosen. */
  isDeliveryChosen: boolean;
  apiClientId: string | null;
  /** The customer who was signed in; null or absent: a guest's. */
  ownerId?: string | null;
  /** Where the API client's return URLs may lead. */
  clientOrigins: readonly string[];
  /** The merchant's service that must see the order before money is asked for; null: none. Never log it. */
  validation: OrderValidation | null;
  /** No payment of it begins from then on. */ expiresAt?: Date | null;
  placedAt: Date | null;
  approvedAt: Date | null;
  cancelledAt: Date | null;
};

/** One order with all its payments, as they stood at one moment. */
export type PaymentState = {
  order: PayableOrder;
  sources: readonly PaymentSource[];
  transactions: readonly StoredTransaction[];
  /** The payment methods that this order's market offers in its currency, and their gateways. */
  methods: readonly PaymentMethod[];
  gateways: readonly Gateway[];
  /** What cardholders contest. */
  disputes: readonly Dispute[];
  /** What stands, or stood, on the attention list. */
  attention: readonly AttentionItem[];
};

/** A transaction with the book-keeping of asking about it. */
export type StoredTransaction = Transaction & {
  origin: "kassa" | "provider";
  /** Why it failed or is not known, in words for the merchant. */
  detail: string | null;
  supersededAt: Date | null;
  checksCount: number;
  nextCheckAt: Date | null;
};

/** The row of a call that moves money; its id is the provider's idempotency key. */
export type ProviderCallRow = {
  id: string;
  transactionId: TransactionId;
  operation: string;
  requestHash: string;
  startedAt: Date;
  /**
   * What an external gateway is told beside the request, as it was when this call was first sent: a repetition says the same,
   * byte for byte. Null: nothing of the kind was made yet, or it is not needed.
   */
  document: JsonObject | null;
};

export type EventRow = {
  name: string;
  resourceType: string;
  resourceId: string;
  orderId: OrderId | null;
  changes: JsonObject;
};

/** Everything that a payment may change, as values: decided by pure functions, applied by a store in one database transaction. */
export type PaymentChange =
  | { kind: "source_created"; source: PaymentSource }
  | {
      kind: "source_changed";
      id: PaymentSourceId;
      set: Partial<
        Pick<PaymentSource, "reference" | "attributes" | "instrument" | "metadata" | "amount">
      >;
    }
  | { kind: "transaction_created"; transaction: StoredTransaction }
  | {
      kind: "transaction_changed";
      id: TransactionId;
      /** The status it was decided on: the write is a compare-and-set. */
      from: Transaction["status"];
      set: Partial<
        Pick<
          StoredTransaction,
          | "status"
          | "paymentReference"
          | "reference"
          | "amount"
          | "decline"
          | "action"
          | "live"
          | "places"
          | "detail"
          | "settledAt"
          | "supersededAt"
          | "checksCount"
          | "nextCheckAt"
        >
      >;
    }
  | { kind: "call_started"; call: ProviderCallRow }
  | {
      kind: "call_finished";
      id: string;
      transcripts: readonly ProviderTranscript[];
      outcome: string;
      finishedAt: Date;
    }
  | {
      kind: "order_changed";
      set: Partial<
        Pick<
          PayableOrder,
          | "status"
          | "paymentStatus"
          | "paymentMethodId"
          | "paymentMethodMinor"
          | "taxMinor"
          | "totalMinor"
          | "paymentSourceId"
          | "attemptsCount"
          | "placedAt"
          | "approvedAt"
          | "cancelledAt"
        >
      >;
    }
  | { kind: "dispute_opened"; dispute: Dispute }
  | { kind: "dispute_changed"; id: string; set: Partial<Dispute> }
  | AttentionChange
  | { kind: "event"; event: EventRow };

export type Decision<T, E> = Result<{ changes: readonly PaymentChange[]; value: T }, E>;

/** By what a payment's order is found. */
export type PaymentKey =
  | { orderId: string }
  | { orderToken: string }
  | { sourceId: string }
  | { returnToken: string }
  | { gatewayId: string; lookup: PaymentLookup };

export type UnsettledTransaction = { transactionId: TransactionId; orderId: OrderId };

export type CircuitChange<T> = {
  circuit: Circuit;
  wakes: Wakes;
  /** Whatever was asked for later is still on its way, and is not woken. */
  sentBefore: Date;
  event: EventRow | null;
  value: T;
};

export interface PaymentStore {
  /** The state as it stands, without a lock. Null when there is no such order. */
  find(key: PaymentKey): Promise<PaymentState | null>;
  /**
   * Asks `decide` what follows from the order's payments as they stand, and writes all of it in one atomic statement,
   * provided that nothing has changed since they were read; else it reads them again and asks again. `from`: the order,
   * or its state as just read, which saves reading it. An error answered by `decide` writes nothing. `decide` is pure.
   */
  change<T, E>(
    from: OrderId | PaymentState,
    by: Actor,
    now: Date,
    decide: (state: PaymentState) => Decision<T, E>,
  ): Promise<Result<T, E | { code: "not_found"; resource: string; id: string }>>;
  /** Transactions whose time to be asked about has come, soonest first. */
  listDue(now: Date, limit: number): Promise<readonly UnsettledTransaction[]>;
  /** The newest call of a transaction: what may be repeated, under its own key. */
  findCall(transactionId: TransactionId): Promise<ProviderCallRow | null>;
  /** Keeps what a call will say, before it is said. Answers what is kept: the first one given. */
  keepDocument(callId: string, document: JsonObject): Promise<JsonObject>;
  findGateway(id: string): Promise<Gateway | null>;
  /**
   * Asks `decide` what becomes of a gateway's circuit as it stands, and writes it where it differs, if nobody else wrote
   * meanwhile; else reads and asks again, a few times. Null when it never was this caller's turn: others were.
   */
  changeCircuit<T>(
    gatewayId: GatewayId,
    by: Actor,
    now: Date,
    decide: (circuit: Circuit) => CircuitChange<T>,
  ): Promise<T | null>;
  /**
   * Of each gateway that failed last: what is unsettled there and was asked about least. What was asked for after
   * `sentBefore` is still on its way.
   */
  listAiling(sentBefore: Date): Promise<readonly UnsettledTransaction[]>;
  /** The enabled ones of a type. */
  listGateways(type: GatewayType): Promise<readonly Gateway[]>;
}
