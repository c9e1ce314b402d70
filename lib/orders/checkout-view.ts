import type { PaymentSourceType } from "../gateway-types";
import type { TransactionStatus } from "../payments/transaction";
import type { DeclineCode } from "../providers/decline";
import type { OrderStatus } from "./order-status";
import type { PaymentStatus } from "./payment-statuses";

/** Everything the checkout, the cart and the confirmation show, read in one go. All amounts are minor units of `currency`. */
export type CheckoutView = {
  orderId: string;
  /** The order's unguessable address: `/checkout/<token>`. */
  token: string;
  number: string;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  currency: string;
  email: string | null;
  lines: readonly LineView[];
  /** Pieces, not lines. */
  itemsCount: number;
  subtotalMinor: number;
  shippingMinor: number;
  /** The fee of the payment method that it has. */
  paymentMethodMinor: number;
  /** Included in the total; 0 where the market shows none. */
  taxMinor: number;
  /** 0.19 for 19 %. */
  taxRate: number;
  totalMinor: number;
  shippingAddress: AddressView | null;
  /** Null: the same as the shipping address. */
  billingAddress: AddressView | null;
  deliveryMethods: readonly DeliveryMethodView[];
  deliveryMethodId: string | null;
  /** Only those whose gateway is on and can take what the order costs with them. */
  paymentMethods: readonly PaymentMethodView[];
  /** Where the shopper stands; derived from the order, so that a reload keeps it. */
  step: CheckoutStep;
  /** The newest attempt to pay, if any. */
  attempt: AttemptView | null;
  /** What is still to be sent, where the shopper moves the money; null elsewhere, and once it has arrived. */
  transfer: TransferView | null;
  placedAt: Date | null;
  /** True while no real money moves. */
  isTest: boolean;
};

/**
 * `checking`: an outcome is unknown, nothing may be paid again. `bank`: the shopper must go to the bank's page. `expired`: the
 * time to pay is over.
 */
export type CheckoutStep =
  | "empty"
  | "contact"
  | "delivery"
  | "payment"
  | "bank"
  | "checking"
  | "done"
  | "cancelled"
  | "expired";

export type LineView = {
  id: string;
  name: string;
  description: string | null;
  /** Chooses the drawing; null for lines without one. */
  skuCode: string | null;
  imageUrl: string | null;
  quantity: number;
  unitMinor: number;
  totalMinor: number;
};

export type AddressView = {
  fullName: string;
  line1: string;
  line2: string | null;
  zipCode: string | null;
  city: string;
  stateCode: string | null;
  countryCode: string;
  phone: string | null;
};

export type DeliveryMethodView = {
  id: string;
  name: string;
  priceMinor: number;
  daysMin: number | null;
  daysMax: number | null;
};

export type PaymentMethodView = {
  id: string;
  name: string;
  description: string | null;
  /** What it costs to pay with it, and what the order costs then. */
  feeMinor: number;
  totalMinor: number;
  sourceType: PaymentSourceType;
  /** What the browser may know; null where it asks nobody. */
  publishableKey: string | null;
  /** Where to send the money, in the merchant's words; null where a service moves it. */
  instructions: string | null;
  /** Its gateway does not answer at the moment: it is shown, and cannot be chosen. */
  isAway: boolean;
  /** Origin of the provider's hosted card fields where it is not the provider's own script (`STRIPE_API_BASE` set); null: the official script. */
  fieldsOrigin: string | null;
};

export type TransferView = { amountMinor: number; instructions: string | null };

export type AttemptView = {
  transactionId: string;
  status: TransactionStatus;
  paymentMethodId: string | null;
  paymentMethodName: string;
  gatewayName: string;
  cardBrand: string | null;
  cardLastDigits: string | null;
  decline: DeclineCode | null;
  /** Where the bank waits, while `action_required`. */
  redirectUrl: string | null;
  requestedAt: Date;
  checksCount: number;
  nextCheckAt: Date | null;
};
