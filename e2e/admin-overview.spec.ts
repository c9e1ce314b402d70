import { STRIPE } from "./cards";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";

test.describe("the overview", () => {
  test("has figures with charts and the same in tables, for each period", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    environment,
  }) => {
    await openCheckout();
    await checkout.payByCode("NB-DECLINE");
    await checkout.expectErrors("Northbank Pay said no to this payment");
    await openCheckout();
    await checkout.payByCard("Stripe", STRIPE.pays);
    await confirmation.expectThanks();

    const admin = new AdminPage(page);
    await page.goto("/admin");
    await admin.signIn(environment.demo.admin);
    await page.waitForURL("**/admin/overview");
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    for (const name of ["Taken", "Acceptance", "To capture", "Refunded"]) {
      await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
    }
    await expect(
      page.getByRole("img", { name: /^Taken per day in EUR, last 30 days/ }),
    ).toBeVisible();
    await expect(page.getByRole("table", { name: "Taken per week" })).toContainText("€");
    const gateways = page.getByRole("table", { name: "Acceptance by gateway" });
    await expect(gateways.getByRole("row", { name: /^All gateways/ })).toBeVisible();
    await expect(page.getByRole("img", { name: /^Declines by reason: .*\d/ })).toBeVisible();
    const steps = page.getByRole("table", { name: "Checkout by step" });
    await expect(steps.getByRole("row", { name: /^Order placed [1-9]/ })).toBeVisible();
    await expect(page.getByRole("table", { name: "3DS outcomes" })).toContainText("Not used");

    const periods = page.getByRole("navigation", { name: "Period" });
    await expect(periods.getByRole("link", { name: "30 days" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await periods.getByRole("link", { name: "Today" }).click();
    await expect(page).toHaveURL(/days=1&currency=EUR/);
    await expect(page.getByRole("table", { name: "Taken today and yesterday" })).toBeVisible();
    await periods.getByRole("link", { name: "7 days" }).click();
    await expect(page.getByRole("table", { name: "Taken per day" })).toBeVisible();
    await periods.getByRole("link", { name: "90 days" }).click();
    await expect(page.getByRole("img", { name: /last 90 days/ })).toBeVisible();

    await page.getByRole("link", { name: "Show declined payments" }).click();
    await expect(page).toHaveURL(/\/admin\/payments\?period=90&state=declined&currency=EUR/);
    await expect(page.getByRole("heading", { level: 1, name: "Payments" })).toBeVisible();
  });

  test("is for each currency alone, and for whoever may look", async ({
    page,
    api,
    checkout,
    confirmation,
    environment,
  }) => {
    const order = await api.createOrder({ currency: "USD" });
    await page.goto(order.path);
    await checkout.payByCard("Stripe", STRIPE.pays);
    await confirmation.expectThanks("$75.00");
    const admin = new AdminPage(page);
    await admin.open("/admin/overview", environment.demo.viewer);
    await page
      .getByRole("navigation", { name: "Currency" })
      .getByRole("link", { name: "USD" })
      .click();
    await expect(page).toHaveURL(/currency=USD/);
    await expect(page.getByRole("img", { name: /^Taken per day in USD/ })).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("€");
  });
});
