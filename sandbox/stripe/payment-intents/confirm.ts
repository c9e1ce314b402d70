/** Confirming: the card is charged, declined, or its bank is asked to authenticate first. */
import type Stripe from "stripe";
import { challengeUrl, createChallenge } from "../../core/challenges";
import { declineAsked, isThreeDsAsked, isWrongAmountAsked } from "../../core/payment-faults";
import type { Work } from "../account";
import { cardDetails } from "../card-entry";
import { type Decline, declineFor, type TestCard } from "../cards";
import { chargeCard, declineError } from "../charge-card";
import type { Call } from "../endpoint";
import { invalidParameter, stateError } from "../errors";
import { emit } from "../events";
import { buildPaymentMethod } from "../objects/payment-method";
import { consumeToken, findOrMake, testCardOf } from "../payment-methods";
import { type ConfirmParams, sharedChanges } from "./fields";
import { checkStatus, dropChallenge } from "./find";

const AUTHENTICATION_REQUIRED: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
};

/** Answers the intent; throws 402 with it when the card is declined. */
export function confirmIntent(
  call: Call,
  before: Stripe.PaymentIntent,
  given: ConfirmParams,
): Stripe.PaymentIntent {
  checkStatus(before, "confirmed", [
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
  ]);
  const chosen = chooseMethod(call, before, given);
  const returnUrl = given.return_url ?? chosen.returnUrl;
  checkReturnUrl(call, before, given, returnUrl);
  dropChallenge(call, before.id);
  const intent: Stripe.PaymentIntent = {
    ...before,
    ...sharedChanges(before, given),
    ...(chosen.shipping === null ? {} : { shipping: chosen.shipping }),
    // The fault of that name: the provider charges something else than it was asked to.
    ...(isWrongAmountAsked(call) ? { amount: before.amount + 100 } : {}),
    payment_method: chosen.method.id,
    next_action: null,
  };
  call.account.intents.put(intent.id, intent);
  call.context.paymentFaults.bind(intent.id, call.paymentFault);
  const attempt = { intent, method: chosen.method, card: testCardOf(call, chosen.method.id) };
  const reason = declineAsked(call);
  const forced = reason === null ? null : declineFor(reason);
  // A fault of this one call is the bank's answer at once; one of the payment lets 3DS come first.
  const isAsked = isThreeDsAsked(call) || needsChallenge(attempt.card, intent, given);
  if (call.fault?.kind !== "decline" && isAsked) {
    if (given.off_session !== true && given.error_on_requires_action !== true) {
      return challenge(call, { ...attempt, returnUrl, viaSdk: given.use_stripe_sdk === true });
    }
    return passed(
      chargeCard(call, { ...attempt, decline: AUTHENTICATION_REQUIRED, authenticated: false }),
    );
  }
  return passed(chargeCard(call, { ...attempt, decline: forced, authenticated: false }));
}

function passed(intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  if (intent.status === "requires_payment_method") throw declineError(intent);
  return intent;
}

interface Chosen {
  method: Stripe.PaymentMethod;
  returnUrl: string | null;
  shipping: Stripe.PaymentIntent["shipping"];
}

function chooseMethod(call: Call, intent: Stripe.PaymentIntent, given: ConfirmParams): Chosen {
  if (given.confirmation_token != null) {
    if (given.payment_method != null || given.payment_method_data != null) {
      const message = "You may only specify one of confirmation_token and payment_method.";
      throw invalidParameter("confirmation_token", message);
    }
    const { token, method } = consumeToken(call, given.confirmation_token, intent.id);
    const { return_url: returnUrl, shipping } = token;
    return { method, returnUrl, shipping };
  }
  return { method: givenMethod(call, intent, given), returnUrl: null, shipping: null };
}

