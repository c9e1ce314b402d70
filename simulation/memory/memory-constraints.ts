// What the real schema keeps unique, by the names of its constraints.
import type { PaymentState } from "@/lib/payments/store";

/** As PostgreSQL names what a write broke. Nothing of the write remains. */
export class ConstraintViolation extends Error {
  override readonly name = "ConstraintViolation";
  constructor(readonly constraint: string) {
    super(`duplicate key value violates unique constraint "${constraint}"`);
  }
}

/** The values that lead to an order's rows, by the names of their constraints. */
export function keysOf({ order, sources, transactions }: PaymentState): string[] {
  const keys = [`token ${order.token}`];
  for (const { id, gatewayId, reference, returnToken } of sources) {
    keys.push(`payment_sources_pkey ${id}`, `payment_sources_return_token_key ${returnToken}`);
    if (reference !== null) {
      keys.push(`payment_sources_gateway_id_provider_reference_key ${gatewayId} ${reference}`);
    }
  }
  for (const { id, gatewayId, kind, reference, ourReference, paymentReference } of transactions) {
    keys.push(`transactions_pkey ${id}`);
    if (paymentReference !== null) keys.push(`payment ${gatewayId} ${paymentReference}`);
    if (reference !== null) {
      keys.push(`transactions_gateway_id_kind_reference_key ${gatewayId} ${kind} ${reference}`);
    }
    if (ourReference !== null) {
      keys.push(`transactions_gateway_id_our_reference_key ${gatewayId} ${ourReference}`);
    }
  }
  return keys;
}

/** What must be unique among one order's own rows. */
export function checkWithinOrder({ sources, transactions }: PaymentState): void {
  const seen = new Set<string>();
  const once = (constraint: string, value: string | number | null) => {
    if (value === null) return;
    const key = `${constraint} ${value}`;
    if (seen.has(key)) throw new ConstraintViolation(constraint);
    seen.add(key);
  };
  for (const source of sources) {
    once("payment_sources_pkey", source.id);
    once("payment_sources_order_id_idempotency_key_key", source.idempotencyKey);
    if (source.reference !== null) {
      const { gatewayId, reference } = source;
      once("payment_sources_gateway_id_provider_reference_key", `${gatewayId} ${reference}`);
    }
  }
  for (const transaction of transactions) {
    once("transactions_pkey", transaction.id);
    once("transactions_order_id_attempt_key", transaction.attempt);
    once("transactions_order_id_idempotency_key_key", transaction.idempotencyKey);
    if (transaction.reference !== null) {
      const { gatewayId, kind, reference } = transaction;
      once("transactions_gateway_id_kind_reference_key", `${gatewayId} ${kind} ${reference}`);
    }
    if (transaction.kind === "authorization" && transaction.live) {
      once("transactions_one_live_attempt", "live");
    }
  }
}
