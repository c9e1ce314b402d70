import { type Api, related } from "./api";
import type { Environment } from "./environment";
import { expectPaidOnce } from "./facts";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";

/** A market of its own: others count the ways to pay. One of its two costs €1.50. */
async function openMarket(api: Api, { demo }: Environment): Promise<string> {
  const market = await api.create({
    type: "markets",
    attributes: { name: `Market ${crypto.randomUUID().slice(0, 8)}` },
  });
  for (const [name, price_amount_cents] of [
    ["Alder Pay", 0],
    ["Birch Pay", 150],
  ] as const) {
    await api.create({
      type: "payment_methods",
      attributes: { name, payment_source_type: "external_payments", price_amount_cents },
      relationships: {
        market: related("markets", market.id),
        payment_gateway: related("external_gateways", demo.gateways.external_gateways.id),
      },
    });
  }
  return market.id;
}

const euros = (minor: number) => `€${(minor / 100).toFixed(2)}`;

test.describe("a payment method that costs something", () => {
  test("says so before the button, is charged with the order, and stands on every receipt", async ({
    page,
    api,
    sandbox,
    environment,
    checkout,
    openCheckout,
    confirmation,
  }) => {
    const order = await openCheckout({ marketId: await openMarket(api, environment) });
    const withFee = euros(order.totalMinor + 150);
    await expect(page.getByText("€1.50 fee", { exact: true })).toBeVisible();
    await expect(checkout.pay).toHaveText(`Pay ${euros(order.totalMinor)}`);
    await checkout.method("Birch Pay").check();
    await expect(checkout.pay).toHaveText(`Pay ${withFee}`);
    await expect(
      page.getByText("That includes a fee of €1.50 for paying with Birch Pay."),
    ).toBeVisible();

    // A no keeps the method and its fee; the other way to pay costs nothing again.
    const code = page.getByRole("textbox", { name: "Birch code" });
    await code.fill("NB-DECLINE");
    await checkout.pay.click();
    await expect(checkout.errors).toContainText("said no to this payment");
    await expect(page.getByText("Payment fee").filter({ visible: true })).toHaveCount(1);
    await expect(checkout.pay).toHaveText(`Pay ${withFee}`);
    await checkout.method("Alder Pay").check();
    await expect(checkout.pay).toHaveText(`Pay ${euros(order.totalMinor)}`);
    // Its code is its own: the other method is not paid with it.
    await page.getByRole("textbox", { name: "Alder code" }).fill("NB-DECLINE");
    await checkout.method("Birch Pay").check();
    await code.fill("NB-APPROVE");
    await checkout.pay.click();

    await confirmation.expectThanks(withFee);
    await expect(confirmation.receipt).toContainText("Payment fee");
    await expect(confirmation.receipt).toContainText("€1.50");
    const charged = { ...order, totalMinor: order.totalMinor + 150 };
    await expectPaidOnce({ api, sandbox }, charged, { provider: "external" });
    await new AdminPage(page).open(`/admin/orders/${order.id}`, environment.demo.admin);
    await expect(page.getByText("Payment fee")).toBeVisible();
    await expect(page.getByText(withFee, { exact: true }).first()).toBeVisible();
  });
});

test.describe("a payment method that costs something, without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("says the total with its fee before anything is taken", async ({
    page,
    api,
    sandbox,
    environment,
    checkout,
    openCheckout,
    confirmation,
  }) => {
    const order = await openCheckout({ marketId: await openMarket(api, environment) });
    const withFee = euros(order.totalMinor + 150);
    const code = page.getByRole("textbox", { name: "Birch code" });
    await checkout.method("Birch Pay").check();
    await code.fill("NB-APPROVE");
    await checkout.pay.click();
    await expect(checkout.errors).toContainText(
      `It was ${euros(order.totalMinor)} and is now ${withFee}. Nothing was taken.`,
    );
    await expect(checkout.method("Birch Pay")).toBeChecked();
    await code.fill("NB-APPROVE");
    await checkout.pay.click();
    await confirmation.expectThanks(withFee);
    const charged = { ...order, totalMinor: order.totalMinor + 150 };
    await expectPaidOnce({ api, sandbox }, charged, { provider: "external" });
  });
});
