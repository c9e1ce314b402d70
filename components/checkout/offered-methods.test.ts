import { expect, it } from "vitest";
import type { CheckoutView, PaymentMethodView } from "@/lib/orders/checkout-view";
import { offeredMethods } from "./offered-methods";

const method = (set: Partial<PaymentMethodView>): PaymentMethodView => ({
  ...{ id: "m1", name: "Northbank Pay", description: null, sourceType: "external_payments" },
  ...{ publishableKey: null, instructions: null, fieldsOrigin: null, isAway: false },
  ...{ feeMinor: 0, totalMinor: 6500 },
  ...set,
});
const offered = (set: Partial<PaymentMethodView>, isTest = false) => {
  const view: Pick<CheckoutView, "paymentMethods" | "currency" | "isTest"> = {
    paymentMethods: [method(set)],
    currency: "EUR",
    isTest,
  };
  return offeredMethods(view)[0];
};

it("says beside a transfer how it goes, and where the merchant wants the money", () => {
  const hint = offered({ sourceType: "wire_transfers", instructions: "IBAN DE02" })?.hint;
  expect(hint).toMatch(/^Place the order now, .*\n\nIBAN DE02$/);
  expect(offered({ sourceType: "wire_transfers" })?.hint).toMatch(/the reference\.$/);
});

it("says beside a code where it is shown, and in test mode which ones there are", () => {
  expect(offered({})?.hint).toBe("Northbank Pay shows it when you confirm the payment there");
  expect(offered({}, true)?.hint).toContain("NB-APPROVE");
});

it("says under a name what its merchant says, what a card is, or that it is away", () => {
  expect(offered({ sourceType: "stripe_payments" })).toMatchObject({
    ...{ help: "Credit or debit", hint: null },
  });
  expect(offered({ description: "By invoice" })?.help).toBe("By invoice");
  expect(offered({})?.help).toBeNull();
  expect(offered({ feeMinor: 150, totalMinor: 6650 })).toMatchObject({
    help: "€1.50 fee",
    feeNote: "That includes a fee of €1.50 for paying with Northbank Pay.",
  });
  expect(offered({ feeMinor: 150, description: "By invoice" })?.help).toBe(
    "By invoice · €1.50 fee",
  );
  expect(offered({})?.feeNote).toBeNull();
  expect(offered({ isAway: true, description: "By invoice" })?.help).toMatch(/^Does not answer/);
});
