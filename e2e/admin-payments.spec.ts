import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type Api, related } from "./api";
import { STRIPE } from "./cards";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import type { Sandbox } from "./sandbox";

type Sides = { api: Api; sandbox: Sandbox };

/** An order of the test's own, paid (or declined) with a card; answers its number, and what names its payment. */
async function paid({ api, sandbox }: Sides, cardNumber = STRIPE.pays) {
  const order = await api.createOrder();
  const card = await sandbox.createPaymentMethod(cardNumber);
  await api.create({
    type: "stripe_payments",
    attributes: { options: { payment_method: card } },
    relationships: { order: related("orders", order.id) },
  });
  const placing = api.update(order.id, { type: "orders", attributes: { _place: true } });
  // A declined card is refused, and stays a fact.
  await (cardNumber === STRIPE.pays ? placing : placing.catch(() => null));
  const { number } = (await api.find(`orders/${order.id}`)).attributes;
  const source = await api.paymentSource(order.id);
  return { number: String(number), id: source.id, stripeId: String(source.attributes.stripe_id) };
}

/** Its scripts run: before that keys and forms are the browser's own. */
const isAwake = (page: Page) => expect(page.getByText("Live", { exact: true })).toBeVisible();

test.describe("the list of payments", () => {
  test("is searched, filtered and sorted by its address, and says what it did not understand", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const taken = await paid({ api, sandbox });
    const declined = await paid({ api, sandbox }, STRIPE.lowFunds);
    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.viewer);
    await isAwake(page);
    const search = page.getByRole("searchbox", { name: "Search payments" });
    for (const word of [taken.number, taken.stripeId, taken.id]) {
      await search.fill(word);
      await search.press("Enter");
      await expect(page).toHaveURL(`/admin/payments?q=${word}`);
      await expect(admin.row(taken.number)).toBeVisible();
      await expect(admin.row(declined.number)).toHaveCount(0);
    }
    await search.fill("mara.vog");
    await search.press("Enter");
    await expect(admin.row(declined.number)).toBeVisible();

    const filters = page.getByRole("search");
    await filters.getByText("More", { exact: true }).click();
    await filters.getByLabel("Why declined").selectOption({ label: "Insufficient funds" });
    await filters.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/q=mara\.vog&decline=insufficient_funds$/);
    await expect(admin.row(declined.number)).toContainText("Insufficient funds");
    await expect(admin.row(taken.number)).toHaveCount(0);
    await filters.getByText("More: Insufficient funds").click();
    await filters.getByRole("link", { name: "Remove the filter More" }).click();
    await expect(admin.row(taken.number)).toBeVisible();

    await filters.getByText("Amount", { exact: true }).click();
    await filters.getByLabel("Currency").selectOption("EUR");
    await filters.getByLabel("From", { exact: true }).fill("65.00");
    await filters.getByLabel("To", { exact: true }).last().fill("65");
    await filters.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/currency=EUR&min=65\.00&max=65$/);
    await expect(filters.getByText("EUR 65.00 to 65")).toBeVisible();
    await expect(admin.row(taken.number)).toBeVisible();

    await page.getByRole("link", { name: /^Amount/ }).click();
    await expect(page).toHaveURL(/sort=largest$/);
    await expect(page.getByRole("columnheader", { name: /^Amount/ })).toHaveAttribute(
      "aria-sort",
      "descending",
    );
    await page.goto("/admin/payments?state=lost&min=12&from=2026-02-31&sort=odd&older=nonsense");
    const words = page.getByRole("status").filter({ hasText: "4 filters were left out" });
    await expect(words).toContainText("There is no such state of a payment.");
    await expect(words).toContainText("Enter the first day like 2026-11-20.");
    await expect(words).toContainText("Choose the currency of the amount");
    await expect(admin.row(declined.number)).toBeVisible();
    await page.goto("/admin/payments?q=nobody@nowhere.example");
    await expect(page.getByRole("heading", { name: "No payment fits" })).toBeVisible();
  });

  test("counts its views and sums what is shown by currency", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const { number } = await paid({ api, sandbox }, STRIPE.lowFunds);
    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.viewer);
    const views = page.getByRole("navigation", { name: "Views of payments" });
    await expect(views.getByRole("link", { name: /^All \d+$/ })).toBeVisible();
    await views.getByRole("link", { name: /^Declined \d+$/ }).click();
    await expect(page).toHaveURL("/admin/payments?state=declined");
    await expect(admin.row(number)).toBeVisible();
    const totals = page.getByRole("region", { name: "Totals of this view" });
    await expect(totals).toContainText("EUR taken");
    await expect(totals).toContainText("€0.00");
    await expect(totals).toContainText(/\d+ payments?/);
  });

  test("shows what is paid meanwhile without being loaded anew, and keeps the place", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const before = await paid({ api, sandbox });
    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.viewer);
    await isAwake(page);
    const link = admin.row(before.number).getByRole("link");
    await link.focus();
    await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
    const after = await paid({ api, sandbox });
    await expect(admin.row(after.number)).toBeVisible();
    await expect(link).toBeFocused();
    expect(await page.evaluate(() => "isTheSamePage" in window)).toBe(true);
  });

  test("is walked by keys", async ({ page, api, sandbox, environment }) => {
    const { number } = await paid({ api, sandbox });
    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.viewer);
    await isAwake(page);
    await page.keyboard.press("/");
    const search = page.getByRole("searchbox", { name: "Search payments" });
    await expect(search).toBeFocused();
    await page.keyboard.type("mara.vogel");
    await expect(search).toHaveValue("mara.vogel");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=mara\.vogel/);
    await search.blur();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keys of this page" });
    await expect(keys).toContainText("Next payment");
    await page.keyboard.press("Escape");
    await expect(keys).toHaveCount(0);
    const links = page.getByRole("row").getByRole("link", { name: /order \d+$/ });
    await page.keyboard.press("j");
    const first = page.locator(":focus");
    await expect(first).toHaveAccessibleName(/, order \d+$/);
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await expect(links.first()).toBeFocused();
    await page.goto(`/admin/payments?q=${number}`);
    await isAwake(page);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Transactions" })).toBeVisible();
  });

  test("is a file, with the filter of the page", async ({ page, api, sandbox, environment }) => {
    const taken = await paid({ api, sandbox });
    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.viewer);
    await page.goto(`/admin/payments?q=${taken.number}`);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSV of this view" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^payments-\d{4}-\d{2}-\d{2}\.csv$/);
    const [head, line, ...rest] = readFileSync(await file.path(), "utf8").split("\r\n");
    expect(head).toContain("payment,created_at,mode,state");
    expect(line).toContain(`${taken.id},`);
    expect(line).toContain(",EUR,65.00,");
    expect(line).toContain("Mara Vogel,mara.vogel@example.com");
    expect(rest).toEqual([""]);
    const wrong = await page.request.get("/admin/payments/csv?state=lost");
    expect(wrong.status()).toBe(400);
  });

  test("has views that an operator saves, renames and deletes, and a viewer only opens", async ({
    page,
    environment,
  }) => {
    const name = `Large ${Date.now()}`;
    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.operator);
    await expect(page.getByRole("button", { name: "Save view" })).toHaveCount(0);
    await page.goto("/admin/payments?currency=EUR&min=500");
    await page.getByRole("button", { name: "Save view" }).click();
    const dialog = page.getByRole("dialog", { name: "Save this view?" });
    await dialog.getByRole("button", { name: "Save view" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Enter a name");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Save view" }).click();
    await expect(page.getByText(`Saved the view ${name}.`)).toBeVisible();
    const views = page.getByRole("navigation", { name: "Views of payments" });
    await expect(views.getByRole("link", { name })).toHaveAttribute("aria-current", "page");

    await page.getByRole("button", { name: "Rename view…" }).click();
    const rename = page.getByRole("dialog", { name: `Rename ${name}?` });
    await rename.getByLabel("Name").fill(`${name} ones`);
    await rename.getByRole("button", { name: "Rename view" }).click();
    await expect(views.getByRole("link", { name: `${name} ones` })).toBeVisible();

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/sign-in/);
    await admin.open("/admin/payments", environment.demo.viewer);
    await views.getByRole("link", { name: `${name} ones` }).click();
    await expect(page).toHaveURL("/admin/payments?currency=EUR&min=500");
    await expect(page.getByRole("button", { name: /view/ })).toHaveCount(0);

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/sign-in/);
    await admin.open("/admin/payments", environment.demo.admin);
    await views.getByRole("link", { name: `${name} ones` }).click();
    await page.getByRole("button", { name: "Delete view…" }).click();
    const remove = page.getByRole("dialog", { name: `Delete ${name} ones?` });
    await remove.getByRole("button", { name: "Delete view" }).click();
    await expect(page.getByText("The view is deleted.")).toBeVisible();
    await expect(views.getByRole("link", { name: `${name} ones` })).toHaveCount(0);
  });

  test("shows and tells nothing to somebody who is not signed in", async ({ page }) => {
    const file = await page.request.get("/admin/payments/csv");
    expect(file.status()).toBe(401);
    // No content: whoever listens does not ask again.
    const news = await page.request.get("/admin/payments/news");
    expect(news.status()).toBe(204);
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });

    test("is filtered by its form", async ({ page, api, sandbox, environment }) => {
      const { number } = await paid({ api, sandbox });
      const admin = new AdminPage(page);
      await admin.open("/admin/payments", environment.demo.viewer);
      await page.getByRole("searchbox", { name: "Search payments" }).fill(number);
      await page.getByRole("searchbox", { name: "Search payments" }).press("Enter");
      await expect(page).toHaveURL(new RegExp(`q=${number}`));
      await expect(admin.row(number)).toBeVisible();
    });
  });
});
