import type Stripe from "stripe";
import { seconds } from "../../core/context";
import type { Work } from "../account";

export interface RefundSource {
  charge: Stripe.Charge;
  amountMinor: number;
  status: "pending" | "succeeded";
  reason: Stripe.Refund["reason"];
  metadata: Record<string, string>;
}

/** A new refund with every member that Stripe's type requires; not stored yet. */
export function buildRefund({ context }: Work, source: RefundSource): Stripe.Refund {
  const { charge } = source;
  return {
    id: context.ids.base62("re_3"),
    object: "refund",
    amount: source.amountMinor,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(context.now()),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      type: "card",
      card: {
        reference_status: "pending",
        reference_type: "acquirer_reference_number",
        type: "refund",
      },
    },
    metadata: source.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: source.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: source.status,
    transfer_reversal: null,
    ...(source.status === "pending" ? { pending_reason: "processing" as const } : {}),
  };
}
