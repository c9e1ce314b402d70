export const REFUND_REQUEST_STATUSES = [
  "waiting", // Nobody but who asked has looked at it.
  "approved", // Somebody else said yes; the refund is on its way, or its asking was interrupted.
  "done", // Asked of the gateway: the refunds tell the rest.
  "refused", // The balance or the gateway said no after the yes.
  "declined", // Somebody else said no.
] as const;
export type RefundRequestStatus = (typeof REFUND_REQUEST_STATUSES)[number];

/** A refund above the limit, as it is kept. */
export type RefundRequest = {
  id: string;
  orderId: string;
  sourceId: string;
  amountMinor: number;
  currency: string;
  reason: string;
  status: RefundRequestStatus;
  askedBy: string;
};

/** The same as people read it. */
export type RefundRequestView = Omit<RefundRequest, "askedBy"> & {
  orderNumber: string;
  askedBy: { id: string; name: string | null };
  askedAt: Date;
  decidedBy: { name: string | null } | null;
  decidedAt: Date | null;
  detail: string | null;
};

/** The refund that follows from a yes, by this key once and no more. */
export const refundKeyOf = (requestId: string): string => `request:${requestId}`;
