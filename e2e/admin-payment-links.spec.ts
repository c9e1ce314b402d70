import type { Browser, Page } from "@playwright/test";
import type { Api } from "./api";
import { STRIPE } from "./cards";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import { CheckoutPage, MARA } from "./pages/checkout-page";
import { ConfirmationPage } from "./pages/confirmation-page";

const NEW = "/admin/payment-links/new";

/** Asks for an amount; answers where the shopper pays. */
async function makeLink(page: Page, what: { amount: string; text: string; email?: string }) {
  await page.getByLabel("Amount").fill(what.amount);
  await page.getByLabel("What it is for").fill(what.text);
  await page.getByLabel("Customer’s e-mail").fill(what.email ?? "");
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("heading", { name: "Link", exact: true })).toBeVisible();
  return String(await page.getByText(/\/checkout\//).textContent());
}

/** Somebody else, in a browser of their own. */
async function asShopper<T>(browser: Browser, act: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await act(await context.newPage());
  } finally {
    await context.close();
  }
}

async function orderOf(api: Api, page: Page): Promise<string> {
  const facts = page.getByRole("region", { name: "What it is" });
  const number = await facts.getByRole("link", { name: /^[\w-]+$/ }).textContent();
  const [order] = await api.list(`orders?filter[q][number_eq]=${number}`);
  return String(order?.id);
}

