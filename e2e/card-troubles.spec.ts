import type { Page } from "@playwright/test";
import { CARD_GATEWAYS, type GatewayCards } from "./cards";
import { expectNothingTaken, expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";
import type { Sandbox } from "./sandbox";

/** The next card's token is used up by somebody else before the shop can use it. */
async function spendNextToken(page: Page, sandbox: Sandbox, provider: GatewayCards["provider"]) {
  const isToken = new RegExp(`^${sandbox.url}/(tokens|v1/confirmation_tokens)$`);
  await page.route(
    isToken,
    async (route) => {
      const response = await route.fetch();
      const { id, token }: { id?: string; token?: string } = await response.json();
      if (provider === "stripe") await sandbox.spendConfirmationToken(String(id));
      else await sandbox.spendCheckoutComToken(String(token));
      await route.fulfill({ response });
    },
    { times: 1 },
  );
}

for (const cards of CARD_GATEWAYS) {
  const { gateway, provider } = cards;

  test.describe(`trouble with a card by ${gateway}`, () => {
    test("a token that counts no more takes nothing: the card is entered again", async ({
      page,
      openCheckout,
      checkout,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await spendNextToken(page, sandbox, provider);
      await checkout.payByCard(gateway, cards.pays);
      await checkout.expectErrors("The card details ran out of time", "Nothing was taken");
      await expectNothingTaken({ api, sandbox }, order);

      await checkout.payByCard(gateway, cards.pays);
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("an answer that never comes: do not pay again, then the confirmation by itself", async ({
      page,
      openCheckout,
      checkout,
      confirmation,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      // Paid, and nobody says so: neither the answer, nor the webhook, nor the first look-ups.
      const lost = provider === "stripe" ? "timeout_after" : "reset_after";
      await sandbox.addFault(order.id, { provider, kind: lost });
      await sandbox.addFault(order.id, { provider, kind: "webhook_drop", count: 10 });
      await sandbox.addFault(order.id, { provider, kind: "error_before", count: 3 });
      await checkout.payByCard(gateway, cards.pays);
      const status = page.getByRole("status").filter({ hasText: "Do not pay again" });
      await expect(status).toBeVisible({ timeout: 30_000 });
      await expect(checkout.pay).toHaveCount(0);
      await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible({
        timeout: 40_000,
      });
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
    });

    test("empty card fields are named before anything is sent", async ({
      openCheckout,
      checkout,
      api,
      sandbox,
    }) => {
      const order = await openCheckout();
      await checkout.method(`Card by ${gateway}`).check();
      const number = checkout.cardFields(gateway).getByLabel("Card number");
      await number.fill("");
      await checkout.pay.click();
      await checkout.expectErrors("1 thing to put right", "Enter the card number");
      await expect(number).toHaveAttribute("aria-invalid", "true");
      await expectNothingTaken({ api, sandbox }, order);
    });
  });
}
