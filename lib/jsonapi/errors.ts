import type { UseCaseError } from "../errors";
import {
  type ApiError,
  accessDenied,
  attributeError,
  conflict,
  declined,
  recordNotFound,
  relationshipError,
  unavailable,
  validationError,
} from "./api-error";

type Table = {
  [Code in UseCaseError["code"]]: (
    error: Extract<UseCaseError, { code: Code }>,
  ) => readonly ApiError[];
};

/**
 * The one table from a use case's code to what the JSON:API answers: status, title, code and where
 * it points.
 */
const TABLE: Table = {
  not_found: ({ id }) => [recordNotFound(id)],
  forbidden: () => [accessDenied("You are not authorized to perform this action.")],
  invalid_input: ({ issues }) =>
    issues.map(({ path, message }) =>
      validationError(pointerOf(path), message, { error: "invalid" }),
    ),
  illegal_transition: ({ from, to }) => [
    validationError(
      "/data/attributes/status",
      `transition from ${from} to ${to} is not permitted`,
      {
        error: "invalid_transition",
        from,
        to,
      },
    ),
  ],
  order_not_editable: ({ status }) => [
    validationError("/data/attributes/status", `the order is ${status} and cannot be changed`, {
      error: "not_editable",
      value: status,
    }),
  ],
  order_expired: ({ expiredAt }) => [
    validationError("/data/attributes/expires_at", "has passed: the order can no longer be paid", {
      error: "expired",
      value: expiredAt.toISOString(),
    }),
  ],
  order_incomplete: ({ missing }) =>
    missing.map((name) => validationError(pointerOf(name), "can't be blank", { error: "blank" })),
  total_changed: ({ totalMinor }) => [
    validationError("/data/attributes/total_amount_with_taxes_cents", "has changed", {
      error: "changed",
      value: totalMinor,
    }),
  ],
  attempt_running: () => [
    conflict("A payment of this order is on its way: wait for its outcome.", "attempt_running"),
  ],
  gateway_unavailable: ({ detail }) => [
    relationshipError("payment_gateway", detail, "unavailable"),
  ],
  amount_refused: ({ refusal }) => [
    validationError(
      "/data/attributes/total_amount_with_taxes_cents",
      TITLE_OF_REFUSAL[refusal.code],
      {
        error: refusal.code,
        ...("minimumMinor" in refusal ? { count: refusal.minimumMinor } : {}),
        ...("maximumMinor" in refusal ? { count: refusal.maximumMinor } : {}),
        ...("grainMinor" in refusal ? { count: refusal.grainMinor } : {}),
      },
    ),
  ],
  amount_exceeds_balance: ({ requested, available }) => [
    validationError(
      "/data/attributes/amount_cents",
      `must be less than or equal to ${available.amountMinor}`,
      {
        error: "less_than_or_equal_to",
        value: requested.amountMinor,
        count: available.amountMinor,
      },
    ),
  ],
  currency_mismatch: ({ expected, actual }) => [
    validationError("/data/attributes/currency_code", `must be ${expected}`, {
      error: "currency_mismatch",
      value: actual,
    }),
  ],
  idempotency_conflict: () => [
    {
      title: "Idempotency key was used before",
      detail: "This Idempotency-Key came with another request before: use a new one.",
      code: "IDEMPOTENCY_KEY_REUSED",
      source: { header: "Idempotency-Key" },
      status: "422",
    },
  ],
  capability_missing: ({ capability }) => [
    relationshipError("payment_gateway", `does not offer ${capability}`, "capability_missing"),
  ],
  payment_declined: ({ decline }) => [
    declined("The payment was not approved.", { error: decline.code, decline_code: decline.raw }),
  ],
  order_refused: ({ reason, message }) => [
    validationError("/data", message ?? "was refused by the merchant", {
      error: "refused_by_merchant",
      ...(reason === null ? {} : { code: reason }),
    }),
  ],
  order_unchecked: () => [
    {
      title: "Order could not be checked",
      detail: "The merchant's service did not answer: nothing was taken. Try again in a minute.",
      code: "ORDER_VALIDATION_UNAVAILABLE",
      status: "503",
      meta: { error: "order_unchecked" },
    },
  ],
  circuit_open: ({ detail }) => [unavailable(503, detail, "circuit_open")],
  provider_unreachable: ({ detail }) => [unavailable(503, detail, "provider_unreachable")],
  provider_indeterminate: ({ detail }) => [unavailable(504, detail, "provider_indeterminate")],
  provider_rejected_request: ({ detail, attribute }) => [
    attributeError(attribute ?? "base", detail, "rejected_by_gateway"),
  ],
  provider_unauthorized: () => [
    unavailable(502, "The payment gateway refused our credentials.", "provider_unauthorized"),
  ],
};

const TITLE_OF_REFUSAL = {
  amount_too_small: "is below the payment gateway's minimum",
  amount_too_large: "is above the payment gateway's maximum",
  amount_off_grain: "does not fit the payment gateway's smallest step",
  currency_unsupported: "is in a currency that the payment gateway does not take",
} as const;

export function errorsOf(error: UseCaseError): readonly ApiError[] {
  // Each entry takes the member of the union whose code it stands under, which the compiler cannot
  // follow here.
  const entry = TABLE[error.code] as (error: UseCaseError) => readonly ApiError[];
  return entry(error);
}

const RELATIONSHIPS: ReadonlySet<string> = new Set([
  "billing_address",
  "line_items",
  "market",
  "order",
  "payment_gateway",
  "payment_method",
  "payment_source",
  "shipments",
  "shipping_address",
  "shipping_method",
]);
/** What use cases call otherwise than the API does. */
const API_NAMES: Partial<Record<string, string>> = {
  email: "customer_email",
  unit_minor: "unit_amount_cents",
};

/**
 * A use case's path as a pointer: `attributes.token`, `relationships.order`, `zipCode`,
 * `payment_method`.
 */
export function pointerOf(path: string): string {
  const parts = path.split(".").map((part) => part.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`));
  const [first = "", ...rest] = parts;
  if (first === "attributes" || first === "relationships") return `/data/${parts.join("/")}`;
  const name = API_NAMES[first] ?? first;
  const member = RELATIONSHIPS.has(name) ? "relationships" : "attributes";
  return ["/data", member, name, ...rest].join("/");
}
