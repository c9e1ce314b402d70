import type { Api, NewOrder } from "./api";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import { CheckoutPage } from "./pages/checkout-page";
import { ConfirmationPage } from "./pages/confirmation-page";

const numberOf = async (api: Api, { id }: NewOrder) =>
  String((await api.find(`orders/${id}`)).attributes.number);

test.describe("orders", () => {
  test("one is found, explained, noted beside, archived and brought back", async ({
    page,
    api,
    openCheckout,
    environment,
  }) => {
    const order = await openCheckout();
    await new CheckoutPage(page).payByCode("NB-APPROVE");
    await new ConfirmationPage(page).expectThanks();
    const number = await numberOf(api, order);
    await new AdminPage(page).open("/admin/orders", environment.demo.operator);
    await page.getByLabel("Search orders").fill(number);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`q=${number}`));
    await page.getByRole("link", { name: `Order ${number}` }).click();

    await expect(page.getByRole("heading", { level: 1 })).toContainText(`Order ${number} · €65.00`);
    const lines = page.getByRole("region", { name: "Lines" });
    await expect(lines).toContainText("ENAMEL-MUG");
    await expect(lines.getByText("Total€65.00")).toBeVisible();
    await expect(page.getByRole("region", { name: "Customer" })).toContainText("Mara Vogel");
    await expect(page.getByRole("region", { name: "Shipments" })).toBeVisible();
    const history = page.getByRole("region", { name: "History" });
    await expect(history).toContainText("Order placed");

    await page.getByRole("button", { name: "Add a note…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Add the note" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Write something down first");
    await dialog.getByLabel("Note").fill("Wants it wrapped as a present.");
    await dialog.getByRole("button", { name: "Add the note" }).dblclick();
    await expect(dialog).toHaveCount(0);
    const notes = page.getByRole("list", { name: "Notes, the newest first" });
    await expect(notes.getByRole("listitem")).toHaveCount(1);
    await expect(notes).toContainText("Wants it wrapped as a present.");
    await expect(history.getByRole("listitem").filter({ hasText: "Note added" })).toHaveCount(1);

    await page.getByRole("button", { name: "Archive…" }).click();
    await dialog.getByRole("button", { name: "Archive", exact: true }).click();
    await expect(page.getByText("The order is archived")).toBeVisible();
    await page.goto(`/admin/orders?q=${number}`);
    await expect(page.getByRole("heading", { name: "No order is like that" })).toBeVisible();
    await page.goto(`/admin/orders?q=${number}&archived=yes`);
    await page.getByRole("link", { name: `Order ${number}` }).click();
    await page.getByRole("button", { name: "Bring back…" }).click();
    await dialog.getByRole("button", { name: "Bring back", exact: true }).click();
    await expect(page.getByText("The order is back on the list")).toBeVisible();

    await page.getByRole("region", { name: "Payments" }).getByRole("link").click();
    await expect(page.getByRole("heading", { name: "Transactions" })).toBeVisible();
  });

  test("a viewer looks at all of it and is offered nothing to change", async ({
    page,
    api,
    environment,
  }) => {
    const order = await api.createOrder();
    await new AdminPage(page).open(`/admin/orders/${order.id}`, environment.demo.viewer);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("€65.00");
    await expect(page.getByText("Owners and operators write notes")).toBeVisible();
    await expect(page.getByRole("main").getByRole("button", { name: /…$/ })).toHaveCount(0);
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });

    test("the list is narrowed, and its pages are turned", async ({ page, api, environment }) => {
      const order = await api.createOrder();
      const number = await numberOf(api, order);
      await new AdminPage(page).open("/admin/orders", environment.demo.viewer);
      await page.getByLabel("State").selectOption({ label: "Not placed" });
      await page.getByLabel("Currency").selectOption("EUR");
      await page.getByRole("button", { name: "Show", exact: true }).click();
      await expect(page.getByRole("link", { name: `Order ${number}` })).toBeVisible();
      await page.getByLabel("Payment").selectOption({ label: "Refunded" });
      await page.getByRole("button", { name: "Show", exact: true }).click();
      await expect(page.getByRole("heading", { name: "No order is like that" })).toBeVisible();
      await page.getByRole("link", { name: "Clear" }).click();
      await expect(page).toHaveURL(/\/admin\/orders$/);
    });
  });
});

test.describe("customers", () => {
  test("one is found, shown, to be forgotten, and kept after all", async ({
    page,
    api,
    environment,
  }) => {
    const email = `lina.${Date.now()}@example.com`;
    await api.create({
      type: "orders",
      attributes: { currency_code: "EUR", customer_email: email },
    });
    await new AdminPage(page).open("/admin/customers", environment.demo.operator);
    await page.getByLabel("Search customers").fill(email.slice(0, -6));
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("link", { name: email }).click();
    await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
    await expect(page.getByText("They keep no card with the shop.")).toBeVisible();
    await expect(page.getByRole("link", { name: /^Order / })).toHaveCount(1);

    await page.getByRole("button", { name: "Forget…" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("In 30 days");
    await dialog.getByRole("button", { name: "Forget in 30 days" }).click();
    await expect(page.getByText("This customer is to be forgotten")).toBeVisible();
    await page.getByRole("button", { name: "Keep them…" }).click();
    await dialog.getByRole("button", { name: "Keep this customer" }).click();
    await expect(page.getByText("This customer is to be forgotten")).toHaveCount(0);
  });

  test("a viewer cannot have one forgotten", async ({ page, api, environment }) => {
    const email = `olaf.${Date.now()}@example.com`;
    await api.create({
      type: "orders",
      attributes: { currency_code: "EUR", customer_email: email },
    });
    await new AdminPage(page).open("/admin/customers", environment.demo.viewer);
    await page.getByLabel("Search customers").fill(email);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("link", { name: email }).click();
    await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
    await expect(page.getByRole("button", { name: "Forget…" })).toHaveCount(0);
  });
});
