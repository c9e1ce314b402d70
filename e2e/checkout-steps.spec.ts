import type { Locator, Page } from "@playwright/test";
import { STRIPE } from "./cards";
import { expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";
import { MARA } from "./pages/checkout-page";

/** Presses Tab until the field has the focus: keyboards come everywhere that a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const isThere = await target.evaluate((element) => element === document.activeElement);
    if (isThere) return;
  }
  throw new Error(`Tab does not reach ${target}`);
}

test.describe("checkout", () => {
  test("leads from the shop to the confirmation, with one order all along", async ({
    page,
    shop,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    await shop.open();
    await shop.add("enamel mug");
    await expect(page.getByText("Enamel mug is in your cart")).toBeVisible();
    await shop.add("brass pen");
    await expect(page.getByText("Brass pen is in your cart")).toBeVisible();
    await shop.openCart();
    await shop.goToCheckout();
    await checkout.fillContact(MARA);
    await checkout.continueToPayment();
    await expect(checkout.pay).toHaveAccessibleName("Pay €60.50");
    await checkout.payByCard("Stripe", STRIPE.pays);
    await confirmation.expectThanks("€60.50");
    const id = await confirmation.reference();
    const order = { id, path: new URL(page.url()).pathname, totalMinor: 6050 };
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe" });
    expect((await api.order(id)).customer_email).toBe(MARA["E-mail"]);

    await shop.open();
    await expect(
      page.getByRole("banner").getByRole("link", { name: "Cart 0 items" }),
    ).toBeVisible();
  });

  test("names what is missing in the first step, and clears nothing", async ({
    page,
    openCheckout,
    checkout,
  }) => {
    await openCheckout({ hasContact: false });
    await checkout.fillContact({
      ...MARA,
      "E-mail": "mara.vogel@example",
      Postcode: "1099",
      City: "",
    });
    await page.getByRole("button", { name: "Continue to delivery" }).click();
    await checkout.expectErrors("3 things to put right");
    await expect(page).toHaveTitle(/^Error: Contact and address/);

    await checkout.errors.getByRole("link", { name: /^Enter a German postcode/ }).click();
    await expect(page.getByLabel("Postcode")).toBeFocused();
    for (const label of ["E-mail", "Postcode", "City"]) {
      await expect(page.getByLabel(label, { exact: true })).toHaveAttribute("aria-invalid", "true");
    }
    await expect(page.getByLabel("E-mail", { exact: true })).toHaveValue("mara.vogel@example");
    await expect(page.getByLabel("Full name")).toHaveValue("Mara Vogel");
    await expect(page.getByLabel("Street and number")).toHaveValue("Reichenberger Straße 48");

    await checkout.fillContact({ "E-mail": MARA["E-mail"], Postcode: "10999", City: "Berlin" });
    await checkout.continueToPayment();
    await expect(page).toHaveTitle(/^Payment – Checkout/);
  });

  test("a finished step folds, opens by Edit, and keeps what it held", async ({
    page,
    openCheckout,
    checkout,
  }) => {
    await openCheckout();
    await page.getByRole("link", { name: "Edit Contact and address" }).click();
    await expect(page.getByLabel("Full name")).toHaveValue("Mara Vogel");
    await page.getByLabel("Full name").fill("Mara Lind");
    await page.getByRole("button", { name: "Save and continue" }).click();
    await expect(checkout.pay).toBeVisible();
    await expect(checkout.step("Contact and address")).toContainText("Mara Lind");
  });

  test("a total that changed in another tab takes nothing and is shown first", async ({
    page,
    context,
    shop,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    await shop.open();
    await shop.add("enamel mug");
    await expect(page.getByText("Enamel mug is in your cart")).toBeVisible();
    await shop.openCart();
    await shop.goToCheckout();
    await checkout.fillContact(MARA);
    await checkout.continueToPayment();
    await expect(checkout.pay).toHaveAccessibleName("Pay €18.50");

    const other = await context.newPage();
    await other.goto("/cart");
    await other.getByRole("button", { name: "One enamel mug more" }).click();
    await expect(other.getByRole("link", { name: "Go to checkout, €28.00" })).toBeVisible();

    await page.bringToFront();
    await checkout.payByCard("Stripe", STRIPE.pays);
    await checkout.expectErrors("The total has changed", "It was €18.50 and is now €32.50.");
    await expect(checkout.pay).toHaveAccessibleName("Pay €32.50");
    await expect(page.getByRole("complementary", { name: "Order summary" })).toContainText(
      "€32.50",
    );
    await checkout.payByCard("Stripe", STRIPE.pays);
    await confirmation.expectThanks("€32.50");
    const order = { id: await confirmation.reference(), path: "", totalMinor: 3250 };
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe" });
  });

  test("a cart that is emptied says what to do next", async ({ page, shop, openCheckout }) => {
    await shop.open();
    await shop.add("brass pen");
    await expect(page.getByText("Brass pen is in your cart")).toBeVisible();
    await shop.openCart();
    await page.getByRole("button", { name: "Remove brass pen" }).click();
    await expect(page.getByRole("heading", { name: "Your cart is empty" })).toBeVisible();

    await openCheckout({ lines: [], hasContact: false });
    await expect(page.getByRole("heading", { name: "There is nothing to pay here" })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Pay/ })).toHaveCount(0);
  });

  test("yen have no decimals, on the button and at the provider", async ({
    page,
    shop,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    await shop.open();
    await shop.chooseCurrency("JPY");
    await expect(page.getByText("¥2,400")).toBeVisible();
    await shop.add("enamel mug");
    await expect(page.getByText("Enamel mug is in your cart")).toBeVisible();
    await shop.openCart();
    await shop.goToCheckout();
    await checkout.fillContact(MARA);
    await checkout.continueToPayment();
    await expect(checkout.pay).toHaveAccessibleName("Pay ¥3,100");
    await checkout.payByCard("Stripe", STRIPE.pays);
    await confirmation.expectThanks("¥3,100");
    const order = { id: await confirmation.reference(), path: "", totalMinor: 3100 };
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe", currency: "JPY" });
  });

  test("an unknown order is not found", async ({ page, consoleErrors }) => {
    consoleErrors.expect(/status of 404/);
    const answer = await page.goto("/checkout/nobodyhasthistokennobodyhasthist");
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  });

  test("a keyboard is enough, from the first field to the confirmation", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await openCheckout({ hasContact: false });
    const { keyboard } = page;
    for (const [label, value] of Object.entries(MARA)) {
      await tabTo(page, page.getByLabel(label, { exact: true }));
      await keyboard.type(value);
    }
    await keyboard.press("Enter");
    await expect(checkout.pay).toBeVisible();

    await tabTo(page, checkout.method("Card by Stripe"));
    const fields = checkout.cardFields("Stripe");
    await keyboard.press("Tab");
    await expect(fields.getByLabel("Card number")).toBeFocused();
    await keyboard.type(STRIPE.pays.replaceAll(" ", ""));
    await keyboard.press("Tab");
    await keyboard.type("1234");
    await keyboard.press("Tab");
    await keyboard.type("100");
    await tabTo(page, checkout.pay);
    await keyboard.press("Enter");
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "stripe" });
  });

  test("a lost connection keeps what was typed, and the next press pays once", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    consoleErrors,
    api,
    sandbox,
  }) => {
    consoleErrors.expect(/ERR_(FAILED|INTERNET_DISCONNECTED|CONNECTION)/);
    const order = await openCheckout();
    await checkout.enterCode("NB-APPROVE");
    await page.route(`**${order.path}`, (route) => route.abort("connectionfailed"), { times: 1 });
    await checkout.pay.click();
    await checkout.expectErrors("The connection was lost", "you are still charged once");
    await expect(checkout.code).toHaveValue("NB-APPROVE");
    await checkout.pay.click();
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider: "external" });
  });
});
