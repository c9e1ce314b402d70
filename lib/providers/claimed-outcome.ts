import type { Money } from "../money/money";
import type { ProviderOutcome } from "./provider";
import type { ProviderEvent } from "./provider-event";

/**
 * What a signed event claims by itself, with what it left open taken from what we requested. Null
 * where it claims nothing: then the provider is asked.
 */
export function claimedOutcome(event: ProviderEvent, requested: Money): ProviderOutcome | null {
  const { outcome, unstated = [] } = event;
  if (outcome?.kind !== "succeeded") return outcome;
  const { amountMinor, currency } = outcome.amount;
  return {
    ...outcome,
    amount: {
      amountMinor: unstated.includes("amount") ? requested.amountMinor : amountMinor,
      currency: unstated.includes("currency") ? requested.currency : currency,
    },
  };
}
