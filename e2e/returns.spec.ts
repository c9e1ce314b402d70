import { STRIPE } from "./cards";
import { expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";

test.describe("a return", () => {
  test("a return by hand, with a status of one's own, places nothing", async ({
    page,
    openCheckout,
    checkout,
    bank,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await openCheckout();
    await checkout.payByCard("Stripe", STRIPE.asksTheBank);
    await bank.expectQuestion();
    const { stripe_id: id, client_secret: secret } = (await api.paymentSource(order.id)).attributes;
    const claim = new URLSearchParams({
      payment_intent: String(id),
      payment_intent_client_secret: String(secret),
      redirect_status: "succeeded",
    });
    await page.goto(`/thankyou?${claim}`);
    expect((await api.order(order.id)).status).not.toBe("placed");
    expect(await sandbox.book(order.id)).toEqual([]);

    await page.goto(order.path);
    await expect(page.getByText("Your bank waits for your answer")).toBeVisible();
    await page.getByRole("link", { name: "Continue to your bank" }).click();
    await bank.answer("Complete");
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe" });
  });

  test("a return that leads to no payment leads to the shop", async ({ page }) => {
    for (const path of [
      "/thankyou?payment_intent=pi_none",
      "/checkout_com/success?cko-session-id=sid_x",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Plain things/);
    }
  });
});
