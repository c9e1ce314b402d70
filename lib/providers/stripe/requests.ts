/** What Stripe is asked, in its own words. */
import Stripe from "stripe";
import type { Money } from "../../money/money";
import { toProviderAmount } from "../amount-rules";
import type { AuthorizeInput, OperationInput } from "../provider";
import { STRIPE_AMOUNTS } from "./amounts";
import type { StripeConfig } from "./config";
import { optionsOf, type StripeSource } from "./source";

/** Metadata on every intent and refund of ours: by these we know our own among the account's. */
export const REFERENCE = "kassa_reference";
export const INSTALLATION = "kassa_installation";
/** Metadata on refunds: which of several it is. */
export const OPERATION = "kassa_operation";

/** With the charge, whose card details and captured amount we read. */
export const EXPAND = ["latest_charge"];

type Input = AuthorizeInput<StripeSource>;

/** An intent that asks for nothing yet. */
export function createParams(config: StripeConfig, input: Input): Stripe.PaymentIntentCreateParams {
  const { source } = input;
  const email = source.receipt_email ?? input.receiptEmail;
  return {
    amount: toProviderAmount(STRIPE_AMOUNTS, input.amount),
    currency: input.amount.currency.toLowerCase(),
    capture_method: "manual",
    automatic_payment_methods: { enabled: true },
    ...(config.auto_payments ? {} : { allowed_payment_method_types: ["card"] }),
    metadata: { [REFERENCE]: input.ourReference, [INSTALLATION]: input.installationId },
    ...definedOf(optionsOf(source)),
    ...(email === null ? {} : { receipt_email: email }),
    expand: EXPAND,
  };
}

/** The same, confirmed in the same call with the card that the form or the options name. */
export function createAndConfirmParams(
  config: StripeConfig,
  input: Input,
): Stripe.PaymentIntentCreateParams {
  const token = input.source.confirmation_token;
  return {
    ...createParams(config, input),
    confirm: true,
    return_url: input.returnUrls.success,
    ...(token == null ? {} : { confirmation_token: token }),
  };
}

export const amountParams = (amount: Money): Stripe.PaymentIntentUpdateParams => ({
  amount: toProviderAmount(STRIPE_AMOUNTS, amount),
  currency: amount.currency.toLowerCase(),
  expand: EXPAND,
});

export const captureParams = (input: OperationInput): Stripe.PaymentIntentCaptureParams => ({
  amount_to_capture: toProviderAmount(STRIPE_AMOUNTS, input.amount),
  expand: EXPAND,
});

export const refundParams = (input: OperationInput): Stripe.RefundCreateParams => ({
  payment_intent: input.payment,
  amount: toProviderAmount(STRIPE_AMOUNTS, input.amount),
  metadata: { [REFERENCE]: input.ourReference, [OPERATION]: input.operationReference },
});

/**
 * What we listen to: everything that moves a payment of ours, refunds that fail later, disputes.
 */
const WEBHOOK_EVENTS: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = [
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "payment_intent.payment_failed",
  "payment_intent.processing",
  "payment_intent.requires_action",
  "payment_intent.succeeded",
  "charge.captured",
  "charge.expired",
  "charge.refunded",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "charge.dispute.closed",
  "refund.created",
  "refund.updated",
  "refund.failed",
];

export const webhookParams = (url: string): Stripe.WebhookEndpointCreateParams => ({
  url,
  enabled_events: WEBHOOK_EVENTS,
  // What the SDK speaks, whatever the account's default: events keep the shape that we read.
  api_version: Stripe.API_VERSION,
});

function definedOf<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
