import { CARD_GATEWAYS } from "./cards";
import { expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";

for (const cards of CARD_GATEWAYS) {
  const { gateway, provider } = cards;

  test.describe(`pays once by ${gateway}`, () => {
    test("when the button is pressed twice", async ({
      openCheckout,
      checkout,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await sandbox.addFault(order.id, { provider, kind: "slow", delayMs: 500 });
      await checkout.enterCard(gateway, cards.pays);
      await checkout.pay.dblclick();
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("from two tabs at the same time", async ({
      page,
      context,
      openCheckout,
      checkout,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      const second = await context.newPage();
      await second.goto(order.path);
      const other = { checkout: checkout.on(second), confirmation: confirmation.on(second) };
      await checkout.enterCard(gateway, cards.pays);
      await other.checkout.enterCard(gateway, cards.pays);
      await Promise.all([checkout.pay.click(), other.checkout.pay.click()]);
      await page.bringToFront();
      await confirmation.expectThanks();
      await second.bringToFront();
      await other.confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("after going back from the confirmation, which comes again", async ({
      page,
      openCheckout,
      checkout,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.payByCard(gateway, cards.pays);
      await confirmation.expectThanks();
      await page.goBack();
      await expect(checkout.pay).toHaveCount(0);
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });
  });
}
