/** Stripe, through its official SDK. */
import type Stripe from "stripe";
import { err, ok } from "../../result";
import { refuseAmountBy } from "../amount-rules";
import type { PaymentProvider } from "../provider";
import { STRIPE_AMOUNTS } from "./amounts";
import { authorize, prepare } from "./authorize";
import { changeAmount } from "./change-amount";
import { check } from "./check";
import { callStripe } from "./client";
import { STRIPE_SECRET_SETTINGS, type StripeConfig, stripeConfigSchema } from "./config";
import { errorOf } from "./errors";
import { keptCard, sourceOfKeptCard } from "./kept-card";
import { list } from "./list";
import { cancel, capture, refund, voidAuthorization } from "./operations";
import { webhookParams } from "./requests";
import { retrieve } from "./retrieve";
import { STRIPE_SECRET_ATTRIBUTES, type StripeSource, stripeSourceSchema } from "./source";
import { parseWebhook, readEvent } from "./webhook";

const ENDPOINTS_MAX = 100;

export const stripeProvider: PaymentProvider<StripeConfig, StripeSource> = {
  gatewayType: "stripe_gateways",
  sourceType: "stripe_payments",
  displayName: "Stripe",
  capabilities: {
    partialCapture: true,
    multipleCaptures: false,
    partialRefund: true,
    webhooks: true,
    retrieve: true,
    list: true,
    clientConfirmation: true,
    cancelActionRequired: true,
    needsDocument: false,
  },
  configSchema: stripeConfigSchema,
  secretSettings: STRIPE_SECRET_SETTINGS,
  sourceSchema: stripeSourceSchema,
  secretAttributes: STRIPE_SECRET_ATTRIBUTES,
  sourceAttributes: Object.keys(stripeSourceSchema.shape),
  paymentAttributes: ["stripe_id", "client_secret", "charge_id", "payment_method"],
  // Stripe forgets keys after 24 h at the earliest; an hour is left for clocks and queues.
  repeatWindowHours: () => 23,
  environmentSettings: (sandboxUrl) => ({ api_base: sandboxUrl }),
  defaultReturnUrls: (appUrl, returnToken) => ({
    return_url: `${appUrl}/thankyou?payment=${encodeURIComponent(returnToken)}`,
  }),
  publicAttributes: ({ publishable_key, connected_account }) => ({
    publishable_key,
    connected_account,
  }),
  refuseAmount: (amount) => refuseAmountBy(STRIPE_AMOUNTS, amount),
  prepare,
  changeAmount,
  authorize,
  capture,
  void: voidAuthorization,
  refund,
  cancel,
  retrieve,
  list,
  check,
  parseWebhook,
  readEvent,

  /** The new endpoint first, the old ones after: no event falls between. */
  registerWebhook: async (call, url) => {
    const created = await callStripe(call, (stripe, options) =>
      stripe.webhookEndpoints.create(webhookParams(url), options),
    );
    if (!created.ok) return err(errorOf(created.error));
    const { id, secret } = created.value;
    if (secret === undefined) {
      // Stripe tells a secret once: a repeated call would not have it.
      return err({ code: "provider_rejected_request", detail: "Stripe named no signing secret." });
    }
    const { idempotencyKey: _once, ...unkeyed } = call;
    const listed = await callStripe(unkeyed, (stripe, options) =>
      stripe.webhookEndpoints.list({ limit: ENDPOINTS_MAX }, options),
    );
    for (const endpoint of listed.ok ? listed.value.data : []) {
      if (endpoint.url === url && endpoint.id !== id) await remove(unkeyed, endpoint);
    }
    return ok({ id, secret });
  },
  keptCard,
  sourceOfKeptCard,
};

// One that cannot be removed sends events that fail our signature check: noise, not harm.
const remove = (call: Parameters<typeof callStripe>[0], endpoint: Stripe.WebhookEndpoint) =>
  callStripe(call, (stripe, options) => stripe.webhookEndpoints.del(endpoint.id, options));
