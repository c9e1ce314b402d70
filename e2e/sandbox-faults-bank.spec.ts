/** What the bank says and what the cardholder does, set in the panel: the shopper's and the merchant's view. */
import { STRIPE } from "./cards";
import { expectNothingTaken, expectPaidOnce } from "./facts";
import { expect, test } from "./sandbox-faults";

test.describe("a fault of the bank", () => {
  test("declines the next payment alone, for the reason that was chosen", async ({
    openStage,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault(
      { gateway: "Checkout.com", answer: "Declines", reason: "20051 Insufficient funds" },
      number,
      `The next payment of order ${number} by Checkout.com is declined for lack of money.`,
    );
    await checkout.page.bringToFront();
    await checkout.payByCard("Checkout.com", STRIPE.pays);
    await checkout.expectErrors("Your bank said no to this card", "not enough money");
    await expectNothingTaken({ api, sandbox }, order);
    await panel.expectPayment(number, "Declined");
    await expect(panel.event("Declined: insufficient funds")).toContainText("code 20051");

    await checkout.payByCard("Checkout.com", STRIPE.pays);
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "checkout_com" });
  });

  test("takes a wrong amount: nobody pays it, and the merchant is told", async ({
    openStage,
    checkout,
    page,
  }) => {
    const { number, panel } = await openStage();
    await panel.setFault(
      { gateway: "External", answer: "Takes a wrong amount" },
      number,
      "is taken with a wrong amount",
    );
    await checkout.payByCode("NB-APPROVE");
    await expect(page.getByRole("status").filter({ hasText: "Do not pay again" })).toBeVisible();
    const item = await panel.admin.expectItem(number);
    await expect(item).toContainText("Wrong amount");
    await expect(item).toContainText("The provider holds €66.00 for an order of €65.00");
    await panel.page.goto("/admin/sandbox");
    await expect(panel.books.getByRole("row").filter({ hasText: number })).toContainText("€66.00");
  });

  test("3DS passes though the card asks for none, and the bank declines after it", async ({
    openStage,
    checkout,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault(
      {
        gateway: "Stripe",
        threeDs: "Passes",
        answer: "Declines",
        reason: "expired_card Card has ended",
      },
      number,
      "passes 3DS and is declined because the card has ended",
    );
    await checkout.payByCard("Stripe", STRIPE.pays);
    await checkout.expectErrors(/bank|card/i, "This card has ended");
    await expectNothingTaken({ api, sandbox }, order);
    await panel.expectPayment(number, "Declined");
    await expect(panel.event("Bank asks the shopper")).toBeVisible();
    await expect(panel.event("Declined: expired card")).toBeVisible();
  });

  test("3DS fails: the shopper may pay again, the merchant reads why", async ({
    openStage,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault({ gateway: "Checkout.com", threeDs: "Fails" }, number, "fails 3DS");
    await checkout.payByCard("Checkout.com", STRIPE.pays);
    await checkout.expectErrors("Your bank could not confirm it was you", "Nothing was taken");
    await panel.expectPayment(number, "Declined");
    await expect(panel.event("Declined: 3DS failed")).toBeVisible();
    await checkout.payByCard("Checkout.com", STRIPE.pays);
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "checkout_com" });
  });

  test("the shopper leaves the bank’s page: the order waits for an answer", async ({
    page,
    openStage,
    checkout,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault(
      { gateway: "Stripe", threeDs: "Leaves the page" },
      number,
      "asks for 3DS, and the shopper leaves the page",
    );
    await checkout.payByCard("Stripe", STRIPE.pays);
    await expect(page.getByRole("heading", { name: "The shopper leaves this page" })).toBeVisible();
    await page.goto(order.path);
    await expect(page.getByText("Your bank waits for your answer")).toBeVisible();
    await panel.expectPayment(number, "Shopper must act");
    expect(await sandbox.book(order.id)).toEqual([]);
    expect((await api.order(order.id)).payment_status).toBe("unpaid");
  });
});
