import type { PayProblem, PayState } from "@/components/checkout/pay-state";
import { unreachable } from "@/lib/assert";
import type { UseCaseError } from "@/lib/errors";
import type { PayOutcome } from "@/lib/payments/pay-order";
import type { Result } from "@/lib/result";

/** Where the shopper goes next, or what the payment step says. */
export type PayAnswer =
  | { kind: "leave"; to: "confirmation" | "bank" | "checkout" | "shop" }
  | { kind: "stay"; state: PayState };

const CARD_ATTRIBUTES = ["confirmation_token", "token", "payment_source_token"];

/** `asked` is the form as it was sent, under a new nonce: the next press is a new attempt. */
export function answerOf(
  result: Result<PayOutcome, UseCaseError>,
  asked: PayState,
  /** Id of the chosen method's field: where its issues stand. */
  field: string,
): PayAnswer {
  const stay = (change: Partial<PayState>): PayAnswer => ({
    kind: "stay",
    state: { ...asked, ...change },
  });
  const problem = (value: PayProblem) => stay({ problem: value });
  if (!result.ok) return answerOfError(result.error, { stay, problem, field });
  const outcome = result.value;
  switch (outcome.kind) {
    case "placed":
      return { kind: "leave", to: "confirmation" };
    case "bank":
      return { kind: "leave", to: "bank" };
    case "checking":
    case "not_editable":
      return { kind: "leave", to: "checkout" };
    case "declined":
      return stay({
        decline: {
          methodId: asked.typed.methodId,
          code: outcome.decline.code,
          lastDigits: outcome.cardLastDigits,
        },
      });
    case "total_changed":
      return stay({
        problem: "total_changed",
        totalBeforeMinor: asked.totalMinor,
        totalMinor: outcome.totalMinor,
      });
    default:
      return unreachable(outcome);
  }
}

type Ways = {
  stay: (change: Partial<PayState>) => PayAnswer;
  problem: (value: PayProblem) => PayAnswer;
  field: string;
};

function answerOfError(error: UseCaseError, { stay, problem, field }: Ways): PayAnswer {
  switch (error.code) {
    case "not_found":
      return { kind: "leave", to: "shop" };
    // The order's own page says where it stands.
    case "attempt_running":
    case "order_not_editable":
    case "order_expired":
    case "order_incomplete":
    case "idempotency_conflict":
    case "illegal_transition":
    case "provider_indeterminate":
      return { kind: "leave", to: "checkout" };
    case "invalid_input":
      return stay({ issues: error.issues.map(({ message }) => ({ field, message })) });
    case "total_changed":
      return stay({ problem: "total_changed", totalMinor: error.totalMinor });
    case "payment_declined":
      return stay({
        decline: { methodId: null, code: error.decline.code, lastDigits: null },
      });
    case "amount_refused":
    case "amount_exceeds_balance":
    case "currency_mismatch":
    case "capability_missing":
      return problem("refused");
    case "provider_rejected_request":
      return problem(CARD_ATTRIBUTES.includes(error.attribute ?? "") ? "expired" : "gone");
    case "order_refused":
      return stay({ problem: "vetoed", said: error.message });
    case "order_unchecked":
      return problem("unchecked");
    case "circuit_open":
      return problem("away");
    case "forbidden":
    case "gateway_unavailable":
    case "provider_unreachable":
    case "provider_unauthorized":
      return problem("gone");
    default:
      return unreachable(error);
  }
}
