/** The providers' clock is moved for everybody, so these tests have a whole product of their own. */
import { startProduct } from "../scripts/test/product.mjs";
import { STRIPE } from "./cards";
import type { Environment } from "./environment";
import { controlKeyIn } from "./environment";
import type { SandboxPanel } from "./pages/sandbox-panel";
import { expect, test as shared } from "./sandbox-faults";

const test = shared.extend<object, { environment: Environment }>({
  environment: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the first argument.
    async ({}, use) => {
      const product = await startProduct();
      await use({ demo: product.demo(), controlKey: controlKeyIn(product.dataDirectory) });
      await product.stop();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  baseURL: async ({ environment }, use) => use(environment.demo.baseUrl),
});

/** The key of the clock, and the key in its dialog. */
async function move(panel: SandboxPanel, key: string, act: string): Promise<void> {
  await panel.page.getByRole("button", { name: key }).click();
  await panel.page.getByRole("dialog").getByRole("button", { name: act }).click();
  await expect(panel.page.getByText("The providers’ clock")).not.toHaveCount(0);
  await expect(panel.page.getByRole("dialog")).toHaveCount(0);
}

test.describe("the providers' clock", () => {
  test.describe.configure({ mode: "serial", timeout: 90_000 });

  test("a quarter of an hour on, a card check that nobody answered has ended", async ({
    page,
    openStage,
    checkout,
    sandbox,
  }) => {
    const { order, number, panel } = await openStage();
    const leaves = { gateway: "Checkout.com", threeDs: "Leaves the page" } as const;
    await panel.setFault(leaves, number, "the shopper leaves the page");
    await checkout.payByCard("Checkout.com", STRIPE.pays);
    await expect(page.getByRole("heading", { name: "The shopper leaves this page" })).toBeVisible();
    await move(panel, "+15 min…", "Move 15 minutes ahead");
    await expect(panel.page.getByText("15 min ahead of real time")).toBeVisible();

    await page.goto(order.path);
    await checkout.expectErrors("Your bank could not confirm it was you", "Nothing was taken");
    await panel.expectPayment(number, "Declined");
    await expect(panel.event("Declined: 3DS failed")).toBeVisible();
    expect(await sandbox.book(order.id)).toEqual([]);
  });

  test("a week on, a hold that nobody captured has run out, in both books", async ({
    openStage,
    checkout,
    confirmation,
  }) => {
    const { number, panel } = await openStage();
    await checkout.payByCard("Stripe", STRIPE.pays);
    await confirmation.expectThanks();
    await panel.page.reload();
    const row = panel.books.getByRole("row").filter({ hasText: number });
    await expect(row.getByText("€65.00")).toHaveCount(2);

    await move(panel, "+7 days…", "Move 7 days ahead");
    await expect(panel.page.getByText("7 days 15 min ahead of real time")).toBeVisible();
    await panel.expectPayment(number, "Voided");
    await panel.page.goto("/admin/sandbox");
    await expect(row.getByText("€0.00")).toHaveCount(2);

    await move(panel, "Back to real time…", "Go back");
    await expect(panel.page.getByText(/, real time\./)).toBeVisible();
  });
});
