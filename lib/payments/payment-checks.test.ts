import { describe, expect, it } from "vitest";
import { checksOf } from "./payment-checks";

describe("card checks", () => {
  it("reads Checkout.com's answer", () => {
    const checks = checksOf({
      payment_response: {
        "3ds": { enrolled: "Y", authentication_response: "Y", version: "2.2.0" },
        source: { cvv_check: "Y", avs_check: "S" },
        risk: { flagged: false, score: 12 },
      },
    });
    expect(checks).toEqual([
      { label: "3DS", value: "Passed, version 2.2.0" },
      { label: "Code check", value: "Matched" },
      { label: "Address check", value: "Not checked" },
      { label: "Risk", value: "Not flagged, score 12" },
    ]);
  });
  it("reads Stripe's payment method", () => {
    const card = { checks: { cvc_check: "fail", address_postal_code_check: "pass" } };
    expect(checksOf({ payment_method: { id: "pm_1", card } })).toEqual([
      { label: "Code check", value: "Did not match" },
      { label: "Postcode check", value: "Matched" },
    ]);
  });
  it("reads Stripe's risk, and what kind of card it is", () => {
    const method = {
      card: { funding: "debit", country: "US" },
      risk: { level: "normal", score: 20 },
    };
    expect(checksOf({ payment_method: method })).toEqual([
      { label: "Risk", value: "Low, score 20" },
      { label: "Card type", value: "Debit, US" },
    ]);
    const source = { card_type: "CREDIT", issuer_country: "GB" };
    expect(checksOf({ payment_response: { source } })).toEqual([
      { label: "Card type", value: "Credit, GB" },
    ]);
  });
  it("says nothing of what is not there or of another form", () => {
    expect(checksOf({})).toEqual([]);
    expect(checksOf({ payment_response: null, payment_method: "pm_1" })).toEqual([]);
    expect(checksOf({ payment_response: { foo: "bar", source: 3, risk: [] } })).toEqual([]);
  });
});
