/**
 * The part of the provider contract that is about trouble: each answer tells whether it may have
 * happened.
 */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  type ContractHarness,
  type ContractOperation,
  type ContractPayment,
  money,
  outcome,
} from "./contract-payment";

type Harness<Config, Source> = () => ContractHarness<Config, Source>;
type Start<Config, Source> = () => ContractPayment<Config, Source>;

/** Only a timeout is waited for impatiently: a busy machine must not bring about another. */
const configFor = <Config, Source>(harness: ContractHarness<Config, Source>, kind: string) =>
  kind.startsWith("timeout_") ? harness.hastyConfig : harness.config;

const MAYBE = { ok: false, error: { code: "provider_indeterminate" } };

export function describeFaults<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  describe("trouble", () => {
    describeUncertainty(harness, start);
    describeCertainty(harness, start);
  });
}

async function breakCall<Config, Source>(
  { bench, faultOperations }: ContractHarness<Config, Source>,
  operation: ContractOperation,
  kind: string,
): Promise<void> {
  await bench.breakNext(faultOperations[operation], kind);
}

async function approved<Config, Source>(harness: ContractHarness<Config, Source>): Promise<Source> {
  const source = await harness.source("approved");
  if (source === null) throw new Error("There is no approved source.");
  return source;
}

function describeUncertainty<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  it.each([
    "timeout_before",
    "timeout_after",
    "error_before",
    "error_after",
    "reset_after",
    "bad_json",
    "rate_limited",
  ])("is indeterminate after %s", async (kind) => {
    const payment = start();
    const source = await approved(harness());
    await breakCall(harness(), "authorize", kind);
    const answer = await payment.authorize("approved", {
      source,
      config: configFor(harness(), kind),
    });
    expect(answer).toMatchObject(MAYBE);
    const text = JSON.stringify([answer, payment.transcripts]);
    for (const secret of harness().secrets) expect(text).not.toContain(secret);
  });

  it.each(["timeout_after", "reset_after"])(
    "finds the one payment again after %s",
    async (kind) => {
      const payment = start();
      const [key, source] = [randomUUID(), await approved(harness())];
      await breakCall(harness(), "authorize", kind);
      const config = configFor(harness(), kind);
      expect((await payment.authorize("approved", { key, source, config })).ok).toBe(false);
      if (harness().provider.capabilities.retrieve) {
        expect(await payment.retrieve(null)).toMatchObject({
          ok: true,
          value: {
            ourReference: payment.ourReference,
            installationId: "installation-1",
            amount: money(6500),
            authorization: { kind: "succeeded" },
            capturedMinor: 0,
          },
        });
      }
      const again = await payment.authorize("approved", { key, source });
      expect(outcome(again, "succeeded").amount).toEqual(money(6500));
      expect(await payment.booked("authorization")).toHaveLength(1);
    },
  );

  it("captures once, though the first answer was lost", async () => {
    const payment = start();
    const { reference } = outcome(await payment.authorize("approved"), "succeeded");
    await breakCall(harness(), "capture", "timeout_after");
    const key = randomUUID();
    const lost = { key, config: harness().hastyConfig };
    expect(await payment.operate("capture", reference, money(6500), lost)).toMatchObject(MAYBE);
    expect((await payment.operate("capture", reference, money(6500), { key })).ok).toBe(true);
    await payment.settled("capture", money(6500));
    expect(await payment.booked("capture")).toHaveLength(1);
  });
}

function describeCertainty<Config, Source>(
  harness: Harness<Config, Source>,
  start: Start<Config, Source>,
): void {
  it("is a clear no where nobody listens", async () => {
    const payment = start();
    const config = harness().unreachableConfig;
    const answer = await payment.authorize("approved", { config });
    expect(answer).toMatchObject({ ok: false, error: { code: "provider_unreachable" } });
    expect(payment.transcripts).toMatchObject([{ answer: null }]);
  });

  it("is a clear no with somebody else's credentials", async () => {
    const payment = start();
    const config = harness().strangerConfig;
    const answer = await payment.authorize("approved", { config });
    expect(answer).toMatchObject({ ok: false, error: { code: "provider_unauthorized" } });
  });

  it("ends at once when the caller has given up", async () => {
    const payment = start();
    const call = { ...payment.call(), signal: AbortSignal.abort() };
    const input = payment.input(await approved(harness()), money(6500));
    const answer = await harness().provider.authorize(call, input);
    expect(answer).toMatchObject({ ok: false, error: { code: "provider_unreachable" } });
  });

  it("tells what the provider says was charged, right or wrong", async () => {
    const payment = start();
    const source = await approved(harness());
    await breakCall(harness(), "authorize", "wrong_amount");
    const held = outcome(await payment.authorize("approved", { source }), "succeeded");
    expect(held.amount.amountMinor).not.toBe(6500);
    expect(await payment.booked("authorization")).toMatchObject([
      { amountMinor: held.amount.amountMinor },
    ]);
  });
}
