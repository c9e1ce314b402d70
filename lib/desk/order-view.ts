import type { LinkState } from "../links/link";
import type { OrderStatus } from "../orders/order-status";
import type { PaymentStatus } from "../orders/payment-statuses";
import type { EventView, PaymentRow } from "../payments/payment-view";

export type Fulfillment = "unfulfilled" | "in_progress" | "fulfilled" | "not_required";
export type OrderPerson = { name: string | null; email: string | null };

/** One row of the list. Amounts are minor units of `currency`. */
export type OrderRow = {
  id: string;
  number: string;
  mode: "test" | "live";
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  fulfillment: Fulfillment;
  totalMinor: number;
  currency: string;
  customer: OrderPerson;
  isArchived: boolean;
  createdAt: Date;
};

export type OrderPage = {
  rows: readonly OrderRow[];
  olderCursor: string | null;
  newerCursor: string | null;
};

/** What a list can be narrowed to. */
export type OrderChoices = {
  markets: readonly { id: string; name: string }[];
  currencies: readonly string[];
};

export type OrderLine = {
  id: string;
  name: string;
  skuCode: string | null;
  quantity: number;
  unitMinor: number;
  totalMinor: number;
};

export type OrderAddress = {
  name: string | null;
  company: string | null;
  line1: string;
  line2: string | null;
  zipCode: string | null;
  city: string;
  stateCode: string | null;
  countryCode: string;
  phone: string | null;
};

export type OrderShipment = {
  id: string;
  number: string | null;
  status: string;
  methodName: string | null;
  shippedAt: Date | null;
};

export type OrderNote = { id: string; text: string; author: string | null; createdAt: Date };

export type OrderLink = { id: string; state: LinkState; token: string; expiresAt: Date | null };

export type OrderDetail = OrderRow & {
  customerId: string | null;
  marketName: string;
  reference: string | null;
  referenceOrigin: string | null;
  languageCode: string;
  lines: readonly OrderLine[];
  subtotalMinor: number;
  shippingMinor: number;
  /** The fee of its payment method. */
  paymentMethodMinor: number;
  taxMinor: number;
  taxRate: number;
  isTaxIncluded: boolean;
  shippingAddress: OrderAddress | null;
  /** Null: none; the same row as the shipping address where one serves both. */
  billingAddress: OrderAddress | null;
  isBilledWhereShipped: boolean;
  shipments: readonly OrderShipment[];
  payments: readonly OrderPayment[];
  notes: readonly OrderNote[];
  link: OrderLink | null;
  placedAt: Date | null;
  expiresAt: Date | null;
  /** The order's history, the newest first. */
  changes: readonly OrderChange[];
  /** It goes on before what is shown. */
  isCut: boolean;
};

export type OrderChange = Pick<
  EventView,
  "sequence" | "occurredAt" | "name" | "actorKind" | "actorName" | "changes"
>;

export type OrderPayment = Pick<
  PaymentRow,
  "id" | "state" | "decline" | "amountMinor" | "method" | "createdAt"
>;
