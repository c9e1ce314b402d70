import { CARD_GATEWAYS } from "./cards";
import { expectNothingTaken, expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";

for (const cards of CARD_GATEWAYS) {
  const { gateway, provider } = cards;

  test.describe(`3DS by ${gateway}`, () => {
    test("a passed check places the order", async ({
      openCheckout,
      checkout,
      bank,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.asksTheBank);
      await bank.expectQuestion();
      await expect(bank.facts).toContainText("Halden");
      await expect(bank.facts).toContainText("€65.00");
      await bank.answer("Complete");
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("a failed check takes nothing, and another card pays", async ({
      openCheckout,
      checkout,
      bank,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.asksTheBank);
      await bank.answer("Fail");
      await checkout.expectErrors("Your bank could not confirm it was you", "Nothing was taken");
      await expectNothingTaken({ api, sandbox }, order);

      await checkout.payByCard(gateway, cards.pays);
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("a cancelled check leads back to payment, and the same card may try again", async ({
      openCheckout,
      checkout,
      bank,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.asksTheBank);
      await bank.answer("Cancel");
      await expect(checkout.pay).toHaveAccessibleName("Pay €65.00");
      expect(await sandbox.book(order.id)).toEqual([]);

      await checkout.payByCard(gateway, cards.asksTheBank);
      await bank.answer("Complete");
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("a reload of the bank's page changes nothing", async ({
      page,
      openCheckout,
      checkout,
      bank,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.asksTheBank);
      await bank.expectQuestion();
      await page.reload();
      await bank.answer("Complete");
      await confirmation.expectThanks();
      await page.reload();
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("a closed bank page can be opened again from the order", async ({
      page,
      context,
      openCheckout,
      checkout,
      bank,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.asksTheBank);
      await bank.expectQuestion();
      await page.close();

      const later = await context.newPage();
      const again = { checkout: checkout.on(later), bank: bank.on(later) };
      await later.goto(order.path);
      await expect(later.getByText("Your bank waits for your answer")).toBeVisible();
      await expect(again.checkout.pay).toHaveAccessibleName("Pay €65.00");
      await later.getByRole("link", { name: "Continue to your bank" }).click();
      await again.bank.answer("Complete");
      await expect(later.getByRole("heading", { name: /^Thank you/ })).toBeVisible();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("the webhook alone places the order of a shopper who never comes back", async ({
      page,
      environment,
      consoleErrors,
      openCheckout,
      checkout,
      bank,
      confirmation,
      api,
      sandbox,
    }) => {
      consoleErrors.expect(/ERR_FAILED/);
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.asksTheBank);
      await bank.expectQuestion();
      // The bank has its answer, and then the shopper's telephone dies.
      let wayBack = "";
      await page.route(`${sandbox.url}/3ds/*`, async (route) => {
        const answer = await route.fetch({ maxRedirects: 0 });
        wayBack = answer.headers().location ?? "";
        await route.abort();
      });
      await bank.answer("Complete");
      await expect.poll(() => wayBack).toContain(environment.demo.baseUrl);
      await expectPaidOnce({ api, sandbox }, order, { provider });

      await page.goto(order.path);
      await confirmation.expectThanks();
    });
  });
}
