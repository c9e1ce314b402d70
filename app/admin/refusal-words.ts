import { formatMoney } from "@/components/ui/format";
import { type Refused, refused } from "@/lib/actions/admin-action";
import type { FormProblem } from "@/lib/actions/form-state";
import type { UseCaseError } from "@/lib/errors";

type OneOf<Code extends UseCaseError["code"]> = Extract<UseCaseError, { code: Code }>;

const money = ({ amountMinor, currency }: { amountMinor: number; currency: string }) =>
  formatMoney(amountMinor, currency);

/**
 * What a use case answered instead of doing it, in a merchant's words: what happened, then what to do. `fieldOf` says
 * which field of the form a path of the input is; without one the words stand above the form.
 */
export function refusalOf(
  error: UseCaseError,
  fieldOf: (path: string) => string | null = () => null,
): Refused {
  if (error.code === "invalid_input") {
    const problems = error.issues.map(({ path, message }) => ({
      field: fieldOf(path),
      text: message,
    }));
    return refused("Nothing was changed yet", ...problems);
  }
  const field = error.code === "amount_exceeds_balance" ? fieldOf("amount") : null;
  return refused(titleOf(error), { field, text: textOf(error) } satisfies FormProblem);
}

/** Only where it is certain does the title say that nothing happened. */
function titleOf(error: UseCaseError): string {
  return error.code === "provider_indeterminate"
    ? "It is not known yet whether it was done"
    : "Nothing was changed";
}

function textOf(error: Exclude<UseCaseError, OneOf<"invalid_input">>): string {
  switch (error.code) {
    case "not_found":
      return "It is not there any more. Go back to the list.";
    case "forbidden":
      return "Your role does not allow it. Ask an owner of the shop.";
    case "illegal_transition":
      return "It has moved on since this page was read. Look at its state now.";
    case "order_not_editable":
      return "The order cannot be edited in its present state.";
    case "order_expired":
      return "The time to pay this order is over. Make a new payment link.";
    case "order_incomplete":
      return `The order lacks: ${error.missing.join(", ").replaceAll("_", " ")}.`;
    case "total_changed":
      return "The order’s total has changed. Look at it anew.";
    case "attempt_running":
      return "A payment of this order is on its way. Wait for its end, then try again.";
    case "circuit_open":
    case "gateway_unavailable":
      return "The gateway does not answer at the moment. Try again in a minute.";
    case "order_refused":
      return error.message ?? "Your own service said no to this order.";
    case "order_unchecked":
      return "Your own service could not be asked. Try again in a minute.";
    case "amount_refused":
      return amountWords(error);
    case "amount_exceeds_balance":
      return `At most ${money(error.available)} is left. Enter that or less.`;
    case "currency_mismatch":
      return `The amount must be in ${error.expected}.`;
    case "idempotency_conflict":
      return "This form was sent before with other values. Open it anew.";
    case "capability_missing":
      return "This gateway does not offer it.";
    case "payment_declined":
      return `The provider said no: ${error.decline.code.replaceAll("_", " ")}.`;
    case "provider_unreachable":
      return "The gateway could not be reached. Try again in a minute.";
    case "provider_indeterminate":
      return "The gateway’s answer was lost. It is asked again by itself: do not repeat it by hand.";
    case "provider_rejected_request":
      return `The gateway refused it: ${error.detail}`;
    case "provider_unauthorized":
      return "The gateway did not take its credentials. Check them under Gateways.";
    default:
      throw new Error(`Unknown: ${JSON.stringify(error satisfies never)}`);
  }
}

function amountWords({ refusal }: OneOf<"amount_refused">): string {
  switch (refusal.code) {
    case "amount_too_small":
      return "The gateway takes no amount as small as this.";
    case "amount_too_large":
      return "The gateway takes no amount as large as this.";
    case "amount_off_grain":
      return "The gateway does not take this amount’s last digits. Round it.";
    case "currency_unsupported":
      return "The gateway does not take this currency.";
    default:
      throw new Error(`Unknown: ${JSON.stringify(refusal satisfies never)}`);
  }
}
