/** Calls to Stripe's half of a sandbox, and a browser's, for tests of intents. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { IdempotencyKey } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import type { AuthorizeInput, ProviderCall, ProviderTranscript } from "../provider";
import { type StripeConfig, stripeConfigSchema } from "./config";
import { type StripeSource, stripeSourceSchema } from "./source";

export const EUR = "EUR" as CurrencyCode;

/** One account of the sandbox. */
export class IntentsFixture {
  readonly #url: string;
  readonly config: StripeConfig;
  /** Of the last call. */
  transcripts: ProviderTranscript[] = [];

  constructor(url: string, account: string) {
    this.#url = url;
    this.config = stripeConfigSchema.parse({
      login: `sk_test_${account}`,
      publishable_key: `pk_test_${account}`,
      api_base: url,
    });
  }

  call(): ProviderCall<StripeConfig> {
    const transcripts: ProviderTranscript[] = [];
    this.transcripts = transcripts;
    return {
      config: this.config,
      idempotencyKey: randomUUID() as IdempotencyKey,
      signal: new AbortController().signal,
      record: (transcript) => transcripts.push(transcript),
    };
  }

  /** As a browser, or with the secret key as a client with a system of its own. */
  async post(path: string, form: Record<string, string>, key = this.config.publishable_key ?? "") {
    const answer = await fetch(`${this.#url}/v1/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body: new URLSearchParams(form),
    });
    return objectSchema.parse(await answer.json());
  }

  confirmationToken(number: string) {
    return this.post("confirmation_tokens", {
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": number,
      "payment_method_data[card][exp_month]": "6",
      "payment_method_data[card][exp_year]": "2035",
      "payment_method_data[card][cvc]": "123",
    });
  }
}

const objectSchema = z.looseObject({ id: z.string(), client_secret: z.string().nullish() });

export const input = (
  source: StripeSource,
  over: Partial<AuthorizeInput<StripeSource>> = {},
): AuthorizeInput<StripeSource> => ({
  amount: { amountMinor: 6500, currency: EUR },
  source: stripeSourceSchema.parse(source),
  ourReference: `IntentsOrd-${randomUUID().slice(0, 8)}`,
  installationId: "installation-1",
  reference: null,
  returnUrls: { success: "http://127.0.0.1:9/thankyou?a=1", failure: "http://127.0.0.1:9/no" },
  receiptEmail: null,
  document: null,
  ...over,
});