test.describe("payment links", () => {
  test("an operator makes one, a shopper pays it, and it shows Paid with its payment", async ({
    page,
    browser,
    environment,
  }) => {
    const text = `Repair of a bicycle ${Date.now()}`;
    const admin = new AdminPage(page);
    await admin.open(NEW, environment.demo.operator);
    const address = await makeLink(page, { amount: "40", text, email: "mara@example.com" });
    await expect(page.getByRole("heading", { name: "€40.00" })).toBeVisible();
    await expect(page.getByText("Open", { exact: true })).toBeVisible();
    await asShopper(browser, async (shopper) => {
      await shopper.goto(address);
      const summary = shopper.getByRole("complementary", { name: "Order summary" });
      await expect(summary).toContainText(text);
      await new CheckoutPage(shopper).payByCard("Stripe", STRIPE.pays);
      await new ConfirmationPage(shopper).expectThanks("€40.00");
      await shopper.goto(address);
      await expect(shopper).toHaveURL(/confirmation$/);
    });
    await page.goto("/admin/payment-links");
    const row = page.getByRole("row").filter({ hasText: text });
    await expect(row).toContainText("Paid");
    await expect(row).toContainText("€40.00");
    await row.getByRole("link", { name: /the payment of order/ }).click();
    await expect(page.getByRole("heading", { name: "Transactions" })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("€40.00");
  });

  test("one for products asks the shopper for all that is needed", async ({
    page,
    browser,
    environment,
  }) => {
    await new AdminPage(page).open(NEW, environment.demo.admin);
    await page.getByRole("link", { name: "Products of the shop" }).click();
    await page.getByLabel("Product 1").fill("ENAMEL-MUGS");
    await page.getByLabel("Quantity 1").fill("2");
    await page.getByRole("button", { name: "Make the link" }).click();
    const problem = page
      .getByRole("main")
      .getByRole("alert")
      .getByRole("link", { name: /ENAMEL-MUGS is not in/ });
    await problem.click();
    await expect(page.getByLabel("Product 1")).toBeFocused();
    await page.getByLabel("Product 1").fill("ENAMEL-MUG");
    await page.getByRole("button", { name: "Make the link" }).click();
    const address = String(await page.getByText(/\/checkout\//).textContent());
    await asShopper(browser, async (shopper) => {
      await shopper.goto(address);
      const checkout = new CheckoutPage(shopper);
      await checkout.fillContact(MARA);
      await checkout.continueToPayment();
      await checkout.payByCode("NB-APPROVE");
      await new ConfirmationPage(shopper).expectThanks("Enamel mug");
    });
    await page.reload();
    await expect(page.getByText("It was paid: nobody can pay it again.")).toBeVisible();
    await expect(page.getByText("Paid", { exact: true })).toBeVisible();
    await page.getByRole("link", { name: /see the payment/ }).click();
    await expect(page.getByRole("heading", { name: "Transactions" })).toBeVisible();
  });

  test("an expired one says so, and takes no money from a page that was open before", async ({
    page,
    browser,
    api,
    sandbox,
    environment,
  }) => {
    await new AdminPage(page).open(NEW, environment.demo.operator);
    const wish = { amount: "12,50", text: "A deposit", email: "mara@example.com" };
    const address = await makeLink(page, wish);
    const id = await orderOf(api, page);
    await asShopper(browser, async (shopper) => {
      await shopper.goto(address);
      const checkout = new CheckoutPage(shopper);
      await checkout.enterCode("NB-APPROVE");
      await api.update(id, { type: "orders", attributes: { expires_at: "2026-01-01T00:00:00Z" } });
      await checkout.pay.click();
      await expect(shopper.getByRole("heading", { name: "This link has ended" })).toBeVisible();
      await expect(shopper.getByText("Nothing was taken.")).toBeVisible();
      await shopper.reload();
      await expect(shopper.getByRole("heading", { name: "This link has ended" })).toBeVisible();
    });
    expect(await sandbox.book(id)).toEqual([]);
    await page.reload();
    await expect(page.getByText("Expired", { exact: true })).toBeVisible();
  });

  test("a withdrawn one can be paid no more; the history says by whom", async ({
    page,
    browser,
    environment,
  }) => {
    await new AdminPage(page).open(NEW, environment.demo.operator);
    const address = await makeLink(page, { amount: "9.90", text: "A sticker" });
    await page.getByRole("button", { name: "Withdraw…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("€9.90");
    await dialog.getByRole("button", { name: "Withdraw the link" }).click();
    await expect(page.getByText("It was withdrawn: whoever opens it")).toBeVisible();
    await expect(page.getByText("Withdrawn", { exact: true }).first()).toBeVisible();
    await asShopper(browser, async (shopper) => {
      await shopper.goto(address);
      await expect(shopper.getByRole("heading", { name: "This link has ended" })).toBeVisible();
    });
    await page.getByRole("region", { name: "What it is" }).getByRole("link").last().click();
    const history = page.getByRole("region", { name: "History" });
    const told = history.getByRole("listitem").filter({ hasText: "Payment link withdrawn" });
    await expect(told).toHaveCount(1);
    await expect(told).not.toContainText("Somebody of the shop");
  });

  test("says at which field a form is to be mended, and keeps what was typed", async ({
    page,
    environment,
  }) => {
    await new AdminPage(page).open(NEW, environment.demo.operator);
    await page.getByLabel("Amount").fill("forty");
    await page.getByLabel("Customer’s e-mail").fill("mara@example");
    await page.getByRole("button", { name: "Make the link" }).click();
    const summary = page.getByRole("main").getByRole("alert");
    await expect(summary.getByRole("link")).toHaveCount(3);
    await expect(page.getByLabel("Amount")).toHaveValue("forty");
    await expect(page.getByLabel("What it is for")).toHaveAttribute("aria-invalid", "true");
  });

  test("a viewer sees links and makes none, also from a page that was open before", async ({
    page,
    context,
    environment,
  }) => {
    const { operator, viewer } = environment.demo;
    await new AdminPage(page).open(NEW, operator);
    await makeLink(page, { amount: "5", text: "A coffee" });
    await page.goto(NEW);
    await page.getByLabel("Amount").fill("5");
    await page.getByLabel("What it is for").fill("A tea");
    await context.clearCookies();
    const other = await context.newPage();
    await new AdminPage(other).open(NEW, viewer);
    await expect(other.getByText("You may look, and not change")).toBeVisible();
    await other.goto("/admin/payment-links");
    await expect(other.getByRole("link", { name: "New payment link" })).toHaveCount(0);
    await other
      .getByRole("link", { name: /^A coffee/ })
      .first()
      .click();
    await expect(other.getByText("may withdraw it")).toBeVisible();
    await expect(other.getByRole("button", { name: "Withdraw…" })).toHaveCount(0);
    await page.getByRole("button", { name: "Make the link" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(
      "You may look, and not change",
    );
  });
});
