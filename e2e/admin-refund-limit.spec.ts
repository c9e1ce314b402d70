import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import { approvedAtStripe, PaymentPage } from "./pages/payment-page";

// A limit is the whole shop's: it is set so high that no other test's refund meets it.
const BIG = { lines: [{ sku: "ENAMEL-MUG", quantity: 40 }] };

test("a refund above the owner's limit waits for another person, who approves it", async ({
  page,
  browser,
  api,
  sandbox,
  environment,
}) => {
  const { operator, viewer, admin: owner } = environment.demo;
  const { order, paymentId } = await approvedAtStripe(
    { api, sandbox },
    { _approve_and_capture: true },
    BIG,
  );
  const own = new PaymentPage(page);
  await new AdminPage(page).open("/admin/payments/refund-limits", owner);
  await page.getByLabel("Currency").selectOption("EUR");
  await page.getByLabel("Limit", { exact: true }).fill("500,00");
  await page.getByRole("button", { name: "Save the limit" }).click();
  await expect(page.getByText("Refunds above €500.00 need a second person")).toBeVisible();
  await expect(page.getByRole("row", { name: /EUR/ })).toContainText("€500.00");

  const [other, onlooker] = [await browser.newContext(), await browser.newContext()];
  try {
    const theirs = new PaymentPage(await other.newPage());
    await theirs.open(paymentId, operator);
    const dialog = await theirs.ask("Refund…");
    await expect(dialog).toContainText("more than €500.00 in all, a second person");
    await dialog.getByLabel("Amount in EUR").fill("500.01");
    await dialog.getByRole("button", { name: "Refund", exact: true }).click();
    await expect(theirs.toast).toContainText("The refund of €500.01 waits for a second person");
    const requests = theirs.page.getByRole("region", { name: "Refunds above the limit" });
    await expect(requests).toContainText("You asked for it: another owner or operator answers.");
    await expect(requests.getByRole("button")).toHaveCount(0);
    expect((await sandbox.book(order.id)).some(({ kind }) => kind === "refund")).toBe(false);
    await theirs.page.goto("/admin/payments/refund-limits");
    await expect(theirs.page.getByText("Only an owner may change this.")).toBeVisible();
    await expect(theirs.key("Save the limit")).toHaveCount(0);

    const seen = new PaymentPage(await onlooker.newPage());
    await seen.open(paymentId, viewer);
    const waiting = seen.page.getByRole("region", { name: "Refunds above the limit" });
    await expect(waiting).toContainText("€500.01");
    await expect(waiting.getByRole("button")).toHaveCount(0);

    await page.goto("/admin/attention");
    await page.getByRole("link", { name: /€500.01 of order/ }).click();
    const approve = await own.ask("Approve…");
    await expect(approve).toContainText(/This refund.*−€500.01/s);
    await approve.getByRole("button", { name: "Refund €500.01" }).dblclick();
    await expect(own.toast).toContainText("€500.01 refunded");
    await expect(own.event("Refund approved by a second person")).toHaveCount(1);
    const refunds = (await sandbox.book(order.id)).filter(({ kind }) => kind === "refund");
    expect(refunds.map(({ amountMinor }) => amountMinor)).toEqual([50001]);
    await own.expectFoldEqual();
  } finally {
    await Promise.all([other.close(), onlooker.close()]);
    await page.goto("/admin/payments/refund-limits");
    await page.getByLabel("Currency").selectOption("EUR");
    await page.getByRole("button", { name: "Save the limit" }).click();
    await expect(page.getByText("Refunds in EUR need one person")).toBeVisible();
  }
});
