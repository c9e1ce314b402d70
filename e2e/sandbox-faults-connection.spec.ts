/** What becomes of the call, set in the panel: the shopper's and the merchant's view. */
import { STRIPE } from "./cards";
import { expectPaidOnce } from "./facts";
import type { FaultChoice } from "./pages/sandbox-panel";
import { expect, test } from "./sandbox-faults";

const LOST: readonly {
  choice: FaultChoice;
  provider: "stripe" | "checkout_com" | "external";
  sentence: string;
}[] = [
  {
    choice: { gateway: "Stripe", connection: "Lost before it acts" },
    provider: "stripe",
    sentence: "the call is lost before the bank acts",
  },
  {
    choice: { gateway: "Checkout.com", connection: "Cut off after it acts" },
    provider: "checkout_com",
    sentence: "the connection is cut after the bank acted",
  },
  {
    choice: { gateway: "External", connection: "Error 503" },
    provider: "external",
    sentence: "the first call is answered with an error 503 and nothing is done",
  },
];

test.describe("a fault of the connection", () => {
  test.describe.configure({ timeout: 90_000 });

  test("slow: the shopper sees that it is being paid, and then the thanks", async ({
    page,
    openStage,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault({ connection: "Slow, 8 s" }, number, "the answer takes 8 seconds");
    await checkout.payByCode("NB-APPROVE");
    await expect(checkout.pay).toHaveAccessibleName(/^Paying €65.00/);
    await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible({
      timeout: 60_000,
    });
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "external" });
    await panel.expectPayment(number, /Authorized|Paid/);
    await expect(panel.event("no answer")).toHaveCount(0);
  });

  for (const { choice, provider, sentence } of LOST) {
    test(`${choice.connection} by ${choice.gateway}: paid once, and thanked by itself`, async ({
      page,
      openStage,
      checkout,
      confirmation,
      api,
      sandbox,
    }) => {
      const { order, number, panel } = await openStage();
      await panel.setFault(choice, number, sentence);
      if (choice.gateway === "External") await checkout.payByCode("NB-APPROVE");
      else await checkout.payByCard(choice.gateway ?? "Stripe", STRIPE.pays);
      // Between both the shopper reads "Do not pay again", for as long as the next look takes.
      await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible({
        timeout: 60_000,
      });
      await confirmation.expectThanks();
      await expectPaidOnce({ api, sandbox }, order, { provider });
      await panel.expectPayment(number, /Authorized|Paid/);
      await expect(panel.event("Authorization: no answer")).toBeVisible();
      await expect(panel.event("Authorized").first()).toBeVisible();
    });
  }

  test("lost after it acts: both books differ until Kassa has asked again", async ({
    page,
    openStage,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault(
      { gateway: "Checkout.com", connection: "Lost after it acts", webhooks: ["Drop"] },
      number,
      "the answer is lost after the bank acted, and no webhook comes",
    );
    await checkout.payByCard("Checkout.com", STRIPE.pays);
    // The page's own look-ups fail for a moment; then the shopper is gone, and Kassa asks by its schedule.
    await expect.poll(() => sandbox.book(order.id)).toHaveLength(1);
    await sandbox.addFault(order.id, { provider: "checkout_com", kind: "error_before", count: 2 });
    const checking = page.getByRole("status").filter({ hasText: "Do not pay again" });
    await expect(checking).toBeVisible({ timeout: 30_000 });
    await page.goto("about:blank");

    await panel.page.reload();
    const row = panel.books.getByRole("row").filter({ hasText: number });
    await expect(row).toContainText("€65.00 held");
    await expect(row).toContainText("€0.00 nothing");
    await expect(panel.books).toContainText(`${number} differs`);
    await expect(panel.books).toContainText("Kassa asks again in");

    await page.goto(order.path);
    await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible({
      timeout: 60_000,
    });
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "checkout_com" });
    await panel.page.reload();
    await expect(panel.books).not.toContainText(`${number} differs`);
  });
});
