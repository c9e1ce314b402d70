import { unreachable } from "../assert";
import { isSameMoney } from "../money/money";
import type { ProviderAnswer, ProviderOutcome } from "../providers/provider";
import { nextCheckAt } from "./check-schedule";
import type { StoredTransaction } from "./store";
import { canSettle, isUnsettled, type TransactionStatus } from "./transaction";

export type Step = {
  status: TransactionStatus;
  set: Partial<StoredTransaction>;
  outcome: ProviderOutcome | null;
};

/** What one answer makes of one unsettled transaction, the order aside. */
export function stepOf(before: StoredTransaction, input: StepInput): Step {
  const places = before.places || input.placesNow;
  if (!input.answer.ok) return { ...errorStep(before, input), outcome: null };
  const outcome = input.answer.value;
  const status: TransactionStatus = outcome.kind;
  const isEnd = !isUnsettled(status);
  // A provider that says again what we know (still pending) moves nothing but the schedule.
  const next = canSettle(before.status, status) ? status : before.status;
  return {
    status: next,
    outcome,
    set: {
      places,
      checksCount: before.checksCount + 1,
      nextCheckAt: isEnd ? null : nextCheckAt(input.now, before.requestedAt),
      settledAt: isEnd ? input.now : null,
      live: before.live && next !== "declined" && next !== "failed",
      detail: detailOf(before, outcome),
      action: outcome.kind === "action_required" ? outcome.action : null,
      ...(outcome.kind === "declined" ? { decline: outcome.decline } : {}),
      ...(before.kind === "authorization" && outcome.reference
        ? { paymentReference: outcome.reference }
        : {}),
      // What was accepted is known by this from now on.
      ...(outcome.kind === "pending" && outcome.transactionReference
        ? { reference: outcome.transactionReference }
        : {}),
      ...(outcome.kind === "succeeded"
        ? { reference: outcome.transactionReference ?? before.reference, amount: outcome.amount }
        : {}),
    },
  };
}

function detailOf(before: StoredTransaction, outcome: ProviderOutcome): string | null {
  if (outcome.kind !== "succeeded" || isSameMoney(outcome.amount, before.amount))
    return before.supersededAt ? before.detail : null;
  return `The provider holds ${outcome.amount.amountMinor} ${outcome.amount.currency}, not ${before.amount.amountMinor} ${before.amount.currency}.`;
}

function errorStep(before: StoredTransaction, input: StepInput): Omit<Step, "outcome"> {
  if (input.answer.ok) throw new Error("Not an error.");
  const { error } = input.answer;
  switch (error.code) {
    case "provider_unreachable":
    case "provider_rejected_request":
    case "provider_unauthorized":
      // Taken up meanwhile, as a look-up says: what a call of ours came to says nothing about that.
      if (!canSettle(before.status, "failed")) return { status: before.status, set: {} };
      return {
        status: "failed",
        set: {
          detail: error.detail,
          live: false,
          settledAt: input.now,
          nextCheckAt: null,
          action: null,
        },
      };
    case "provider_indeterminate": {
      const status = canSettle(before.status, "indeterminate") ? "indeterminate" : before.status;
      return {
        status,
        set: {
          detail: error.detail,
          checksCount: before.checksCount + 1,
          nextCheckAt: nextCheckAt(input.now, before.requestedAt),
        },
      };
    }
    default:
      return unreachable(error);
  }
}

export type StepInput = { answer: ProviderAnswer; placesNow: boolean; now: Date };
