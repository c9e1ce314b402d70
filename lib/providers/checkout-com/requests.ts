/** What Checkout.com is asked, in its own words. */
import type { JsonObject } from "../../json";
import { toProviderAmount } from "../amount-rules";
import type { AuthorizeInput, OperationInput } from "../provider";
import { CHECKOUT_COM_AMOUNTS } from "./amounts";
import type { CheckoutComConfig } from "./config";
import { DISPUTE_STATE_OF_EVENT } from "./dispute-events";
import type { CheckoutComSource } from "./source";

/** Metadata on every payment of ours. */
export const REFERENCE = "kassa_reference";
export const INSTALLATION = "kassa_installation";

/** An authorization, never captured at once. `token` is a `tok_` or a `src_`. */
export function paymentBody(
  config: CheckoutComConfig,
  input: AuthorizeInput<CheckoutComSource>,
  token: string,
): JsonObject {
  const { amount, ourReference, returnUrls } = input;
  return {
    source: token.startsWith("src_") ? { type: "id", id: token } : { type: "token", token },
    amount: toProviderAmount(CHECKOUT_COM_AMOUNTS, amount),
    currency: amount.currency,
    reference: ourReference,
    capture: false,
    // Cards whose bank takes no part in 3DS are paid without it; without 3DS, a bank that insists
    // still gets it.
    "3ds": config.three_ds
      ? { enabled: true, attempt_n3d: true }
      : { enabled: false, allow_upgrade: true },
    success_url: returnUrls.success,
    failure_url: returnUrls.failure,
    metadata: { [REFERENCE]: ourReference, [INSTALLATION]: input.installationId },
    ...(config.processing_channel_id === null
      ? {}
      : { processing_channel_id: config.processing_channel_id }),
    ...(input.receiptEmail === null ? {} : { customer: { email: input.receiptEmail } }),
  };
}

/** Final by default: what it leaves of the authorization is released. */
export const amountBody = (input: OperationInput): JsonObject => ({
  amount: toProviderAmount(CHECKOUT_COM_AMOUNTS, input.amount),
  reference: input.operationReference,
});

export const voidBody = (input: OperationInput): JsonObject => ({
  reference: input.operationReference,
});

/** What we listen to: everything that moves a payment. */
const GATEWAY_EVENTS = [
  "payment_approved",
  "payment_pending",
  "payment_declined",
  "payment_expired",
  "payment_canceled",
  "payment_voided",
  "payment_void_declined",
  "payment_captured",
  "payment_capture_pending",
  "payment_capture_declined",
  "payment_refunded",
  "payment_refund_pending",
  "payment_refund_declined",
  "payment_returned",
];

/** Cardholders contesting a payment: a source of events of its own there. */
const DISPUTE_EVENTS = Object.keys(DISPUTE_STATE_OF_EVENT);

/**
 * A list of workflows tells names only, so the name carries the address: its end, which tells
 * gateways apart.
 */
export const workflowName = (url: string): string => `Kassa ${url.slice(-90)}`;

export const workflowBody = (url: string, secret: string): JsonObject => ({
  name: workflowName(url),
  active: true,
  conditions: [{ type: "event", events: { gateway: GATEWAY_EVENTS, dispute: DISPUTE_EVENTS } }],
  actions: [
    { type: "webhook", url, headers: {}, signature: { key: secret, method: "HMACSHA256" } },
  ],
});
