/** The sandbox panel itself: who may do what, what it says, and what it refuses. */
import { expect } from "./fixtures";
import { SandboxPanel } from "./pages/sandbox-panel";
import { test } from "./sandbox-faults";

test.describe("sandbox panel", () => {
  test("a viewer looks, and is told whom to ask", async ({ page, environment }) => {
    const panel = new SandboxPanel(page);
    await panel.open(environment.demo.viewer);
    await expect(page.getByText("Ask an owner or an operator of the shop")).toBeVisible();
    await expect(panel.form).toHaveCount(0);
    await expect(page.getByRole("button", { name: /Set this fault|Stop|ahead|\+/ })).toHaveCount(0);
    await expect(panel.books).toBeVisible();
    await expect(page.getByRole("region", { name: "Cards to try" })).toContainText(
      "4000 0027 6000 3184",
    );
  });

  test("says what is missing, and keeps what was chosen", async ({ openStage }) => {
    const { panel } = await openStage();
    await panel.form.getByRole("button", { name: "Set this fault" }).click();
    const errors = panel.form.getByRole("alert");
    await expect(errors).toContainText("Nothing would go wrong");
    await panel.choose({ connection: "Error 503" }, "999999999");
    await panel.form.getByRole("button", { name: "Set this fault" }).click();
    await expect(errors).toContainText("There is no such order");
    await expect(panel.form.getByLabel("Only of this order")).toHaveAttribute(
      "aria-invalid",
      "true",
    );
    await expect(panel.form.getByRole("radio", { name: "Error 503" })).toBeChecked();
    await panel.choose({ gateway: "External", threeDs: "Passes" }, "");
    await panel.form.getByRole("button", { name: "Set this fault" }).click();
    await expect(errors).toContainText("An external gateway asks for no 3DS");
  });

  test("every payment meets it until it is stopped, and it counts them", async ({
    openStage,
    checkout,
    confirmation,
  }) => {
    const { number, panel } = await openStage();
    const choice = { scope: "Every payment", answer: "Declines" } as const;
    await panel.setFault(choice, number, `Every payment of order ${number} is declined`);
    for (let count = 0; count < 2; count += 1) {
      await checkout.payByCode("NB-APPROVE");
      await checkout.expectErrors("Northbank Pay said no to this payment");
    }
    await panel.page.reload();
    const item = panel.waiting
      .getByRole("listitem")
      .filter({ hasText: `Every payment of order ${number} is declined for lack of money` })
      .filter({ hasText: "Met 2 payments" });
    await item.getByRole("button", { name: "Stop" }).click();
    await expect(item).toHaveCount(0);
    await checkout.payByCode("NB-APPROVE");
    await confirmation.expectThanks();
  });

  test("shows the same by HTTP, as a command to copy", async ({ openStage }) => {
    const { panel } = await openStage();
    await panel.choose({ gateway: "Stripe", threeDs: "Fails" }, "");
    await panel.form.getByText("The same by HTTP").click();
    await expect(panel.form.getByRole("button", { name: "Copy the command" })).toBeVisible();
    await expect(panel.form).toContainText('"provider":"stripe"');
    await expect(panel.form).toContainText('"threeDs":"fails"');
    await expect(panel.form).not.toContainText(/sbk_/);
  });
});
