import type { PaymentRow } from "../payments/payment-view";

/** A row of the list, with what its file says besides. Amounts are minor units of `currency`. */
export type ListedPayment = PaymentRow & {
  needsAttention: boolean;
  authorizedMinor: number;
  capturedMinor: number;
  refundedMinor: number;
  /** Authorized, and neither captured nor let go. */
  capturableMinor: number;
  /** The payment at the provider. */
  reference: string | null;
  orderReference: string | null;
};

/** A page of the list. A null cursor: there is nothing further that way. */
export type ListedPage = {
  rows: readonly ListedPayment[];
  olderCursor: string | null;
  newerCursor: string | null;
};

/** What a view comes to in one currency. Amounts are its minor units. */
export type Total = {
  currency: string;
  paymentsCount: number;
  /** Captured and not given back. */
  takenMinor: number;
  openMinor: number;
  refundedMinor: number;
};
export type Totals = {
  /** The currency with the most payments first. */
  totals: readonly Total[];
  /** The view has more than was looked at: every figure is a lower bound. */
  isMinimum: boolean;
};

/** A count that stops: with `isMinimum` there are more. */
export type Count = { count: number; isMinimum: boolean };

export type SavedView = { id: string; name: string; query: string };
export type Named = { id: string; name: string };
/** What the list can be narrowed by that the shop has made itself. */
export type ListChoices = {
  gateways: readonly Named[];
  methods: readonly Named[];
  currencies: readonly string[];
  views: readonly SavedView[];
};
