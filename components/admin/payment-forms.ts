import type { AdminAction } from "./admin-form";

/** What the forms of a payment's page post to. */
export type PaymentForms = {
  [name in
    | "approve"
    | "approveAndCapture"
    | "capture"
    | "cancel"
    | "letGo"
    | "refund"
    | "recheck"
    | "resolve"
    | "approveRefund"
    | "declineRefund"]: AdminAction;
};

/** Sent with every one of them: which payment, and what makes a double click one operation. */
export type Sent = { payment: string; nonce: string };
