import { CARD_GATEWAYS } from "./cards";
import { expectNothingTaken, expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";

for (const cards of CARD_GATEWAYS) {
  const { gateway, provider } = cards;

  test.describe(`card by ${gateway}`, () => {
    test("pays at once without 3DS, and the confirmation survives a reload", async ({
      page,
      openCheckout,
      checkout,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await expect(checkout.pay).toHaveAccessibleName("Pay €65.00");
      await checkout.payByCard(gateway, cards.pays);
      await confirmation.expectThanks();
      await expect(confirmation.receipt).toContainText("Visa ending 4242");
      await expect(confirmation.receipt).toContainText(gateway);
      await page.reload();
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
      expect((await api.paymentSource(order.id)).type).toBe(cards.sourceType);
    });

    test("a declined card loses nothing, and another one pays", async ({
      page,
      openCheckout,
      checkout,
      bank,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.declined);
      if (cards.declinesAfterBank) await bank.answer("Complete");
      await checkout.expectErrors("Your bank said no to this card", "Nothing was taken");
      await expect(page).toHaveTitle(/^Error: Payment/);
      await expect(page.getByText("mara.vogel@example.com")).toBeVisible();
      await expectNothingTaken({ api, sandbox }, order);

      await checkout.errors.getByRole("link", { name: "Pay with another card" }).click();
      await checkout.payByCard(gateway, cards.pays);
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("insufficient funds: says so, and another way pays at once", async ({
      openCheckout,
      checkout,
      bank,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.lowFunds);
      if (cards.declinesAfterBank) await bank.answer("Complete");
      const digits = cards.lowFunds.slice(-4);
      await checkout.expectErrors(
        "Your bank said no to this card",
        `There is not enough money on the card ending ${digits}.`,
      );
      await expectNothingTaken({ api, sandbox }, order);

      await checkout.errors.getByRole("link", { name: "Pay with Northbank Pay instead" }).click();
      await checkout.payByCode("NB-APPROVE");
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider: "external" });
    });

    test("works on a phone, where the order folds into one line", async ({
      page,
      openCheckout,
      checkout,
      confirmation,
      api,
      sandbox,
    }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const order = await openCheckout();
      const summary = page.getByRole("region", { name: "Order summary" });
      await summary.getByText("Show order (4)").click();
      await expect(summary.getByText("Enamel mug")).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, "no sideways scrolling").toBeLessThanOrEqual(0);
      await checkout.payByCard(gateway, cards.pays);
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });
  });
}
