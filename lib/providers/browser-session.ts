import type { JsonObject } from "../json";
import type { Money } from "../money/money";
import type { Result } from "../result";
import type { ProviderCall, ProviderError } from "./provider";

export type BrowserSessionInput = {
  amount: Money;
  /** Of the billing address, else of the shipping address; two capital letters. */
  country: string;
  orderNumber: number;
  installationId: string;
  returnUrls: { success: string; failure: string };
  receiptEmail: string | null;
};

/** The part of the port that a provider without it leaves out: what its browser component starts from. */
export interface BrowserSessions<Config> {
  /**
   * Opens a session for a source that came without a token; the browser makes one with it. Takes no money. Answers what the
   * component is given.
   */
  openSession?(
    call: ProviderCall<Config>,
    input: BrowserSessionInput,
  ): Promise<Result<JsonObject, ProviderError>>;
}
