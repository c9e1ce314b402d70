/**
 * The records that the sandbox keeps. Times are milliseconds of the virtual clock, amounts minor
 * units.
 */

export type PaymentStatus =
  | "Pending"
  | "Authorized"
  | "Card Verified"
  | "Voided"
  | "Partially Captured"
  | "Captured"
  | "Partially Refunded"
  | "Refunded"
  | "Declined"
  | "Canceled"
  | "Expired";

export type ActionType = "Authorization" | "Card Verification" | "Void" | "Capture" | "Refund";

export type ActionRecord = {
  id: string;
  type: ActionType;
  amountMinor: number;
  /**
   * `queued` until it is processed: captures, voids and refunds are accepted first and decided
   * shortly after.
   */
  state: "queued" | "approved" | "declined";
  responseCode: string | null;
  authCode: string | null;
  processedAtMs: number | null;
  /** A fault asked for it to be declined once it is processed. */
  refused: boolean;
  /** A final capture releases what it leaves. */
  final: boolean;
  reference: string | null;
  metadata: Record<string, unknown> | null;
};

export type CardRecord = {
  scheme: string;
  last4: string;
  bin: string;
  cardType: string;
  cardCategory: string;
  issuer: string;
  issuerCountry: string;
  productId: string;
  productType: string;
  fingerprint: string;
  expiryMonth: number;
  expiryYear: number;
  outcome: string;
  outcomeWithoutThreeDs: string | null;
  /** Its bank takes part in 3DS. */
  enrolled: boolean;
  cvvCheck: string;
  avsCheck: string;
  name: string | null;
  billingAddress: Record<string, unknown> | null;
  phone: Record<string, unknown> | null;
};

export type TokenRecord = {
  id: string;
  account: string;
  card: CardRecord;
  expiresAtMs: number;
  usedBy: string | null;
};
export type SourceRecord = { id: string; account: string; card: CardRecord };

export type ThreeDsRecord = {
  sessionId: string;
  challengeId: string;
  /** The task that ends the challenge; withdrawn once the cardholder has answered. */
  expiryTaskId: string;
  /** Why 3DS was added to a request that had not asked for it; null where it had. */
  upgradeReason: string | null;
  /** `open` until the cardholder, or time, ends it. */
  state: "open" | "passed" | "failed" | "canceled" | "expired";
};

export type CustomerRecord = { id: string; email: string | null; name: string | null };

export type PaymentRecord = {
  id: string;
  account: string;
  amountMinor: number;
  currency: string;
  reference: string | null;
  description: string | null;
  paymentType: string;
  metadata: Record<string, unknown> | null;
  processingChannelId: string | null;
  captureRequested: boolean;
  /** When the automatic capture is due, where the request named a time. */
  captureOnMs: number | null;
  successUrl: string | null;
  failureUrl: string | null;
  sourceId: string;
  card: CardRecord;
  customer: CustomerRecord;
  riskFlagged: boolean;
  /** A response code that a fault or the request's metadata asked for; ours, not Checkout.com's. */
  forcedCode: string | null;
  threeDs: ThreeDsRecord | null;
  /** 3DS was asked for, and `attempt_n3d` let a card pay that takes no part in it. */
  downgraded: boolean;
  authorization: "pending" | "approved" | "declined" | "canceled";
  authorizationExpired: boolean;
  authorizationExpiresAtMs: number;
  schemeId: string;
  acquirerTransactionId: string;
  retrievalReference: string;
  requestedAtMs: number;
  /**
   * First is always the authorization (or verification), once there is one; then in order of
   * acceptance.
   */
  actions: ActionRecord[];
};

export const TOKEN_LIFE_MS = 15 * 60_000;
export const CHALLENGE_LIFE_MS = 15 * 60_000;
/** Most card authorizations hold for seven days. */
export const AUTHORIZATION_LIFE_MS = 7 * 24 * 3_600_000;
/** How long a capture, void or refund stays accepted and undecided. */
export const ACTION_DELAY_MS = 150;
