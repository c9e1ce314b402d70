import type { PaymentStatus } from "../orders/payment-statuses";
import { PAYMENT_STATUSES } from "../orders/payment-statuses";
import type { Mode } from "../payments/payment-source";
import type { PaymentState } from "../payments/payment-view";
import type { DeclineCode } from "../providers/decline";
import type { PageDirection } from "./list-place";

/** Every state that a payment of the list can have, in the order in which a merchant looks for them. */
export const PAYMENT_STATES: readonly PaymentState[] = [
  ...PAYMENT_STATUSES.filter((status): status is PaymentStatus => status !== "free"),
  "requested",
  "action_required",
  "pending",
  "indeterminate",
  "declined",
  "failed",
  "superseded",
  "free",
];

export const LIST_SORTS = ["newest", "oldest", "largest", "smallest"] as const;
/** By amount, currencies stay apart: their amounts cannot be compared. */
export type ListSort = (typeof LIST_SORTS)[number];

/** What a list of payments is narrowed to; null and false: not by this. */
export type ListFilter = {
  mode: Mode;
  search: string | null;
  state: PaymentState | null;
  gatewayId: string | null;
  methodId: string | null;
  currency: string | null;
  /** Minor units of `currency`, both ends included. Only with a currency. */
  minMinor: number | null;
  maxMinor: number | null;
  /** Created at or after. */
  from: Date | null;
  /** Created before. */
  until: Date | null;
  decline: DeclineCode | null;
  needsAttention: boolean;
  /** Something is authorized that may still be captured. */
  isCapturable: boolean;
  /** A refund ended at or after. */
  refundedSince: Date | null;
};

export const emptyFilter = (mode: Mode): ListFilter => ({
  mode,
  search: null,
  state: null,
  gatewayId: null,
  methodId: null,
  currency: null,
  minMinor: null,
  maxMinor: null,
  from: null,
  until: null,
  decline: null,
  needsAttention: false,
  isCapturable: false,
  refundedSince: null,
});

export type ListWish = { filter: ListFilter; sort: ListSort; direction: PageDirection };

/** True where the sums of days answer it: they know modes, days, currencies, gateways and states. */
export const isOfDays = (filter: ListFilter): boolean =>
  filter.search === null &&
  filter.methodId === null &&
  filter.minMinor === null &&
  filter.maxMinor === null &&
  filter.decline === null &&
  !filter.needsAttention &&
  !filter.isCapturable &&
  filter.refundedSince === null;
