import { describe, expect, it } from "vitest";
import type { PaymentMethodView } from "@/lib/payments/payment-view";
import { brandName, methodWords, providerNameOf } from "./method-words";

const method = (given: Partial<PaymentMethodView>): PaymentMethodView => ({
  sourceType: "stripe_payments",
  gatewayName: "Stripe EU",
  methodName: "Card",
  cardBrand: null,
  cardLastDigits: null,
  ...given,
});

describe("what was paid with", () => {
  it("is the card's last digits, else the method, else the gateway", () => {
    const card = method({ cardLastDigits: "4242" });
    expect(methodWords(card)).toEqual({ paidWith: "•••• 4242", by: "Stripe" });
    expect(methodWords(method({}))).toEqual({ paidWith: "Card", by: "Stripe" });
    const external = method({
      sourceType: "external_payments",
      methodName: null,
      gatewayName: "Northbank Pay",
    });
    expect(methodWords(external)).toEqual({ paidWith: "Northbank Pay", by: "External" });
  });
  it("names the provider, and an external gateway by its own name", () => {
    expect(providerNameOf(method({ sourceType: "checkout_com_payments" }))).toBe("Checkout.com");
    const external = method({ sourceType: "external_payments", gatewayName: "Northbank Pay" });
    expect(providerNameOf(external)).toBe("Northbank Pay");
    expect(providerNameOf(method({ sourceType: "wire_transfers" }))).toBe("Bank transfer");
  });
  it.each([
    ["visa", "Visa"],
    ["Visa", "Visa"],
    ["american_express", "American Express"],
    ["Diners Club", "Diners Club"],
    ["constructor", "constructor"],
    ["Sandcard", "Sandcard"],
  ])("spells %s as %s", (brand, name) => {
    expect(brandName(brand)).toBe(name);
  });
});
