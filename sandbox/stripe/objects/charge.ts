import type Stripe from "stripe";
import { seconds } from "../../core/context";
import type { Work } from "../account";
import { type Decline, declineMessage, type TestCard } from "../cards";

export interface ChargeSource {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  card: TestCard;
  /** Null for an authorization that the bank gave. */
  decline: Decline | null;
  authenticated: boolean;
}

const AUTHORIZATION_DAYS = 7;

/** A new charge with every member that Stripe's type requires; captured by the caller. */
export function buildCharge(work: Work, source: ChargeSource): Stripe.Charge {
  const { intent, method, decline } = source;
  const id = work.context.ids.base62("ch_3");
  return {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? "TEST SHOP",
    captured: false,
    created: seconds(work.context.now()),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline === null ? null : declineMessage(decline.declineCode),
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: intent.on_behalf_of,
    outcome: outcomeOf(source),
    paid: decline === null,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: "card", card: cardDetails(work, source) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline === null ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

function outcomeOf({ card, decline }: ChargeSource): Stripe.Charge.Outcome {
  const blocked = card.risk === "blocked";
  const approved = decline === null;
  const message = approved
    ? "Payment complete."
    : blocked
      ? "Stripe blocked this payment as too risky."
      : "The bank did not return any further details with this decline.";
  return {
    advice_code: approved ? null : "try_again_later",
    network_advice_code: null,
    network_decline_code: approved || blocked ? null : "01",
    network_status: approved
      ? "approved_by_network"
      : blocked
        ? "not_sent_to_network"
        : "declined_by_network",
    reason: blocked ? "highest_risk_level" : (decline?.declineCode ?? null),
    risk_level: blocked || card.risk === "highest" ? "highest" : card.risk,
    risk_score: { normal: 20, elevated: 70, highest: 90, blocked: 95 }[card.risk],
    seller_message: message,
    type: approved ? "authorized" : blocked ? "blocked" : "issuer_declined",
  };
}

function cardDetails(work: Work, source: ChargeSource): Stripe.Charge.PaymentMethodDetails.Card {
  const { intent, method, card, decline } = source;
  const manual =
    intent.capture_method === "manual" ||
    intent.payment_method_options?.card?.capture_method === "manual";
  const expires = seconds(work.context.now()) + AUTHORIZATION_DAYS * 24 * 60 * 60;
  return {
    amount_authorized: decline === null ? intent.amount : null,
    authorization_code: decline === null ? work.context.ids.base32("", 6).toUpperCase() : null,
    brand: card.brand,
    ...(manual && decline === null ? { capture_before: expires } : {}),
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: decline?.declineCode === "incorrect_cvc" ? "fail" : "pass",
    },
    country: card.country,
    electronic_commerce_indicator: source.authenticated ? "05" : null,
    exp_month: method.card?.exp_month ?? 12,
    exp_year: method.card?.exp_year ?? 2030,
    extended_authorization: { status: "disabled" },
    fingerprint: method.card?.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: "unavailable" },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    multicapture: { status: "unavailable" },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: decline === null ? work.context.ids.base62("", 15) : null,
    overcapture: { maximum_amount_capturable: intent.amount, status: "unavailable" },
    regulated_status: "unregulated",
    three_d_secure: source.authenticated ? authenticationOf(work) : null,
    transaction_link_id: null,
    wallet: null,
  };
}

function authenticationOf(work: Work): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure {
  return {
    authentication_flow: "challenge",
    electronic_commerce_indicator: "05",
    exemption_indicator: null,
    result: "authenticated",
    result_reason: null,
    transaction_id: work.context.ids.base62("", 32),
    version: "2.2.0",
  };
}
