/** Calls to Checkout.com's half of a sandbox, for tests of what only it has. */
import { randomUUID } from "node:crypto";
import type { IdempotencyKey } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import type { AuthorizeInput, ProviderCall, ProviderTranscript } from "../provider";
import { checkoutComProvider } from ".";
import { type CheckoutComConfig, checkoutComConfigSchema } from "./config";
import { requestCardToken } from "./contract-token";
import { type CheckoutComSource, checkoutComSourceSchema } from "./source";

/** One account, at the sandbox or at any other address. */
export class PaymentsFixture {
  readonly #url: string;
  readonly account: string;
  /** Of the last call. */
  transcripts: ProviderTranscript[] = [];

  constructor(url: string, account: string) {
    this.#url = url;
    this.account = account;
  }

  configOf(over: object = {}): CheckoutComConfig {
    return checkoutComConfigSchema.parse({
      secret_key: `sk_sbox_${this.account}`,
      public_key: `pk_sbox_${this.account}`,
      three_ds: false,
      api_base: this.#url,
      ...over,
    });
  }

  call(over: object = {}): ProviderCall<CheckoutComConfig> {
    const transcripts: ProviderTranscript[] = [];
    this.transcripts = transcripts;
    return {
      config: this.configOf(over),
      idempotencyKey: randomUUID() as IdempotencyKey,
      signal: new AbortController().signal,
      record: (transcript) => transcripts.push(transcript),
    };
  }

  cardToken(number = "4242424242424242"): Promise<string> {
    return requestCardToken(this.#url, `pk_sbox_${this.account}`, number);
  }

  authorize(source: object, over: object = {}) {
    return checkoutComProvider.authorize(this.call(over), input(source));
  }
}

export const input = (
  source: object,
  over: Partial<AuthorizeInput<CheckoutComSource>> = {},
): AuthorizeInput<CheckoutComSource> => ({
  amount: { amountMinor: 6500, currency: "EUR" as CurrencyCode },
  source: checkoutComSourceSchema.parse(source),
  ourReference: `TrapsOrder-${randomUUID().slice(0, 8)}`,
  installationId: "installation-1",
  reference: null,
  returnUrls: {
    success: "http://127.0.0.1:9/checkout_com/success",
    failure: "http://127.0.0.1:9/checkout_com/failure",
  },
  receiptEmail: null,
  document: null,
  ...over,
});
