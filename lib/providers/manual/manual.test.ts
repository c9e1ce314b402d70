import { describe, expect, it } from "vitest";
import type { IdempotencyKey, ProviderReference } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import type { OperationInput, ProviderTranscript } from "../provider";
import { manualProvider } from ".";
import { manualConfigSchema } from "./config";

const transcripts: ProviderTranscript[] = [];
const config = manualConfigSchema.parse({ instructions: " IBAN DE02 1203 0000 0000 2020 51 " });
const call = {
  config,
  idempotencyKey: "call-1" as IdempotencyKey,
  signal: new AbortController().signal,
  record: (transcript: ProviderTranscript) => void transcripts.push(transcript),
};
const EUR = "EUR" as CurrencyCode;
const amount = { amountMinor: 6500, currency: EUR };

const authorize = () =>
  manualProvider.authorize(call, {
    amount,
    source: {},
    ourReference: "OrderAAAAA-1",
    installationId: "installation",
    reference: null,
    returnUrls: { success: "", failure: "" },
    receiptEmail: null,
    document: null,
  });

const operation = (amountMinor: number): OperationInput => ({
  payment: "OrderAAAAA-1" as ProviderReference,
  amount: { amountMinor, currency: EUR },
  ourReference: "OrderAAAAA-1",
  operationReference: "OrderAAAAA-1-CaptureAAA",
  document: null,
});

describe("a transfer", () => {
  it("is authorized at once, under the name that we gave it, and captured by nobody", async () => {
    const answer = await authorize();
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: "succeeded", reference: "OrderAAAAA-1", amount, capturedMinor: 0 },
    });
    expect(await authorize()).toEqual(answer);
  });

  it("has arrived, will not come or was sent back when the merchant says so, in parts too", async () => {
    for (const act of ["capture", "void", "refund"] as const) {
      const answer = await manualProvider[act](call, operation(2500));
      expect(answer).toMatchObject({
        ok: true,
        value: {
          kind: "succeeded",
          reference: "OrderAAAAA-1",
          transactionReference: "OrderAAAAA-1-CaptureAAA",
          amount: { amountMinor: 2500 },
        },
      });
    }
  });

  it("leaves no trace of a call, because there is none", () => {
    expect(transcripts).toEqual([]);
  });

  it("cannot be asked about, and says who knows", async () => {
    const lookup = { reference: null, ourReference: "OrderAAAAA-1" };
    const refused = await manualProvider.retrieve(call, lookup);
    expect(refused).toMatchObject({ ok: false, error: { code: "provider_rejected_request" } });
    expect(refused.ok ? "" : refused.error.detail).toContain("the merchant says");
    expect(await manualProvider.cancel(call, operation(6500))).toEqual(refused);
    expect(manualProvider.capabilities).toMatchObject({ retrieve: false, list: false });
  });

  it("is told of by no webhook", () => {
    const webhook = { body: new Uint8Array(), headers: new Headers(), receivedAt: new Date(0) };
    expect(manualProvider.parseWebhook(config, webhook).ok).toBe(false);
    expect(manualProvider.readEvent(new Uint8Array())).toBeNull();
  });

  it("is of any amount but none", () => {
    expect(manualProvider.refuseAmount({ amountMinor: 1, currency: EUR })).toBeNull();
    expect(manualProvider.refuseAmount({ amountMinor: 0, currency: EUR })).toMatchObject({
      code: "amount_too_small",
    });
  });

  it("is described in the merchant's words, if there are any", () => {
    expect(manualProvider.instructions?.(config)).toBe("IBAN DE02 1203 0000 0000 2020 51");
    expect(manualProvider.instructions?.(manualConfigSchema.parse({}))).toBeNull();
    const long = { instructions: "x".repeat(2_001) };
    expect(manualConfigSchema.safeParse(long).success).toBe(false);
  });
});
