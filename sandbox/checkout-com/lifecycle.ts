/**
 * What happens to a payment: pure steps from one record to the next. Nothing here reads a clock or
 * a store.
 */
import type { ActionRecord, PaymentRecord, ThreeDsRecord } from "./payment";
import {
  APPROVED,
  AUTHENTICATION_EXPIRED,
  AUTHENTICATION_FAILED,
  AUTHENTICATION_REQUIRED,
  INVALID_TRANSACTION,
  isApproved,
} from "./response-codes";
import { balanceFor, statusOf } from "./status";

/** What the issuer answers. `authenticated`: the cardholder has passed 3DS. */
export function outcomeOf(payment: PaymentRecord, authenticated: boolean): string {
  const { card, forcedCode } = payment;
  if (forcedCode !== null) {
    const settledByAuthentication = authenticated && forcedCode === AUTHENTICATION_REQUIRED;
    return settledByAuthentication ? APPROVED : forcedCode;
  }
  if (!authenticated && card.outcomeWithoutThreeDs !== null) return card.outcomeWithoutThreeDs;
  return card.outcome;
}

export type Stamp = { actionId: string; authCode: string; atMs: number };

/** The issuer's answer becomes the payment's first action. */
export function authorize(payment: PaymentRecord, code: string, stamp: Stamp): PaymentRecord {
  const approved = isApproved(code);
  const action: ActionRecord = {
    id: stamp.actionId,
    type: payment.amountMinor === 0 ? "Card Verification" : "Authorization",
    amountMinor: payment.amountMinor,
    state: approved ? "approved" : "declined",
    responseCode: code,
    authCode: approved ? stamp.authCode : null,
    processedAtMs: stamp.atMs,
    refused: false,
    final: false,
    reference: payment.reference,
    metadata: payment.metadata,
  };
  return {
    ...payment,
    authorization: approved ? "approved" : "declined",
    actions: [action, ...payment.actions],
  };
}

export type ChallengeEnd = Exclude<ThreeDsRecord["state"], "open">;

/**
 * Ends the 3DS challenge. Passed: the card's rule decides. Failed: declined with 20151. Canceled:
 * the
 * payment is canceled. Expired: declined with 20152. A payment that is not pending stays as it is.
 */
export function endChallenge(
  payment: PaymentRecord,
  end: ChallengeEnd,
  stamp: Stamp,
): PaymentRecord {
  if (payment.authorization !== "pending" || payment.threeDs === null) return payment;
  const ended = { ...payment, threeDs: { ...payment.threeDs, state: end } };
  switch (end) {
    case "passed":
      return authorize(ended, outcomeOf(ended, true), stamp);
    case "failed":
      return authorize(ended, AUTHENTICATION_FAILED, stamp);
    case "expired":
      return authorize(ended, AUTHENTICATION_EXPIRED, stamp);
    case "canceled":
      return { ...authorize(ended, AUTHENTICATION_FAILED, stamp), authorization: "canceled" };
  }
}

/** Puts an accepted capture, void or refund in the queue. The caller has checked the balance. */
export function enqueue(
  payment: PaymentRecord,
  action: Pick<
    ActionRecord,
    "id" | "amountMinor" | "final" | "reference" | "metadata" | "refused"
  > & {
    type: "Capture" | "Void" | "Refund";
  },
): PaymentRecord {
  const queued: ActionRecord = {
    ...action,
    state: "queued",
    responseCode: null,
    authCode: null,
    processedAtMs: null,
  };
  return { ...payment, actions: [...payment.actions, queued] };
}

/**
 * Decides a queued action against the balance of this moment: a capture of what was voided
 * meanwhile is declined, so
 * that capture and void never both succeed. An action that is not queued changes nothing.
 */
export function processAction(
  payment: PaymentRecord,
  actionId: string,
  stamp: { authCode: string; atMs: number },
): PaymentRecord {
  const queued = payment.actions.find((a) => a.id === actionId && a.state === "queued");
  if (queued === undefined) return payment;
  const decided = { ...queued, ...decide(payment, queued), processedAtMs: stamp.atMs };
  const authCode = decided.state === "approved" ? stamp.authCode : null;
  return {
    ...payment,
    actions: payment.actions.map((a) => (a.id === actionId ? { ...decided, authCode } : a)),
  };
}

function decide(
  payment: PaymentRecord,
  action: ActionRecord,
): Pick<ActionRecord, "state" | "responseCode" | "amountMinor"> {
  const { type, amountMinor } = action;
  const declined = { state: "declined", responseCode: INVALID_TRANSACTION, amountMinor } as const;
  if (action.refused) return { ...declined, responseCode: "20005" };
  if (type !== "Capture" && type !== "Void" && type !== "Refund") return declined;
  const available = balanceFor(payment, type);
  if (available === 0 || amountMinor > available) return declined;
  return { state: "approved", responseCode: APPROVED, amountMinor };
}

/** An authorization that nobody captured in time. Anything else is returned as it is. */
export function expireAuthorization(payment: PaymentRecord): PaymentRecord {
  return statusOf(payment) === "Authorized" ? { ...payment, authorizationExpired: true } : payment;
}
