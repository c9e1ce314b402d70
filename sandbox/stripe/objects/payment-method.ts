import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { seconds } from "../../core/context";
import type { Work } from "../account";
import type { TestCard } from "../cards";

export interface CardDetails {
  card: TestCard;
  expMonth: number;
  expYear: number;
  billing: Stripe.PaymentMethod["billing_details"];
}

export const NO_BILLING: Stripe.PaymentMethod["billing_details"] = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

/** A new payment method with every member that Stripe's type requires; not stored yet. */
export function buildPaymentMethod(
  { context }: Work,
  details: CardDetails,
  customer: string | null = null,
): Stripe.PaymentMethod {
  return {
    id: context.ids.base62("pm_1"),
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: details.billing,
    card: buildCard(details),
    created: seconds(context.now()),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

export function buildCard({ card, expMonth, expYear }: CardDetails): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "unchecked" },
    country: card.country,
    display_brand: card.brand,
    exp_month: expMonth,
    exp_year: expYear,
    // The same card always has the same fingerprint; it does not give the number away.
    fingerprint: createHash("sha256").update(card.number).digest("base64url").slice(0, 16),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

/** A new confirmation token, usable once within 12 hours; not stored yet. */
export function buildConfirmationToken(
  { context }: Work,
  details: CardDetails,
  given: Partial<Pick<Stripe.ConfirmationToken, "return_url" | "setup_future_usage" | "shipping">>,
): Stripe.ConfirmationToken {
  const created = seconds(context.now());
  return {
    id: context.ids.base62("ctoken_1"),
    object: "confirmation_token",
    created,
    expires_at: created + 12 * 60 * 60,
    livemode: false,
    mandate_data: null,
    metadata: null,
    payment_intent: null,
    payment_method_options: null,
    payment_method_preview: {
      allow_redisplay: "unspecified",
      billing_details: details.billing,
      card: buildCard(details),
      customer: null,
      customer_account: null,
      type: "card",
    },
    return_url: null,
    setup_future_usage: null,
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: true,
    ...given,
  };
}
