/** What the provider contract works with: a harness per provider, and one payment's worth of calls. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { IdempotencyKey, ProviderReference } from "../ids";
import type { JsonObject } from "../json";
import type { CurrencyCode, Money } from "../money/money";
import { type BookEntry, type ContractBench, until } from "./contract-sandbox";
import type {
  AuthorizeInput,
  OperationInput,
  PaymentProvider,
  ProviderAnswer,
  ProviderCall,
  ProviderOutcome,
  ProviderTranscript,
} from "./provider";

export type ContractCase = "approved" | "insufficient_funds" | "declined" | "challenge" | "later";
export type ContractOperation = "authorize" | "capture" | "void" | "refund";

/** What the document of a call is made of, where one is sent. */
export type ContractDocument<Source> = {
  operation: ContractOperation;
  amount: Money;
  ourReference: string;
  /** Null but for an authorization. */
  source: Source | null;
  /** The transaction acted on: a capture's authorization, a refund's capture. */
  parent: ProviderReference | null;
};

export type ContractHarness<Config, Source> = {
  provider: PaymentProvider<Config, Source>;
  bench: ContractBench;
  /** The other side's names of the routes, for faults. */
  faultOperations: Record<ContractOperation, string>;
  config: Config;
  /** The same gateway with little patience. */
  hastyConfig: Config;
  /** The settings under which the challenge's source is challenged, where they are others. */
  challengeConfig?: Config;
  /** The same gateway with credentials that are not its own. */
  strangerConfig: Config;
  /** The same gateway at an address where nobody listens. */
  unreachableConfig: Config;
  /** Of the provider's shape, and of no payment. */
  unknownReference: string;
  /** Values of the config that must stand in no transcript and no error. */
  secrets: readonly string[];
  /** Null where the provider has no such case. */
  source(one: ContractCase): Promise<Source | null>;
  /** Null where no document is sent. */
  document(asked: ContractDocument<Source>): JsonObject | null;
  webhooks: {
    /**
     * Registers the address and gives the configs that hold its secret now, as the one before, and
     * not at all.
     */
    register(url: string): Promise<{ current: Config; rotated: Config; foreign: Config }>;
    /** The payment that makes the sandbox send one. */
    case: ContractCase;
    /** Whether signatures carry a time. */
    timed: boolean;
  };
  close(): Promise<void>;
};

export const money = (amountMinor: number, currency = "EUR"): Money => ({
  amountMinor,
  currency: currency as CurrencyCode,
});

/** One payment's worth of calls, with a reference and keys of its own. */
export class ContractPayment<Config, Source> {
  readonly ourReference = `CtrctOrder-${randomUUID().slice(0, 8)}`;
  readonly transcripts: ProviderTranscript[] = [];
  readonly #harness: ContractHarness<Config, Source>;
  /** The transaction of the last capture. */
  #capture: ProviderReference | null = null;

  constructor(harness: ContractHarness<Config, Source>) {
    this.#harness = harness;
  }

  call(config = this.#harness.config, key: string = randomUUID()): ProviderCall<Config> {
    return {
      config,
      idempotencyKey: key as IdempotencyKey,
      signal: new AbortController().signal,
      record: (transcript) => this.transcripts.push(transcript),
    };
  }

  input(source: Source, amount: Money): AuthorizeInput<Source> {
    return {
      amount,
      source,
      ourReference: this.ourReference,
      installationId: "installation-1",
      reference: null,
      returnUrls: {
        success: "http://127.0.0.1:9/checkout/back?ok",
        failure: "http://127.0.0.1:9/checkout/back?no",
      },
      receiptEmail: "shopper@example.com",
      document: this.#harness.document({
        operation: "authorize",
        amount,
        ourReference: this.ourReference,
        source,
        parent: null,
      }),
    };
  }

  async authorize(
    one: ContractCase,
    over: { amount?: Money; key?: string; config?: Config; source?: Source } = {},
  ): Promise<ProviderAnswer> {
    const source = over.source ?? (await this.#harness.source(one));
    if (source === null) throw new Error(`There is no source for ${one}.`);
    const call = this.call(over.config, over.key);
    return await this.#harness.provider.authorize(
      call,
      this.input(source, over.amount ?? money(6500)),
    );
  }

  async operate(
    operation: "capture" | "void" | "refund",
    payment: ProviderReference,
    amount: Money,
    over: { key?: string; config?: Config } = {},
  ): Promise<ProviderAnswer> {
    const { ourReference } = this;
    const parent = operation === "refund" ? this.#capture : payment;
    const document = { operation, amount, ourReference, source: null, parent };
    const input: OperationInput = {
      payment,
      amount,
      ourReference,
      operationReference: this.operationReference(operation, amount),
      document: this.#harness.document(document),
    };
    const answer = await this.#harness.provider[operation](this.call(over.config, over.key), input);
    if (answer.ok && operation === "capture" && answer.value.kind === "succeeded") {
      this.#capture = answer.value.transactionReference;
    }
    if (answer.ok && answer.value.kind === "pending") await this.settled(operation, amount);
    return answer;
  }

  operationReference(operation: ContractOperation, { amountMinor }: Money): string {
    return `${this.ourReference}-${operation}-${amountMinor}`;
  }

  /**
   * Waits until the provider's own book has it: an accepted operation is decided a moment later.
   */
  async settled(kind: string, amount: Money): Promise<BookEntry> {
    return await until(async () => {
      const entries = await this.booked(kind);
      return entries.find(({ amountMinor }) => amountMinor === amount.amountMinor) ?? null;
    });
  }

  /** Of the book: what was really charged for this payment. */
  async booked(kind: string): Promise<BookEntry[]> {
    const entries = await this.#harness.bench.book(this.ourReference);
    return entries.filter((entry) => entry.kind === kind);
  }

  async retrieve(reference: ProviderReference | null) {
    const { idempotencyKey: _unused, ...call } = this.call();
    const lookup = { reference, ourReference: this.ourReference };
    return await this.#harness.provider.retrieve(call, lookup);
  }
}

/** The outcome of an answer that must be one of this kind. */
export function outcome<K extends ProviderOutcome["kind"]>(
  answer: ProviderAnswer,
  kind: K,
): Extract<ProviderOutcome, { kind: K }> {
  expect(answer).toMatchObject({ ok: true, value: { kind } });
  if (!answer.ok || answer.value.kind !== kind) throw new Error("unreachable");
  return answer.value as Extract<ProviderOutcome, { kind: K }>;
}
