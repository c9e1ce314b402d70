import { expectNothingTaken, expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";

const provider = "external";

test.describe("external gateway", () => {
  test("a code that it approves places the order", async ({
    openCheckout,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await openCheckout();
    await checkout.payByCode("NB-APPROVE");
    await confirmation.expectThanks();
    await expect(confirmation.receipt).toContainText("Northbank Pay");
    await expectPaidOnce({ api, sandbox }, order, { provider });
  });

  test("a code that it declines loses nothing, and another one pays", async ({
    openCheckout,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await openCheckout();
    await checkout.payByCode("NB-DECLINE");
    await checkout.expectErrors("Northbank Pay said no to this payment", "Nothing was taken");
    await expect(checkout.code).toHaveValue("NB-DECLINE");
    await expectNothingTaken({ api, sandbox }, order);

    await checkout.payByCode("NB-APPROVE");
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider });
  });

  test("not enough money is told as such", async ({ openCheckout, checkout, api, sandbox }) => {
    const order = await openCheckout();
    await checkout.payByCode("NB-LOWFUNDS");
    await checkout.expectErrors(
      "Northbank Pay said no to this payment",
      "There is not enough money on the account.",
    );
    await expectNothingTaken({ api, sandbox }, order);
  });

  test("an answer that comes later: its signed callback places the order", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await openCheckout();
    await checkout.payByCode("NB-LATER");
    await expect(page.getByRole("status").filter({ hasText: "Do not pay again" })).toBeVisible();
    await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeVisible({
      timeout: 30_000,
    });
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider });
  });

  test("a later no leads back to payment by itself", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    api,
    sandbox,
  }) => {
    const order = await openCheckout();
    await checkout.payByCode("NB-LATERNO");
    await expect(page.getByRole("status").filter({ hasText: "Do not pay again" })).toBeVisible();
    await expect(
      checkout.errors.getByRole("heading", { name: "Northbank Pay said no to this payment" }),
    ).toBeVisible({ timeout: 30_000 });
    await expectNothingTaken({ api, sandbox }, order);
    await checkout.payByCode("NB-APPROVE");
    await confirmation.expectThanks();
    await expectPaidOnce({ api, sandbox }, order, { provider });
  });

  test("a missing code is asked for beside its field", async ({ openCheckout, checkout }) => {
    await openCheckout();
    await checkout.payByCode("");
    await checkout.expectErrors("1 thing to put right", "Enter the code that Northbank Pay shows");
    await expect(checkout.code).toHaveAttribute("aria-invalid", "true");
  });
});
