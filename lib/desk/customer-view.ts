import type { PaymentSourceType } from "../gateway-types";
import type { OrderAddress, OrderRow } from "./order-view";

/** One row of the list. */
export type CustomerRow = {
  id: string;
  mode: "test" | "live";
  /** As their newest order says it. */
  name: string | null;
  email: string;
  /** Of those that were placed. */
  ordersCount: number;
  hasSignedUp: boolean;
  forgetting: Forgetting | null;
  createdAt: Date;
};

/** A customer who asked to be forgotten: until when it can be taken back, and when it was done. */
export type Forgetting = { requestedAt: Date; dueAt: Date; doneAt: Date | null };

export type CustomerPage = {
  rows: readonly CustomerRow[];
  olderCursor: string | null;
  newerCursor: string | null;
};

/** A card that a provider keeps for them: its brand and last digits, never a number. */
export type SavedCard = {
  id: string;
  sourceType: PaymentSourceType | null;
  brand: string | null;
  lastDigits: string | null;
  /** `03/29`; null where it is not known. */
  expiry: string | null;
  gatewayName: string | null;
  createdAt: Date;
};

export type CustomerDetail = CustomerRow & {
  shopperReference: string | null;
  reference: string | null;
  addresses: readonly (OrderAddress & { id: string })[];
  cards: readonly SavedCard[];
  orders: readonly OrderRow[];
  /** There are more than are shown. */
  hasMoreOrders: boolean;
};
