import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ProviderReference } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import { claimedOutcome } from "../claimed-outcome";
import { externalProvider } from ".";
import { externalConfigSchema } from "./config";

const SECRET = "shared-secret";
const config = externalConfigSchema.parse({ shared_secret: SECRET });
const success = (data: object) => ({ success: true, data });

describe("a callback", () => {
  const read = (body: object) =>
    externalProvider.readEvent(new TextEncoder().encode(JSON.stringify(body)));

  it("ends the action that it names, and says what it left open", () => {
    const data = { action_id: "a1", transaction_token: "t1", amount_cents: 6500 };
    expect(read(success(data))).toMatchObject({
      eventId: "a1:succeeded",
      type: "external_payment.succeeded",
      payment: { reference: "a1" as ProviderReference },
      outcome: { kind: "succeeded", reference: "t1", amount: { amountMinor: 6500 } },
      unstated: ["currency"],
    });
    const body = { success: false, data: { action_id: "a1", error: { code: "expired_card" } } };
    expect(read(body)).toMatchObject({
      eventId: "a1:failed",
      outcome: { kind: "declined", decline: { code: "expired_card" } },
    });
  });

  it("is completed from what was requested, where it is silent", () => {
    const requested = { amountMinor: 6500, currency: "JPY" as CurrencyCode };
    const claim = (data: object) => {
      const event = read(success({ action_id: "a1", transaction_token: "t1", ...data }));
      return event && claimedOutcome(event, requested);
    };
    expect(claim({})).toMatchObject({ amount: requested });
    expect(claim({ amount_cents: 6400 })).toMatchObject({
      amount: { ...requested, amountMinor: 6400 },
    });
    const said = { amount_cents: 1, currency_code: "EUR" };
    expect(claim(said)).toMatchObject({ amount: { amountMinor: 1, currency: "EUR" } });
    const refused = read({ success: false, data: { action_id: "a1" } });
    expect(refused && claimedOutcome(refused, requested)).toMatchObject({ kind: "declined" });
  });

  it("without an action, or success without a token, is none", () => {
    expect(read(success({ transaction_token: "t1" }))).toBeNull();
    expect(read(success({ action_id: "a1" }))).toBeNull();
  });

  it("must be right under each signature that it carries", () => {
    const body = new TextEncoder().encode(
      JSON.stringify(success({ action_id: "a1", transaction_token: "t1" })),
    );
    const plain = createHmac("sha256", SECRET).update(body).digest("base64");
    const seconds = 1_900_000_000;
    const timed = createHmac("sha256", SECRET).update(`${seconds}.`).update(body).digest("hex");
    const parse = (headers: Record<string, string>, at: number) =>
      externalProvider.parseWebhook(config, {
        body,
        headers: new Headers(headers),
        receivedAt: new Date(at * 1000),
      });
    const both = {
      "X-CommerceLayer-Signature": plain,
      "X-Kassa-Signature": `t=${seconds},v1=${timed}`,
    };
    expect(parse(both, seconds).ok).toBe(true);
    expect(parse({ "X-CommerceLayer-Signature": plain }, 0).ok).toBe(true);
    expect(parse({ "X-Kassa-Signature": both["X-Kassa-Signature"] }, seconds).ok).toBe(true);
    expect(parse(both, seconds + 301)).toEqual({
      ok: false,
      error: { code: "timestamp_outside_tolerance" },
    });
    const wrong = { ...both, "X-CommerceLayer-Signature": "AAAA" };
    expect(parse(wrong, seconds)).toEqual({ ok: false, error: { code: "signature_invalid" } });
  });
});
