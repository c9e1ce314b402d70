/**
 * What every provider must do, through its real client against the sandbox. Each provider's own
 * `*.contract.test.ts` gives a harness; nothing here knows which one it is.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeCancelling, describeChallenges, describeRetrieving } from "./contract-challenges";
import { describeFaults } from "./contract-faults";
import { describeListing } from "./contract-listing";
import { type ContractHarness, ContractPayment, money, outcome } from "./contract-payment";
import { describeWebhooks } from "./contract-webhooks";
import type { PaymentProvider, ProviderAnswer } from "./provider";

type Start<Config, Source> = () => ContractPayment<Config, Source>;

/**
 * `challenges`: the provider has a source that is challenged. What it cannot do is not asked of it.
 */
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
      await harness().bench.clearFaults();
    });
    afterAll(async () => {
      await opened?.close();
    });

    describeAuthorization(harness, start);
    describeOperations(start);
    describeAmounts(harness, start);
    describeFaults(harness, start);
    describeWebhooks(harness, start);
    const { retrieve, list, cancelActionRequired } = provider.capabilities;
    if (traits.challenges) describe("a challenge", () => describeChallenges(harness, start));
    if (cancelActionRequired) describe("cancel", () => describeCancelling(harness, start));
    if (retrieve) describe("retrieve", () => describeRetrieving(harness, start));
    if (list) describeListing(harness, start);
    it("lists where it says so, and nowhere else", () => {
      expect(provider.list !== undefined).toBe(list);
    });
  });
}

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
