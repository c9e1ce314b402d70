import { type Api, related } from "./api";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import { GatewayPage } from "./pages/gateway-page";

/** A market of the test's own with two ways to pay through the demo's merchant. */
async function openMarket(api: Api, gatewayId: string) {
  const market = await api.create({
    type: "markets",
    attributes: { name: `Market ${crypto.randomUUID().slice(0, 8)}` },
  });
  const method = (name: string) =>
    api.create({
      type: "payment_methods",
      attributes: { name, payment_source_type: "external_payments", price_amount_cents: 0 },
      relationships: {
        market: related("markets", market.id),
        payment_gateway: related("external_gateways", gatewayId),
      },
    });
  const first = await method("Alder Pay");
  const second = await method("Birch Pay");
  const list = `/admin/payment-methods?market=${market.id}`;
  return { marketId: market.id, list, first, second };
}

const gatewayOf = ({ demo }: { demo: { gateways: { external_gateways: { id: string } } } }) =>
  demo.gateways.external_gateways.id;

test.describe("payment methods", () => {
  test("their order, words and limit are the owner’s, and shoppers see each change", async ({
    page,
    api,
    environment,
    checkout,
    confirmation,
  }) => {
    const { list, marketId } = await openMarket(api, gatewayOf(environment));
    const { totalMinor } = await api.createOrder({ marketId });
    const limit = (minor: number) => (minor / 100).toFixed(2);
    await new AdminPage(page).open("/admin/payment-methods", environment.demo.admin);
    await page.goto(list);
    const cards = page.getByRole("main").getByRole("article");
    await expect(cards.getByRole("heading")).toHaveText(["Alder Pay", "Birch Pay"]);
    await cards.nth(1).getByRole("button", { name: "Move up" }).click();
    await expect(cards.getByRole("heading")).toHaveText(["Birch Pay", "Alder Pay"]);
    await cards.nth(0).getByRole("button", { name: "Move down" }).click();
    await expect(cards.getByRole("heading")).toHaveText(["Alder Pay", "Birch Pay"]);
    await cards.nth(1).getByRole("button", { name: "Move up" }).click();
    await expect(cards.getByRole("heading")).toHaveText(["Birch Pay", "Alder Pay"]);

    await cards.nth(0).getByRole("link", { name: "Birch Pay" }).click();
    await page.getByLabel("Name").fill("");
    await page.getByLabel("Capture by itself up to").fill("a lot");
    await page.getByLabel("Description").fill("With the code of your bank");
    await page.getByRole("button", { name: "Save the method" }).click();
    const errors = page.getByRole("main").getByRole("alert");
    await expect(errors).toContainText("Enter a name, like Card.");
    await expect(errors).toContainText("Enter an amount in EUR as digits, like 12.");
    await page.getByLabel("Name").fill("Cedar Pay");
    await page.getByLabel("Capture as soon as it is authorized").check();
    await page.getByLabel("Capture by itself up to").fill(limit(totalMinor - 1));
    await page.getByRole("button", { name: "Save the method" }).click();
    await expect(page.getByText("Cedar Pay is saved.")).toBeVisible();
    await expect(page.getByLabel("Description")).toHaveValue("With the code of your bank");

    const pay = async () => {
      const order = await api.createOrder({ marketId });
      await page.goto(order.path);
      const offered = page.getByRole("radio", { name: / Pay/ });
      await expect(offered).toHaveCount(2);
      await expect(offered.nth(0)).toHaveAccessibleName(/^Cedar Pay/);
      await expect(page.getByText("With the code of your bank")).toBeVisible();
      await checkout.method("Cedar Pay").check();
      await page.getByRole("textbox", { name: "Cedar code" }).fill("NB-APPROVE");
      await checkout.pay.click();
      await confirmation.expectThanks(`€${limit(totalMinor)}`);
      return async () => (await api.order(order.id)).payment_status;
    };
    // Above the limit it waits for somebody, at the limit it does not.
    const waits = await pay();
    expect(await waits()).toBe("authorized");
    await page.goto(list);
    await cards.nth(0).getByRole("link", { name: "Cedar Pay" }).click();
    await page.getByLabel("Capture by itself up to").fill(limit(totalMinor));
    await page.getByRole("button", { name: "Save the method" }).click();
    await expect(page.getByText("Cedar Pay is saved.")).toBeVisible();
    await expect.poll(await pay()).toBe("paid");
    expect(await waits()).toBe("authorized");
  });

  test("one is added, switched off and on, and deleted; one that was paid with stays", async ({
    page,
    api,
    environment,
  }) => {
    const { list, marketId, first } = await openMarket(api, gatewayOf(environment));
    const admin = new GatewayPage(page);
    await new AdminPage(page).open("/admin/payment-methods", environment.demo.admin);
    await page.goto(list);
    await page.getByRole("link", { name: "Add a payment method" }).click();
    await page.getByLabel("Name").fill("Dogwood Pay");
    await page.getByLabel("Gateway").selectOption({ label: "Northbank Pay" });
    await page.getByLabel("Fee").fill("1.50");
    await page.getByLabel("Currency").fill("XYZ");
    await page.getByRole("button", { name: "Add the method" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("three letters");
    await expect(page.getByLabel("Fee")).toHaveValue("1.50");
    await page.getByLabel("Currency").fill("eur");
    await page.getByRole("button", { name: "Add the method" }).click();
    const card = page.getByRole("article", { name: "Dogwood Pay" });
    await expect(card).toContainText("fee €1.50");
    await expect(card).toContainText("EUR");
    await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText([
      "Alder Pay",
      "Birch Pay",
      "Dogwood Pay",
    ]);

    const offered = async () => {
      const order = await api.createOrder({ marketId });
      const found = await api.list(`orders/${order.id}/available_payment_methods`);
      return found.map(({ attributes }) => attributes.name);
    };
    expect(await offered()).toContain("Dogwood Pay");
    await card.getByRole("button", { name: "Switch off…" }).click();
    await expect(admin.dialog).toContainText("Shoppers are offered it no longer");
    await admin.dialog.getByRole("button", { name: "Switch it off" }).click();
    await expect(card.getByText("Off", { exact: true })).toBeVisible();
    expect(await offered()).not.toContain("Dogwood Pay");
    await card.getByRole("button", { name: "Switch on…" }).click();
    await admin.dialog.getByRole("button", { name: "Switch it on" }).click();
    await expect(card.getByText("Off", { exact: true })).toHaveCount(0);
    await card.getByRole("button", { name: "Delete…" }).click();
    await admin.dialog.getByRole("button", { name: "Delete the method" }).click();
    await expect(page.getByText("The payment method is deleted")).toBeVisible();
    await expect(card).toHaveCount(0);

    const order = await api.createOrder({ marketId });
    await api.update(order.id, {
      type: "orders",
      relationships: { payment_method: related("payment_methods", first.id) },
    });
    await page.getByRole("article", { name: "Alder Pay" }).getByText("Delete…").click();
    await admin.dialog.getByRole("button", { name: "Delete the method" }).click();
    await expect(admin.dialog).toContainText("Orders or payments were made with it");
    const told = await api.list(`payment_methods/${first.id}/versions`);
    expect(told.map(({ attributes }) => attributes.event)).toEqual(["payment_method.created"]);
  });

  for (const role of ["operator", "viewer"] as const) {
    test(`are looked at, and not changed, by the ${role}`, async ({ page, api, environment }) => {
      const { list, first } = await openMarket(api, gatewayOf(environment));
      await new AdminPage(page).open("/admin/payment-methods", environment.demo[role]);
      await page.goto(list);
      const main = page.getByRole("main");
      await expect(main.getByText("Payment methods are changed by an owner")).toBeVisible();
      await expect(main.getByRole("article", { name: "Alder Pay" })).toBeVisible();
      await expect(main.getByRole("button")).toHaveCount(0);
      await expect(main.getByRole("link", { name: "Add a payment method" })).toHaveCount(0);
      for (const path of [`/admin/payment-methods/${first.id}`, "/admin/payment-methods/new"]) {
        await page.goto(path);
        await expect(main.getByText("Payment methods are changed by an owner")).toBeVisible();
        await expect(main.getByRole("textbox")).toHaveCount(0);
      }
    });
  }
});
