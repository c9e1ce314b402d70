import type Stripe from "stripe";
import { seconds } from "../../core/context";
import type { Work } from "../account";

type Given = Pick<Stripe.PaymentIntent, "amount" | "currency"> &
  Partial<Omit<Stripe.PaymentIntent, "id" | "object" | "client_secret">>;

/** A new intent with every member that Stripe's type requires; not stored yet. */
export function buildPaymentIntent({ context }: Work, given: Given): Stripe.PaymentIntent {
  const id = context.ids.base62("pi_3");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { enabled: true, allow_redirects: "always" },
    canceled_at: null,
    cancellation_reason: null,
    // The default since 2024-04-10.
    capture_method: "automatic_async",
    client_secret: context.ids.base62(`${id}_secret_`, 25),
    confirmation_method: "automatic",
    created: seconds(context.now()),
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: "automatic",
      },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
    ...given,
  };
}

/** What a publishable key with the client secret may see. */
const PUBLIC_MEMBERS = [
  "id",
  "object",
  "amount",
  "amount_details",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "last_payment_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_configuration_details",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "source",
  "status",
] as const satisfies readonly (keyof Stripe.PaymentIntent)[];

export function publicPaymentIntent(intent: Stripe.PaymentIntent): Partial<Stripe.PaymentIntent> {
  const shown: readonly string[] = PUBLIC_MEMBERS;
  return Object.fromEntries(Object.entries(intent).filter(([name]) => shown.includes(name)));
}
