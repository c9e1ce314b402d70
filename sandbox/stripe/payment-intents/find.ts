import type Stripe from "stripe";
import type { Work } from "../account";
import { resourceMissing, StripeError, stateError } from "../errors";

export type Status = Stripe.PaymentIntent.Status;

export function findIntent({ account }: Work, id: string, param = "intent"): Stripe.PaymentIntent {
  const intent = account.intents.get(id);
  if (intent === undefined) throw resourceMissing("payment_intent", id, param);
  return intent;
}

/** A publishable key sees an intent only with its client secret. */
export function checkSecret(intent: Stripe.PaymentIntent, secret: string | null | undefined): void {
  if (secret === intent.client_secret) return;
  const message = [
    "The client_secret provided does not match the client_secret associated",
    "with this PaymentIntent.",
  ].join(" ");
  const body = { code: "payment_intent_invalid_parameter", message, param: "client_secret" };
  throw new StripeError(400, { type: "invalid_request_error", ...body }, false);
}

/** Throws 400 `payment_intent_unexpected_state` unless the intent is in one of `allowed`. */
export function checkStatus(
  intent: Stripe.PaymentIntent,
  verb: "captured" | "canceled" | "confirmed" | "updated",
  allowed: readonly Status[],
): void {
  if (allowed.includes(intent.status)) return;
  const message = [
    `This PaymentIntent could not be ${verb} because it has a status of`,
    `${intent.status}. Only a PaymentIntent with one of the following statuses`,
    `may be ${verb}: ${allowed.join(", ")}.`,
  ].join(" ");
  throw stateError("payment_intent_unexpected_state", message, intent);
}

/** Ends a challenge that is still open, so that its page can no longer move money. */
export function dropChallenge({ account }: Work, intentId: string): void {
  const secrets = account.secrets.get(intentId);
  if (secrets !== undefined) account.secrets.put(intentId, { ...secrets, challengeId: null });
}
