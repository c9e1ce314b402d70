import { expectNothingTaken, expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";
import { MARA } from "./pages/checkout-page";

test.use({ javaScriptEnabled: false });

test.describe("without JavaScript", () => {
  test("the whole road works with the external gateway", async ({
    page,
    shop,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    await shop.open();
    await shop.add("linen tea towel");
    await expect(page.getByRole("heading", { name: "Your cart", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "One linen tea towel more" }).click();
    await shop.goToCheckout();

    await checkout.fillContact({ ...MARA, Postcode: "1099" });
    await page.getByRole("button", { name: "Continue to delivery" }).click();
    await expect(
      checkout.errors.getByRole("link", { name: /^Enter a German postcode/ }),
    ).toBeVisible();
    await expect(page).toHaveTitle(/^Error: Contact and address/);
    await expect(page.getByLabel("Full name")).toHaveValue("Mara Vogel");
    await checkout.fillContact({ Postcode: "10999" });
    await checkout.continueToPayment();

    await checkout.payByCode("NB-DECLINE");
    await expect(
      checkout.errors.getByRole("heading", { name: "Northbank Pay said no to this payment" }),
    ).toBeVisible();
    await checkout.payByCode("NB-APPROVE");
    await confirmation.expectThanks("€50.50");
    const order = { id: await confirmation.reference(), path: "", totalMinor: 5050 };
    await expectPaidOnce({ api, sandbox }, order, { provider: "external" });
  });

  test("everything up to the card fields, which say what they need", async ({
    page,
    openCheckout,
    checkout,
    api,
    sandbox,
  }) => {
    const order = await openCheckout({ hasContact: false });
    await checkout.fillContact(MARA);
    await checkout.continueToPayment();
    await checkout.method("Card by Checkout.com").check();
    const need = page.getByText(/^Card fields need JavaScript/).filter({ visible: true });
    await expect(need).toHaveCount(1);
    await checkout.pay.click();
    await expect(
      checkout.errors.getByRole("link", { name: /^Enter the card number/ }),
    ).toBeVisible();
    await expectNothingTaken({ api, sandbox }, order);
  });

  test("an answer that comes later is waited for without a script too", async ({
    page,
    openCheckout,
    checkout,
    api,
    sandbox,
  }) => {
    const order = await openCheckout();
    await checkout.payByCode("NB-LATER");
    await expect(page.getByText("Do not pay again")).toBeVisible();
    await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible({
      timeout: 30_000,
    });
    await expectPaidOnce({ api, sandbox }, order, { provider: "external" });
  });
});
