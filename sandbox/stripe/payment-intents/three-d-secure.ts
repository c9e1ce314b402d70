/** What the 3DS page's outcome means for an intent, and where the browser goes then. */
import type Stripe from "stripe";
import { type Challenge, registerChallengeProvider } from "../../core/challenges";
import type { Context } from "../../core/context";
import { declineAsked } from "../../core/payment-faults";
import { openAccount, type Work } from "../account";
import { declineFor } from "../cards";
import { chargeCard, failIntent } from "../charge-card";
import { emit } from "../events";
import { findOrMake, testCardOf } from "../payment-methods";
import { dropChallenge } from "./find";

const FAILED = [
  "We are unable to authenticate your payment method. Please choose a",
  "different payment method and try again.",
].join(" ");
const EXPIRED = "The latest payment attempt of this PaymentIntent has expired.";

registerChallengeProvider("stripe", {
  settle: (context, challenge, outcome) => {
    const work = workOf(context, challenge);
    const current = openIntent(work, challenge);
    const returnUrl = work.account.secrets.get(challenge.paymentId)?.returnUrl ?? null;
    if (current !== null) {
      dropChallenge(work, current.id);
      if (outcome === "complete") pass(work, current);
      else fail(work, current, "payment_intent_authentication_failure", FAILED);
    }
    return { redirectTo: returnTo(work, challenge, returnUrl) };
  },
  expire: (context, challenge) => {
    const work = workOf(context, challenge);
    const current = openIntent(work, challenge);
    if (current === null) return;
    dropChallenge(work, current.id);
    fail(work, current, "payment_intent_payment_attempt_expired", EXPIRED);
  },
});

function workOf(context: Context, { account }: Challenge): Work {
  return { context, account: openAccount(context, account), request: null };
}

/**
 * The intent while it still waits for this challenge, else null (cancelled, updated, confirmed
 * anew).
 */
function openIntent({ account }: Work, challenge: Challenge): Stripe.PaymentIntent | null {
  const intent = account.intents.get(challenge.paymentId);
  const waiting = account.secrets.get(challenge.paymentId)?.challengeId === challenge.id;
  return intent?.status === "requires_action" && waiting ? intent : null;
}

function pass(work: Work, intent: Stripe.PaymentIntent): void {
  if (intent.confirmation_method === "manual") {
    const again: Stripe.PaymentIntent = {
      ...intent,
      status: "requires_confirmation",
      next_action: null,
    };
    work.account.intents.put(intent.id, again);
    return;
  }
  const method = methodOf(work, intent);
  const card = testCardOf(work, method.id);
  const ready: Stripe.PaymentIntent = { ...intent, next_action: null };
  const paymentFault = work.context.paymentFaults.of(intent.id);
  const reason = declineAsked({ fault: null, paymentFault });
  const decline = reason === null ? null : declineFor(reason);
  chargeCard(work, { intent: ready, method, card, decline, authenticated: true });
}

function fail(work: Work, intent: Stripe.PaymentIntent, code: string, message: string): void {
  const failed = failIntent(work, intent, methodOf(work, intent), {
    type: "invalid_request_error",
    code,
    doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}`,
    message,
  });
  emit(work, "payment_intent.payment_failed", failed);
}

function methodOf(work: Work, intent: Stripe.PaymentIntent): Stripe.PaymentMethod {
  return findOrMake(work, String(intent.payment_method), "payment_method");
}

/** Stripe's three parameters, beside those that the address has already. */
function returnTo({ account, context }: Work, challenge: Challenge, to: string | null): string {
  const intent = account.intents.get(challenge.paymentId);
  const url = new URL(to ?? `${context.publicUrl}/3ds/${challenge.id}`);
  const failed = intent?.status === "requires_payment_method" || intent?.status === "canceled";
  url.searchParams.set("payment_intent", challenge.paymentId);
  url.searchParams.set("payment_intent_client_secret", intent?.client_secret ?? "");
  url.searchParams.set("redirect_status", failed ? "failed" : "succeeded");
  return url.toString();
}
