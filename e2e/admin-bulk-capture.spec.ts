import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import { placedAtStripe, type Sides } from "./pages/payment-page";

async function held(sides: Sides) {
  const { order } = await placedAtStripe(sides);
  const { number } = (await sides.api.find(`orders/${order.id}`)).attributes;
  return { id: order.id, number: String(number) };
}

const capturesOf = async (sandbox: Sides["sandbox"], orderId: string) =>
  (await sandbox.book(orderId))
    .filter(({ kind }) => kind === "capture")
    .map(({ amountMinor }) => amountMinor);

/** Until its scripts run, a tick is the browser's own. */
async function choose(page: Page, orders: readonly { number: string }[]): Promise<void> {
  const chosen = page.getByRole("region", { name: "Chosen payments" });
  for (const [at, { number }] of orders.entries()) {
    const box = page.getByRole("checkbox", { name: `Choose order ${number}`, exact: true });
    await expect(async () => {
      await box.uncheck();
      await box.check();
      await expect(chosen).toContainText(`${at + 1} chosen`, { timeout: 500 });
    }).toPass();
  }
}

test.describe("payments chosen in the list", () => {
  for (const role of ["operator", "admin"] as const) {
    test(`are captured together by the ${role === "admin" ? "owner" : role}, each once for a double click`, async ({
      page,
      api,
      sandbox,
      environment,
    }) => {
      const orders = [await held({ api, sandbox }), await held({ api, sandbox })];
      await new AdminPage(page).open("/admin/payments", environment.demo[role]);
      await choose(page, orders);
      const chosen = page.getByRole("region", { name: "Chosen payments" });
      await expect(chosen).toContainText("€130.00 can be captured");
      await chosen.getByRole("button", { name: "Capture €130.00…" }).click();
      const dialog = page.getByRole("dialog", { name: "Capture €130.00?" });
      await expect(dialog).toContainText("All that is still held of 2 payments is taken");
      await dialog.getByRole("button", { name: "Capture €130.00" }).dblclick();
      await expect(page.locator(".toast")).toContainText("2 payments captured: €130.00");
      for (const { id, number } of orders) {
        expect(await capturesOf(sandbox, id)).toEqual([6500]);
        expect(await api.order(id)).toMatchObject({ payment_status: "paid" });
        await expect(new AdminPage(page).row(number)).toContainText("Paid");
      }
      await expect(chosen).toHaveCount(0);
    });
  }

  test("are captured but for one that was cancelled meanwhile, which is named", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    // A page that hears no news: it still offers what is not there any more.
    await page.addInitScript(() => {
      window.EventSource = class extends EventTarget {
        close() {}
      } as unknown as typeof EventSource;
    });
    const [good, gone] = [await held({ api, sandbox }), await held({ api, sandbox })];
    await new AdminPage(page).open("/admin/payments", environment.demo.operator);
    await choose(page, [good, gone]);
    await api.update(gone.id, { type: "orders", attributes: { _cancel: true } });
    await page.getByRole("button", { name: "Capture €130.00…" }).click();
    const dialog = page.getByRole("dialog", { name: "Capture €130.00?" });
    await dialog.getByRole("button", { name: "Capture €130.00" }).click();
    await expect(page.getByText("1 payment captured, 1 not")).toBeVisible();
    await expect(page.getByText(new RegExp(`Order ${gone.number}: .`))).toBeVisible();
    expect(await capturesOf(sandbox, good.id)).toEqual([6500]);
    expect(await capturesOf(sandbox, gone.id)).toEqual([]);
  });

  test("are not offered to whoever may only look", async ({ page, api, sandbox, environment }) => {
    const { number } = await held({ api, sandbox });
    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.viewer);
    await expect(admin.row(number)).toContainText("Authorized");
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Capture/ })).toHaveCount(0);
  });
});
