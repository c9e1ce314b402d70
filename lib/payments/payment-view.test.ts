import { describe, expect, it } from "vitest";
import {
  balanceOf,
  fullNameOf,
  instrumentOf,
  type PaymentSums,
  paymentStateOf,
} from "./payment-view";
import type { TransactionStatus } from "./transaction";

const sums = (given: Partial<PaymentSums>): PaymentSums => ({
  authorizedMinor: 0,
  capturedMinor: 0,
  voidedMinor: 0,
  refundedMinor: 0,
  ...given,
});
const attempt = (status: TransactionStatus, isSuperseded = false) => ({ status, isSuperseded });

describe("the state of a payment", () => {
  it.each([
    [{ authorizedMinor: 6500 }, "authorized"],
    [{ authorizedMinor: 6000 }, "partially_authorized"],
    [{ authorizedMinor: 6500, capturedMinor: 6500 }, "paid"],
    [{ authorizedMinor: 6500, capturedMinor: 4200 }, "partially_paid"],
    [{ authorizedMinor: 6500, capturedMinor: 4200, refundedMinor: 1400 }, "partially_refunded"],
    [{ authorizedMinor: 6500, capturedMinor: 6500, refundedMinor: 6500 }, "refunded"],
    [{ authorizedMinor: 6500, voidedMinor: 6500 }, "voided"],
    [{ authorizedMinor: 6500, voidedMinor: 100 }, "partially_voided"],
  ] as const)("follows its money once some was authorized: %j is %s", (given, state) => {
    const input = { totalMinor: 6500, sums: sums(given), attempt: attempt("succeeded") };
    expect(paymentStateOf(input)).toBe(state);
  });

  it.each([
    "requested",
    "action_required",
    "pending",
    "indeterminate",
    "declined",
    "failed",
  ] as const)("is its newest attempt's before that: %s", (status) => {
    const input = { totalMinor: 6500, sums: sums({}), attempt: attempt(status) };
    expect(paymentStateOf(input)).toBe(status);
  });

  it("says superseded of an attempt that another replaced, unless it was declined before", () => {
    const stateOf = (status: TransactionStatus) =>
      paymentStateOf({ totalMinor: 6500, sums: sums({}), attempt: attempt(status, true) });
    expect(stateOf("action_required")).toBe("superseded");
    expect(stateOf("declined")).toBe("declined");
    expect(stateOf("failed")).toBe("superseded");
  });

  it("keeps what was taken over a later attempt that failed", () => {
    const given = sums({ authorizedMinor: 6500, capturedMinor: 6500 });
    const input = { totalMinor: 6500, sums: given, attempt: attempt("declined") };
    expect(paymentStateOf(input)).toBe("paid");
  });

  it("is unpaid before anything was asked for, and free where nothing is to pay", () => {
    expect(paymentStateOf({ totalMinor: 6500, sums: sums({}), attempt: null })).toBe("unpaid");
    expect(paymentStateOf({ totalMinor: 0, sums: sums({}), attempt: null })).toBe("free");
  });
});

describe("money now", () => {
  it("splits what was authorized into kept, refunded and still open", () => {
    const given = sums({ authorizedMinor: 6500, capturedMinor: 4200, refundedMinor: 1400 });
    expect(balanceOf(given)).toMatchObject({
      keptMinor: 2800,
      refundedMinor: 1400,
      openMinor: 2300,
    });
  });
  it("has nothing open after a void, and is never negative", () => {
    expect(balanceOf(sums({ authorizedMinor: 1, voidedMinor: 1 })).openMinor).toBe(0);
    const provider = sums({ authorizedMinor: 100, capturedMinor: 120, refundedMinor: 130 });
    expect(balanceOf(provider)).toMatchObject({ keptMinor: 0, openMinor: 0 });
  });
});

describe("what was stored as JSON", () => {
  it("reads an instrument, and nothing of one of another form", () => {
    expect(
      instrumentOf({ issuer_type: "card", card_type: "visa", card_last_digits: "4242" }),
    ).toEqual({
      issuer_type: "card",
      issuer: null,
      card_type: "visa",
      card_last_digits: "4242",
      card_expiry_month: null,
      card_expiry_year: null,
    });
    expect(instrumentOf(null)).toBeNull();
    expect(instrumentOf(["visa"])).toBeNull();
  });
  it("joins names", () => {
    expect(fullNameOf("Mara", "Vogel")).toBe("Mara Vogel");
    expect(fullNameOf(null, "Vogel")).toBe("Vogel");
    expect(fullNameOf(null, "")).toBeNull();
  });
});
