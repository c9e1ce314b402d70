/**
 * What every provider must do, through its real client against the sandbox. Each provider's own
 * `*.contract.test.ts` gives a harness; nothing here knows which one it is.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IdempotencyKey, ProviderReference } from "../ids";
import type { JsonObject } from "../json";
import type { CurrencyCode, Money } from "../money/money";
import { describeCancelling, describeChallenges, describeRetrieving } from "./contract-challenges";
import { describeFaults } from "./contract-faults";
import { type BookEntry, book, type ContractSandbox, control, until } from "./contract-sandbox";
import { describeWebhooks } from "./contract-webhooks";
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
  sandbox: ContractSandbox;
  faultProvider: "stripe" | "checkout_com" | "external";
  /** The sandbox's names of the routes, for faults. */
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
    /** Registers the address and gives the configs that hold its secret now, as the one before, and not at all. */
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
      document: this.#harness.document(document),
    };
    const answer = await this.#harness.provider[operation](this.call(over.config, over.key), input);
    if (answer.ok && operation === "capture" && answer.value.kind === "succeeded") {
      this.#capture = answer.value.transactionReference;
    }
    if (answer.ok && answer.value.kind === "pending") await this.settled(operation, amount);
    return answer;
  }

  /** Waits until the provider's own book has it: an accepted operation is decided a moment later. */
  async settled(kind: string, amount: Money): Promise<BookEntry> {
    return await until(async () => {
      const entries = await this.booked(kind);
      return entries.find(({ amountMinor }) => amountMinor === amount.amountMinor) ?? null;
    });
  }

  /** Of the book: what was really charged for this payment. */
  async booked(kind: string): Promise<BookEntry[]> {
    const entries = await book(this.#harness.sandbox, this.ourReference);
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

/** `challenges`: the provider has a source that is challenged. What it cannot do is not asked of it. */
export function describeProviderContract<Config, Source>(
  provider: PaymentProvider<Config, Source>,
  traits: { challenges: boolean },
  open: () => Promise<Omit<ContractHarness<Config, Source>, "provider">>,
): void {
  describe(`${provider.displayName}, as a provider`, () => {
    let opened: ContractHarness<Config, Source> | null = null;
    const harness = () => {
      if (opened === null) throw new Error("The harness is not open yet.");
      return opened;
    };
    const start = () => new ContractPayment(harness());
    beforeAll(async () => {
      opened = { provider, ...(await open()) };
    });
    beforeEach(async () => {
      await control(harness().sandbox, "DELETE", "/faults");
    });
    afterAll(async () => {
      await opened?.close();
    });

    describeAuthorization(harness, start);
    describeOperations(start);
    describeAmounts(harness, start);
    describeFaults(harness, start);
    describeWebhooks(harness, start);
    const { retrieve, cancelActionRequired } = provider.capabilities;
    if (traits.challenges) describe("a challenge", () => describeChallenges(harness, start));
    if (cancelActionRequired) describe("cancel", () => describeCancelling(harness, start));
    if (retrieve) describe("retrieve", () => describeRetrieving(harness, start));
  });
}

type Start<Config, Source> = () => ContractPayment<Config, Source>;

function describeAuthorization<Config, Source>(
  harness: () => ContractHarness<Config, Source>,
  start: Start<Config, Source>,
): void {
  describe("authorize", () => {
    it("holds the whole amount and captures nothing", async () => {
      const payment = start();
      const held = outcome(await payment.authorize("approved"), "succeeded");
      expect(held).toMatchObject({ amount: money(6500), capturedMinor: 0 });
      expect(await payment.booked("authorization")).toMatchObject([
        { amountMinor: 6500, currency: "EUR" },
      ]);
      expect(await payment.booked("capture")).toEqual([]);
    });

    it("answers a refused card as an outcome, with the reason", async () => {
      const payment = start();
      const refused = outcome(await payment.authorize("insufficient_funds"), "declined");
      expect(refused.decline.code).toBe("insufficient_funds");
      expect(refused.decline.raw).not.toBe("");
      const other = outcome(await start().authorize("declined"), "declined");
      expect(other.decline.code).toBe("card_declined");
      expect(await payment.booked("authorization")).toEqual([]);
    });

    it("acts once when a call is repeated under its key", async () => {
      const payment = start();
      const [key, source] = [randomUUID(), await harness().source("approved")];
      if (source === null) throw new Error("There is no approved source.");
      const first = outcome(await payment.authorize("approved", { key, source }), "succeeded");
      const again = outcome(await payment.authorize("approved", { key, source }), "succeeded");
      expect(again.reference).toBe(first.reference);
      expect(await payment.booked("authorization")).toHaveLength(1);
    });

    it("records what was said, without a secret in it", async () => {
      const payment = start();
      await payment.authorize("approved");
      await payment.authorize("declined");
      expect(payment.transcripts.length).toBeGreaterThanOrEqual(2);
      for (const { request, answer } of payment.transcripts) {
        expect(request.path).toMatch(/^\//);
        expect(answer?.status).toBeGreaterThanOrEqual(200);
      }
      const text = JSON.stringify(payment.transcripts);
      for (const secret of [...harness().secrets, "shopper@example.com"]) {
        expect(text).not.toContain(secret);
      }
      expect(text).not.toMatch(/\b(tok|ctoken|sk|whsec)_\w{6}/);
    });
  });
}

function describeOperations<Config, Source>(start: Start<Config, Source>): void {
  const held = async (payment: ContractPayment<Config, Source>) =>
    outcome(await payment.authorize("approved"), "succeeded").reference;
  const done = (answer: ProviderAnswer): void => {
    expect(answer.ok).toBe(true);
    if (answer.ok) expect(["succeeded", "pending"]).toContain(answer.value.kind);
  };

  describe("capture, void and refund", () => {
    it("captures all of it", async () => {
      const payment = start();
      const reference = await held(payment);
      done(await payment.operate("capture", reference, money(6500)));
      expect((await payment.settled("capture", money(6500))).currency).toBe("EUR");
    });

    it("captures a part of it", async () => {
      const payment = start();
      const reference = await held(payment);
      done(await payment.operate("capture", reference, money(2500)));
      expect(await payment.booked("capture")).toMatchObject([{ amountMinor: 2500 }]);
    });

    it("captures once under one key", async () => {
      const payment = start();
      const reference = await held(payment);
      const key = randomUUID();
      done(await payment.operate("capture", reference, money(6500), { key }));
      done(await payment.operate("capture", reference, money(6500), { key }));
      expect(await payment.booked("capture")).toHaveLength(1);
    });

    it("does not capture more than it holds", async () => {
      const payment = start();
      const reference = await held(payment);
      const answer = await payment.operate("capture", reference, money(6600));
      if (answer.ok) expect(answer.value.kind).toBe("declined");
      else expect(answer.error.code).toBe("provider_rejected_request");
      expect(await payment.booked("capture")).toEqual([]);
    });

    it("voids what was not captured, and captures nothing after", async () => {
      const payment = start();
      const reference = await held(payment);
      done(await payment.operate("void", reference, money(6500)));
      const late = await payment.operate("capture", reference, money(6500));
      expect(outcome(late, "declined").decline.raw).not.toBe("");
      expect(await payment.booked("capture")).toEqual([]);
    });

    it("refunds in parts, and never more than was captured", async () => {
      const payment = start();
      const reference = await held(payment);
      done(await payment.operate("capture", reference, money(6500)));
      done(await payment.operate("refund", reference, money(2500)));
      done(await payment.operate("refund", reference, money(4000)));
      const tooMuch = await payment.operate("refund", reference, money(100));
      if (tooMuch.ok) expect(tooMuch.value.kind).toBe("declined");
      else expect(tooMuch.error.code).toBe("provider_rejected_request");
      const refunds = await payment.booked("refund");
      expect(refunds.map(({ amountMinor }) => amountMinor).sort()).toEqual([2500, 4000]);
    });
  });
}

function describeAmounts<Config, Source>(
  harness: () => ContractHarness<Config, Source>,
  start: Start<Config, Source>,
): void {
  describe("amounts", () => {
    it.each([
      [money(6500, "JPY"), 6500],
      [money(1250, "KWD"), 1250],
      [money(99_999_990, "KWD"), 99_999_990],
    ])("charges %o as it is", async (amount, booked) => {
      const payment = start();
      expect(harness().provider.refuseAmount(amount)).toBeNull();
      const held = outcome(await payment.authorize("approved", { amount }), "succeeded");
      expect(held.amount).toEqual(amount);
      expect(await payment.booked("authorization")).toMatchObject([
        { amountMinor: booked, currency: amount.currency },
      ]);
    });

    it("refuses nothing, and less than nothing, before anything is sent", () => {
      for (const amount of [money(0), money(-1)]) {
        expect(harness().provider.refuseAmount(amount)?.code).toBe("amount_too_small");
      }
    });
  });
}
