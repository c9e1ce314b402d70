/** What becomes of the webhooks, set in the panel: the shopper's and the merchant's view. */
import { STRIPE } from "./cards";
import { expectPaidOnce } from "./facts";
import { expect, test } from "./sandbox-faults";

const CHECKING = "Do not pay again";

test.describe("a fault of the webhooks", () => {
  test.describe.configure({ timeout: 90_000 });

  test("dropped: a payment that is answered later stays open on both sides", async ({
    page,
    openStage,
    checkout,
  }) => {
    const { number, panel } = await openStage();
    await panel.setFault({ gateway: "External", webhooks: ["Drop"] }, number, "no webhook comes");
    await checkout.payByCode("NB-LATER");
    await expect(page.getByRole("status").filter({ hasText: CHECKING })).toBeVisible();
    await panel.expectPayment(number, "Pending");
    await expect(panel.event("Authorization pending")).toBeVisible();
    await expect(panel.event("Webhook")).toHaveCount(0);
    await expect(page.getByRole("status").filter({ hasText: CHECKING })).toBeVisible();
  });

  test("late: the shopper waits half a minute, and is thanked by itself", async ({
    page,
    openStage,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault({ webhooks: ["Late, 30 s"] }, number, "each webhook comes 30 s late");
    await checkout.payByCode("NB-LATER");
    await expect(page.getByRole("status").filter({ hasText: CHECKING })).toBeVisible();
    await panel.expectPayment(number, "Pending");
    await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible({
      timeout: 60_000,
    });
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "external" });
    await panel.expectPayment(number, /Authorized|Paid/);
  });

  test("twice, the first tampered with: what is true counts once", async ({
    page,
    openStage,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault(
      { gateway: "External", webhooks: ["Twice", "Tampered"] },
      number,
      "each webhook comes twice and tampered with before it comes true",
    );
    await checkout.payByCode("NB-LATER");
    await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible({
      timeout: 40_000,
    });
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "external" });
    await panel.expectPayment(number, /Authorized|Paid/);
    await expect(panel.event("Webhook applied")).toHaveCount(1);
  });

  test("out of order: the last word comes first, and stands", async ({
    openStage,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    await panel.setFault(
      { gateway: "Stripe", threeDs: "Passes", webhooks: ["Out of order"] },
      number,
      "passes 3DS; each webhook comes out of order",
    );
    await checkout.payByCard("Stripe", STRIPE.pays);
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe" });
    const applied = panel.event("Webhook applied");
    await expect(async () => {
      await panel.openPayment(number);
      await expect(applied).toHaveCount(2, { timeout: 1_000 });
    }).toPass({ timeout: 40_000 });
    await expect(applied.nth(0)).toContainText("amount_capturable_updated");
    await expect(applied.nth(1)).toContainText("requires_action");
    await expect(applied.nth(1)).toContainText("nothing changed");
    await panel.expectPayment(number, /Authorized|Paid/);
  });
});
