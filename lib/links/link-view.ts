import type { PaymentStatus } from "../orders/payment-statuses";
import type { LinkState } from "./link";

/** One row of the list. The total is minor units of `currency`. */
export type LinkRow = {
  id: string;
  mode: "test" | "live";
  state: LinkState;
  paymentStatus: PaymentStatus;
  totalMinor: number;
  currency: string;
  /** The first line, and how many there are. */
  lineName: string | null;
  linesCount: number;
  email: string | null;
  orderId: string;
  orderNumber: string;
  /** The payment that its order has now; null before one was begun. */
  paymentId: string | null;
  /** Of the checkout: `/checkout/<token>`. */
  token: string;
  expiresAt: Date | null;
  withdrawnAt: Date | null;
  author: string | null;
  createdAt: Date;
};

export type LinkPage = {
  rows: readonly LinkRow[];
  olderCursor: string | null;
  newerCursor: string | null;
};

/** What a new link can be made of. */
export type LinkChoices = {
  markets: readonly { id: string; name: string; currency: string }[];
  currencies: readonly string[];
  /** Some of what is sold, to choose from while typing; others are found by their code. */
  products: readonly { code: string; name: string; unitMinor: number }[];
};
