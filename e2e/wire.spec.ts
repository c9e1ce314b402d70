import { type Api, related } from "./api";
import { expect, test } from "./fixtures";

const INSTRUCTIONS = "Halden Goods GmbH\nIBAN DE02 1203 0000 0000 2020 51";

/** Only this file's orders are in dollars and offered it: others count the ways to pay. */
async function offerTransfers(api: Api, name: string): Promise<void> {
  const gateway = await api.create({
    type: "manual_gateways",
    attributes: { name: "Halden Goods", instructions: INSTRUCTIONS },
  });
  await api.create({
    type: "payment_methods",
    attributes: {
      name,
      payment_source_type: "wire_transfers",
      currency_code: "USD",
      price_amount_cents: 0,
    },
    relationships: { payment_gateway: related("manual_gateways", gateway.id) },
  });
}

test.describe("bank transfer", () => {
  test("is placed with what to send and where, and paid once the merchant says so", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    api,
  }) => {
    await offerTransfers(api, "Bank transfer");
    const order = await openCheckout({ currency: "USD" });
    await checkout.method("Bank transfer").check();
    const hint = page.getByText(/^Place the order now.*2020 51$/s).filter({ visible: true });
    await expect(hint).toHaveCount(1);
    await page.getByRole("button", { name: "Place order" }).click();

    await confirmation.expectThanks("$");
    const { number } = (await api.find(`orders/${order.id}`)).attributes;
    const slip = page.getByRole("main").locator(".notice").filter({ hasText: "Send the money" });
    await expect(slip).toContainText(String(number));
    await expect(slip).toContainText(`$${(order.totalMinor / 100).toFixed(2)}`);
    await expect(slip).toContainText("IBAN DE02 1203 0000 0000 2020 51");
    await expect(page.getByText("Once the money has arrived")).toBeVisible();
    expect(await api.order(order.id)).toMatchObject({
      status: "placed",
      payment_status: "authorized",
    });

    await api.update(order.id, { type: "orders", attributes: { _capture: true } });
    await page.reload();
    await expect(page.getByText(/ is paid\./)).toBeVisible();
    await expect(slip).toHaveCount(0);
  });
});

test.describe("bank transfer without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("is placed by the same button", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    api,
  }) => {
    await offerTransfers(api, "Plain transfer");
    await openCheckout({ currency: "USD" });
    await checkout.method("Plain transfer").check();
    await checkout.pay.click();
    await confirmation.expectThanks("$");
    await expect(page.getByText("IBAN DE02 1203 0000 0000 2020 51")).toBeVisible();
  });
});
