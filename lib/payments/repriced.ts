import { eventOf, sourceOf } from "./deciding";
import type { PaymentSource } from "./payment-source";
import type { PaymentChange, PaymentState } from "./store";

/** A source that begins another payment, for another amount. */
export function repriced(state: PaymentState, source: PaymentSource): PaymentChange[] {
  const { id, amount, attributes, reference } = source;
  const before = sourceOf(state, id) ?? source;
  return [
    { kind: "source_changed", id, set: { amount, attributes, reference } },
    amountEvent(before, amount),
  ];
}

/**
 * The line in the history: what a source asked for, and asks for now. `authorizationId`: of the attempt under way, where that
 * asks for it too.
 */
export const amountEvent = (
  source: PaymentSource,
  amount: PaymentSource["amount"],
  authorizationId: string | null = null,
): PaymentChange =>
  eventOf("payment_source.amount_changed", { type: source.type, id: source.id }, source.orderId, {
    amount_cents: [source.amount.amountMinor, amount.amountMinor],
    currency_code: amount.currency,
    ...(authorizationId === null ? {} : { authorization_id: authorizationId }),
  });
