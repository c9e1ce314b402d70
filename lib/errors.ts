import type { Money } from "./money/money";
import type { Decline } from "./providers/decline";
import type { AmountRefusal, Capabilities, ProviderError } from "./providers/provider";

export type Issue = {
  /** Where in the input: `email`, `address.zip_code`, `attributes.token`, `relationships.order`. */
  path: string;
  /** How to mend it, in a sentence. */
  message: string;
};

/**
 * What a use case may answer instead of its value. One table maps a code to an HTTP status and a JSON:API title,
 * another to the shopper's sentence.
 */
export type UseCaseError =
  | { code: "not_found"; resource: string; id: string }
  | { code: "forbidden" }
  | { code: "invalid_input"; issues: readonly Issue[] }
  | { code: "illegal_transition"; from: string; to: string }
  | { code: "order_not_editable"; status: string }
  /** The time in which it may be paid is over: nothing new is begun. */
  | { code: "order_expired"; expiredAt: Date }
  /** What an order lacks before it can be paid or placed: `email`, `shipping_address`, `payment_method`, … */
  | { code: "order_incomplete"; missing: readonly string[] }
  | { code: "total_changed"; totalMinor: number }
  /** An attempt is on its way (requested, pending or unknown): nothing else starts. */
  | { code: "attempt_running" }
  | { code: "gateway_unavailable"; detail: string }
  /** The gateway failed too often in a row: nothing was sent, and nothing was written. */
  | { code: "circuit_open"; detail: string }
  /** The merchant's own service said no, in the merchant's words: nothing was taken. */
  | { code: "order_refused"; reason: string | null; message: string | null }
  /** It could not be asked, so nothing was taken. */
  | { code: "order_unchecked"; detail: string }
  | { code: "amount_refused"; refusal: AmountRefusal }
  | { code: "amount_exceeds_balance"; requested: Money; available: Money }
  | { code: "currency_mismatch"; expected: string; actual: string }
  | { code: "idempotency_conflict" }
  | { code: "capability_missing"; capability: keyof Capabilities }
  | { code: "payment_declined"; decline: Decline }
  | ProviderError;

export const notFound = (resource: string, id: string) => ({
  code: "not_found" as const,
  resource,
  id,
});

export const invalid = (path: string, message: string): UseCaseError => ({
  code: "invalid_input",
  issues: [{ path, message }],
});
