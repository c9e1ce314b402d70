import type { OrderId } from "../ids";
import type { JsonObject } from "../json";
import type { CurrencyCode } from "../money/money";
import type { OrderStatus } from "./order-status";
import type { MoneySums, PaymentStatus } from "./payment-statuses";

/** Amounts are minor units of the order's currency. */
export type LineItem = {
  id: string;
  skuId: string | null;
  skuCode: string | null;
  name: string;
  description: string | null;
  imageUrl: string | null;
  quantity: number;
  unitMinor: number;
  /** Struck through beside it; absent: none. */
  compareAtMinor?: number | null;
  /** A thing that travels; lines of a name and a price alone do not. */
  ships: boolean;
  metadata: JsonObject;
  reference: string | null;
  referenceOrigin: string | null;
  createdAt: Date;
};

export type Address = {
  id: string;
  business: boolean;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  line1: string;
  line2: string | null;
  city: string;
  zipCode: string | null;
  stateCode: string | null;
  countryCode: string;
  phone: string | null;
  email: string | null;
  notes: string | null;
  billingInfo: string | null;
  lat?: number | null;
  lng?: number | null;
  metadata: JsonObject;
  reference: string | null;
  referenceOrigin: string | null;
};

export type DeliveryMethod = {
  id: string;
  name: string;
  currency: CurrencyCode;
  priceMinor: number;
  /** The subtotal from which it costs nothing; null: never. */
  freeOverMinor: number | null;
  daysMin: number | null;
  daysMax: number | null;
};

export type Order = {
  id: OrderId;
  /** Raised by every write to the order or its payments. */
  version: number;
  token: string;
  number: number;
  mode: "test" | "live";
  marketId: string;
  apiClientId: string | null;
  /** The customer who was signed in; null or absent: a guest's. */
  ownerId?: string | null;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  currency: CurrencyCode;
  languageCode: string;
  taxIncluded: boolean;
  /** 0.19 for 19 %. */
  taxRate: number;
  email: string | null;
  shippingAddressId: string | null;
  billingAddressId: string | null;
  paymentMethodId: string | null;
  deliveryMethodId: string | null;
  subtotalMinor: number;
  shippingMinor: number;
  /** The fee of its payment method. */
  paymentMethodMinor: number;
  taxMinor: number;
  totalMinor: number;
  /** What clients set in the API's names: `order-attributes.ts`. */
  attributes: JsonObject;
  createdAt: Date;
};

/** An order with everything that its totals come from, read under its lock. */
export type EditableOrder = {
  order: Order;
  lines: readonly LineItem[];
  /** Offered for the order's market, in every currency, in their order. */
  deliveryMethods: readonly DeliveryMethod[];
  /** Of its market's payment methods that cost something in the order's currency, by their ids. */
  methodFees: Readonly<Record<string, number>>;
  /** Its parcel, once something travels. */
  shipmentId: string | null;
  /** An authorization holds the order: it stands still. */
  isHeld: boolean;
  /** What its payments have come to, also those that hold it no longer. */
  sums: MoneySums;
};
