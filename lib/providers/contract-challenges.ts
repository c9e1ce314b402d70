/**
 * The part of the provider contract about asking: after a challenge only the provider knows how it
 * ended.
 */
import { expect, it } from "vitest";
import type { ProviderReference } from "../ids";
import { type ContractHarness, type ContractPayment, money, outcome } from "./contract-payment";
import { until } from "./contract-sandbox";

type Harness<Config, Source> = () => ContractHarness<Config, Source>;
type Start<Config, Source> = () => ContractPayment<Config, Source>;

async function sendOut<Config, Source>(
  { challengeConfig, config }: ContractHarness<Config, Source>,
  payment: ContractPayment<Config, Source>,
): Promise<{ reference: ProviderReference; url: string }> {
  const over = { config: challengeConfig ?? config };
  const asked = outcome(await payment.authorize("challenge", over), "action_required");
  if (asked.action.kind !== "redirect") throw new Error("There is nowhere to go.");
  return { reference: asked.reference, url: asked.action.url };
}

async function standing<Config, Source>(
  payment: ContractPayment<Config, Source>,
  reference: ProviderReference | null,
) {
  const found = await payment.retrieve(reference);
  if (!found.ok || found.value === null) throw new Error("The payment was not found.");
  return found.value;
}

/** Only for providers that can challenge. */
export function describeChallenges<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  it("leads the shopper out, and holds nothing meanwhile", async () => {
    const payment = start();
    const { reference, url } = await sendOut(harness(), payment);
    expect(url.startsWith(harness().bench.origin)).toBe(true);
    const found = await standing(payment, null);
    expect(found).toMatchObject({ reference, authorization: { kind: "action_required" } });
    expect(await payment.booked("authorization")).toEqual([]);
  });

  it("holds the money once it was passed", async () => {
    const payment = start();
    const { reference, url } = await sendOut(harness(), payment);
    const back = await harness().bench.answerChallenge(url, "complete");
    expect(back.startsWith("http://127.0.0.1:9/checkout/back?ok")).toBe(true);
    const { authorization } = await standing(payment, reference);
    expect(authorization).toMatchObject({
      kind: "succeeded",
      amount: money(6500),
      facts: { instrument: { card_last_digits: expect.stringMatching(/^\d{4}$/) } },
    });
    expect(await payment.booked("authorization")).toHaveLength(1);
  });

  it.each(["fail", "cancel"] as const)("is a decline when it ended with %s", async (end) => {
    const payment = start();
    const { reference, url } = await sendOut(harness(), payment);
    await harness().bench.answerChallenge(url, end);
    const { authorization } = await standing(payment, reference);
    expect(authorization).toMatchObject({
      kind: "declined",
      decline: { code: "authentication_failed" },
    });
    expect(await payment.booked("authorization")).toEqual([]);
  });
}

/** Only with the capability `cancelActionRequired`. */
export function describeCancelling<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  it("ends a payment that waits for its shopper, for ever", async () => {
    const { provider } = harness();
    const payment = start();
    const { reference, url } = await sendOut(harness(), payment);
    const { ourReference } = payment;
    const named = { ourReference, operationReference: `${ourReference}-cancel` };
    const input = { payment: reference, amount: money(6500), ...named, document: null };
    outcome(await provider.cancel(payment.call(), input), "succeeded");
    await harness()
      .bench.answerChallenge(url, "complete")
      .catch(() => null);
    expect((await standing(payment, reference)).authorization.kind).toBe("declined");
    expect(await payment.booked("authorization")).toEqual([]);
    outcome(await provider.cancel(payment.call(), input), "succeeded");
  });
}

/** Only with the capability `retrieve`. */
export function describeRetrieving<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  it("tells what was captured and refunded", async () => {
    const payment = start();
    const { reference } = outcome(await payment.authorize("approved"), "succeeded");
    await payment.operate("capture", reference, money(6500));
    await payment.operate("refund", reference, money(2500));
    const found = await standing(payment, reference);
    expect(found).toMatchObject({
      amount: money(6500),
      authorization: { kind: "succeeded", capturedMinor: 6500 },
      capturedMinor: 6500,
      refundedMinor: 2500,
      voided: false,
    });
    expect(found.operations).toContainEqual(
      expect.objectContaining({
        kind: "refund",
        ourReference: payment.operationReference("refund", money(2500)),
        amountMinor: 2500,
        status: "succeeded",
      }),
    );
  });

  it("counts no refund for what a partial capture released", async () => {
    const payment = start();
    const { reference } = outcome(await payment.authorize("approved"), "succeeded");
    await payment.operate("capture", reference, money(2500));
    expect(await standing(payment, reference)).toMatchObject({
      capturedMinor: 2500,
      refundedMinor: 0,
      voided: false,
    });
  });

  it("knows that an authorization was let go", async () => {
    const payment = start();
    const { reference } = outcome(await payment.authorize("approved"), "succeeded");
    await payment.operate("void", reference, money(6500));
    const found = await until(async () => {
      const now = await standing(payment, reference);
      return now.voided ? now : null;
    });
    expect(found).toMatchObject({ authorization: { kind: "succeeded" }, capturedMinor: 0 });
  });

  it("answers null for what the provider never saw", async () => {
    const nothing = { ok: true, value: null };
    expect(await start().retrieve(null)).toEqual(nothing);
    const unknown = harness().unknownReference as ProviderReference;
    expect(await start().retrieve(unknown)).toEqual(nothing);
  });
}
