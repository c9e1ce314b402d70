import type { ProviderReference } from "../ids";
import type { Money } from "../money/money";
import type { Result } from "../result";
import type { ProviderCall, ProviderError, ProviderOutcome } from "./provider";

export type AmountChangeInput = { payment: ProviderReference; amount: Money };

/** The payment as it now stands; not changed: its state does not allow that any more. */
export type AmountChange = { isChanged: boolean; outcome: ProviderOutcome };

/** The part of the port that a provider without it leaves out: there a new source is the way to another amount. */
export interface AmountChanging<Config> {
  /** Has a prepared payment ask for another amount, while nobody has paid it. The same amount again changes nothing. */
  changeAmount?(
    call: ProviderCall<Config>,
    input: AmountChangeInput,
  ): Promise<Result<AmountChange, ProviderError>>;
  /** Attributes that name one payment there: left out where a source begins another. Only with `changeAmount`. */
  readonly paymentAttributes?: readonly string[];
}
