// Listing: what a provider has done in a period, payment by payment, for reconciliation. Optional in the port.
import type { ProviderReference } from "../ids";
import type { Money } from "../money/money";
import type { Result } from "../result";
import type { ProviderError } from "./provider";

export type MovementKind = "authorization" | "capture" | "void" | "refund";

/** One movement of money as the provider lists it. What was declined, or failed later, is not listed. */
export type ProviderMovement = {
  kind: MovementKind;
  /** Its own id (`ch_…`, `act_…`, `re_…`); null where the provider gives it none (Stripe's captures and voids). */
  reference: ProviderReference | null;
  amount: Money;
  /** Accepted and not decided yet, or done. */
  status: "pending" | "succeeded";
  at: Date;
};

/** One payment with everything that has moved on it until now, whenever that was. */
export type ListedPayment = {
  reference: ProviderReference;
  /** As we sent it; null for payments of other systems. */
  ourReference: string | null;
  /** By this, or by a reference that we stored, a payment is ours. */
  installationId: string | null;
  /** When the provider took it: the time that a period is about. */
  at: Date;
  /** A payment that held no money is not listed. Empty: its amounts are none of ours, so it is another system's. */
  movements: readonly ProviderMovement[];
};

export type ListInput = {
  /** Payments taken from then on, and before `to`. Seconds may be rounded outwards. */
  from: Date;
  to: Date;
  /** Null for the first page, then `next` of the page before. */
  cursor: string | null;
  /** About so many payments a page: there may be fewer, even none, and a next page all the same. */
  limit: number;
};

/** Pages come in the provider's own order. */
export type PaymentPage = {
  payments: readonly ListedPayment[];
  /** Null on the last page. */
  next: string | null;
};

export type ListAnswer = Promise<Result<PaymentPage, ProviderError>>;
