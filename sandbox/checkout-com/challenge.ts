/** 3DS: what the three buttons of the page, and silence, mean for a payment. */
import {
  type Challenge,
  type ChallengeOutcome,
  createChallenge,
  findChallenge,
  registerChallengeProvider,
} from "../core/challenges";
import type { Context } from "../core/context";
import { registerTask } from "../core/tasks";
import { type ChallengeEnd, endChallenge } from "./lifecycle";
import { CHALLENGE_LIFE_MS, type PaymentRecord, type ThreeDsRecord } from "./payment";
import { newStamp, settleAuthorization } from "./processing";
import { findAnyPayment } from "./records";

const EXPIRE = "checkout_com.challenge";
const ENDS = {
  complete: "passed",
  fail: "failed",
  cancel: "canceled",
} as const satisfies Record<ChallengeOutcome, ChallengeEnd>;

/**
 * Opens the challenge of a payment that is about to be stored, and sets the end of its patience.
 */
export function openChallenge(
  context: Context,
  payment: PaymentRecord,
  upgradeReason: string | null,
): ThreeDsRecord {
  const challenge = createChallenge(context, {
    provider: "checkout_com",
    account: payment.account,
    paymentId: payment.id,
    cardBrand: payment.card.scheme,
    last4: payment.card.last4,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
  });
  const task = context.tasks.schedule({
    kind: EXPIRE,
    dueAt: context.now() + CHALLENGE_LIFE_MS,
    payload: { challengeId: challenge.id },
  });
  return {
    sessionId: context.ids.base32("sid_"),
    challengeId: challenge.id,
    expiryTaskId: task.id,
    upgradeReason,
    state: "open",
  };
}

/** Adds `cko-session-id` to a return URL and keeps what its query holds. */
export function returnUrl(url: string, sessionId: string): string {
  const target = new URL(url);
  // Appended as text: the query keeps its own spelling.
  target.search += `${target.search === "" ? "?" : "&"}cko-session-id=${sessionId}`;
  return target.href;
}

function end(context: Context, challenge: Challenge, how: ChallengeEnd): PaymentRecord | null {
  const payment = findAnyPayment(context, challenge.paymentId);
  if (payment?.threeDs == null) return null;
  const ended = endChallenge(payment, how, newStamp(context));
  if (ended === payment) return payment;
  context.tasks.cancel(payment.threeDs.expiryTaskId);
  return settleAuthorization(context, ended);
}

registerChallengeProvider("checkout_com", {
  settle: (context, challenge, outcome) => {
    const payment = end(context, challenge, ENDS[outcome]);
    const passed = payment?.authorization === "approved";
    const url = passed ? payment.successUrl : (payment?.failureUrl ?? null);
    if (url === null || payment?.threeDs == null) return { redirectTo: context.publicUrl };
    return { redirectTo: returnUrl(url, payment.threeDs.sessionId) };
  },
  expire: (context, challenge) => {
    end(context, challenge, "expired");
  },
});

// `findChallenge` settles an overdue challenge as expired, through the rule above.
registerTask(EXPIRE, ({ challengeId = "" }, context) => {
  findChallenge(context, challengeId);
});