function givenMethod(
  call: Call,
  intent: Stripe.PaymentIntent,
  given: ConfirmParams,
): Stripe.PaymentMethod {
  const made = methodFromParams(call, given);
  if (made !== null) return made;
  if (typeof intent.payment_method === "string") {
    return findOrMake(call, intent.payment_method, "payment_method");
  }
  const message = [
    "You cannot confirm this PaymentIntent because it's missing a payment",
    "method. You can either update the PaymentIntent with a payment method and",
    "then confirm it again, or confirm it again directly with a payment method",
    "or ConfirmationToken.",
  ].join(" ");
  throw stateError("payment_intent_unexpected_state", message, intent);
}

/** The method that the parameters name or describe, or null. */
export function methodFromParams(
  call: Call,
  given: Pick<ConfirmParams, "payment_method" | "payment_method_data">,
): Stripe.PaymentMethod | null {
  if (given.payment_method != null) return findOrMake(call, given.payment_method, "payment_method");
  if (given.payment_method_data == null) return null;
  const details = cardDetails(call, given.payment_method_data, "payment_method_data");
  const method = buildPaymentMethod(call, details);
  call.account.cards.put(method.id, { id: method.id, number: details.card.number });
  return call.account.paymentMethods.put(method.id, method);
}

function checkReturnUrl(
  call: Call,
  intent: Stripe.PaymentIntent,
  given: ConfirmParams,
  returnUrl: string | null,
): void {
  if (returnUrl !== null) {
    if (URL.canParse(returnUrl)) return;
    throw invalidParameter("return_url", "Not a valid URL", "url_invalid");
  }
  const automatic = intent.automatic_payment_methods;
  const redirects = automatic?.enabled === true && automatic.allow_redirects !== "never";
  if (!redirects || given.use_stripe_sdk === true || given.off_session === true) return;
  if (given.error_on_requires_action === true || call.publishable) return;
  throw invalidParameter(
    "return_url",
    [
      "This PaymentIntent is configured to accept payment methods enabled in your",
      "Dashboard. Because some of these payment methods might redirect your",
      "customer off of your page, you must provide a `return_url`. If you don't",
      "want to accept redirect-based payment methods, set",
      "`automatic_payment_methods[enabled]` to `true` and",
      "`automatic_payment_methods[allow_redirects]` to `never` when creating",
      "Setup Intents and Payment Intents.",
    ].join(" "),
  );
}

function needsChallenge(
  card: TestCard,
  intent: Stripe.PaymentIntent,
  given: ConfirmParams,
): boolean {
  const asked = intent.payment_method_options?.card?.request_three_d_secure;
  switch (card.challenge) {
    case null:
      return false;
    case "always":
      return true;
    case "on_session":
      return given.off_session !== true;
    case "optional":
      return asked === "any" || asked === "challenge";
  }
}

interface ChallengeSource {
  intent: Stripe.PaymentIntent;
  card: TestCard;
  returnUrl: string | null;
  viaSdk: boolean;
}

function challenge(work: Work, source: ChallengeSource): Stripe.PaymentIntent {
  const { context, account } = work;
  const { intent: before, card, returnUrl } = source;
  const { id } = createChallenge(context, {
    provider: "stripe",
    account: account.id,
    paymentId: before.id,
    cardBrand: card.brand,
    last4: card.number.slice(-4),
    amountMinor: before.amount,
    currency: before.currency.toUpperCase(),
  });
  account.secrets.put(before.id, { id: before.id, challengeId: id, returnUrl, expiryTaskId: null });
  const url = challengeUrl(context, id);
  const intent: Stripe.PaymentIntent = {
    ...before,
    status: "requires_action",
    last_payment_error: null,
    next_action: source.viaSdk
      ? {
          type: "use_stripe_sdk",
          use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url },
        }
      : { type: "redirect_to_url", redirect_to_url: { url, return_url: returnUrl } },
  };
  account.intents.put(intent.id, intent);
  emit(work, "payment_intent.requires_action", intent);
  return intent;
}
