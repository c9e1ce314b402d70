import { describe, expect, it } from "vitest";
import type { PaymentMethodView } from "@/lib/orders/checkout-view";
import { DECLINE_CODES } from "@/lib/providers/decline";
import { declineOfCard } from "./decline-sentences";
import { declineWords, summaryText, waysOn } from "./pay-errors";

const method = (
  id: string,
  name: string,
  sourceType: PaymentMethodView["sourceType"],
): PaymentMethodView => ({
  id,
  name,
  description: null,
  sourceType,
  feeMinor: 0,
  totalMinor: 6500,
  publishableKey: null,
  instructions: null,
  isAway: false,
  fieldsOrigin: null,
});
const METHODS = [
  method("m1", "Card by Stripe", "stripe_payments"),
  method("m2", "Card by Checkout.com", "checkout_com_payments"),
  method("m3", "Northbank Pay", "external_payments"),
];
const declined = (methodId: string | null) =>
  ({ methodId, code: "insufficient_funds", lastDigits: "3670" }) as const;

describe("the ways on after a decline", () => {
  it("offers another card at the same gateway first, then what is no card", () => {
    expect(waysOn(declined("m2"), METHODS)).toEqual([
      { methodId: "m2", href: "#card-m2", text: "Pay with another card" },
      { methodId: "m3", href: "#method-m3", text: "Pay with Northbank Pay instead" },
    ]);
  });
  it("leaves out what does not answer at the moment", () => {
    const away = METHODS.map((one) => ({ ...one, isAway: one.id === "m2" }));
    expect(waysOn(declined("m2"), away)).toEqual([
      { methodId: "m1", href: "#card-m1", text: "Pay with another card" },
      { methodId: "m3", href: "#method-m3", text: "Pay with Northbank Pay instead" },
    ]);
  });
  it("offers the same account again first, then every card", () => {
    expect(waysOn(declined("m3"), METHODS).map((way) => way.text)).toEqual([
      "Try Northbank Pay again",
      "Pay with Card by Stripe instead",
      "Pay with Card by Checkout.com instead",
    ]);
  });
  it("falls back to the first card where the method is gone", () => {
    expect(waysOn(declined("m9"), METHODS)[0]?.methodId).toBe("m1");
    expect(waysOn(declined(null), [])).toEqual([]);
  });
});

describe("the words of a decline", () => {
  it("speak of a card only where one was used", () => {
    expect(declineWords(declined("m2"), METHODS).sentence).toContain("the card ending 3670");
    expect(declineWords(declined("m3"), METHODS).sentence).not.toContain("card");
  });
  it("say in the summary what the heading has not said", () => {
    const words = declineOfCard("insufficient_funds", "3670");
    expect(summaryText(words)).toBe("There is not enough money on the card ending 3670.");
    for (const code of DECLINE_CODES) {
      const text = summaryText(declineOfCard(code, null));
      expect(text).not.toBe("");
      expect(text.startsWith(declineOfCard(code, null).title)).toBe(false);
    }
  });
});
