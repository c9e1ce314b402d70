import type { Api } from "./api";
import { STRIPE } from "./cards";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import type { CheckoutPage } from "./pages/checkout-page";
import type { Sandbox } from "./sandbox";

type World = { api: Api; sandbox: Sandbox; checkout: CheckoutPage };

/** The name under which the shop's payments stand at Stripe, by one of them. */
async function installationIdOf({ api, sandbox }: World): Promise<string> {
  const order = await api.createOrder();
  await api.create({
    type: "stripe_payments",
    attributes: { options: { payment_method: await sandbox.createPaymentMethod(STRIPE.pays) } },
    relationships: { order: { data: { type: "orders", id: order.id } } },
  });
  await api.update(order.id, { type: "orders", attributes: { _place: true } });
  const [entry] = await sandbox.book(order.id);
  return String(entry?.metadata.kassa_installation);
}

test.describe("reconciliation", () => {
  test("an operator compares, finds what is not here, and settles it with a note", async ({
    page,
    api,
    sandbox,
    checkout,
    environment,
  }) => {
    const ghost = await sandbox.ghostAtStripe(await installationIdOf({ api, sandbox, checkout }));
    const admin = new AdminPage(page);
    await admin.open("/admin/reconciliation", environment.demo.operator);
    const gateways = page.getByRole("region", { name: "Gateways" });
    await gateways.getByRole("button", { name: "Run now… Stripe", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: /^Compare our books with Stripe/ });
    await expect(dialog).toContainText("No money moves");
    await dialog.getByLabel("First day").fill("2020-01-01");
    await dialog.getByRole("button", { name: "Compare them" }).click();
    await expect(
      dialog.getByRole("link", { name: "Choose at most 92 days at once" }),
    ).toBeVisible();
    await dialog.getByLabel("First day").fill(await dialog.getByLabel("Last day").inputValue());
    await dialog.getByRole("button", { name: "Compare them" }).click();
    await expect(dialog).toHaveCount(0);
    const newest = page.getByRole("region", { name: "Runs" }).getByRole("row").nth(1);
    await expect(newest).toContainText("Finished", { timeout: 20_000 });
    await expect(newest).toContainText("the same");

    const found = page.getByRole("article").filter({ hasText: ghost });
    await expect(found).toContainText("An authorization of €42.00 is known to Stripe");
    await expect(found).toContainText("Not here");

    await page.goto("/admin/attention");
    const ghosts = page
      .getByRole("region", { name: "Waiting elsewhere" })
      .getByRole("listitem")
      .filter({ hasText: "known to a provider and not here" });
    await expect(ghosts).toContainText("Nobody looks after it yet");
    await ghosts.getByRole("button", { name: "I’ll take it" }).click();
    await expect(page.getByText("It is yours now")).toBeVisible();
    await page.getByRole("navigation", { name: "Whose" }).getByText("Mine").click();
    await expect(page).toHaveURL(/show=mine/);
    await expect(ghosts).toContainText("Tom Brandt looks after it");
    await expect(ghosts.getByRole("button", { name: "I’ll take it" })).toHaveCount(0);
    await ghosts.getByRole("link").click();

    await found.getByRole("button", { name: "Resolve…" }).click();
    const settle = page.getByRole("dialog", { name: "Settle this difference with a note?" });
    await settle.getByRole("button", { name: "Resolve it" }).click();
    await expect(settle.getByRole("link", { name: /Say why/ })).toBeVisible();
    await settle.getByLabel("Why is it right as it is?").fill("Paid at the fair.");
    await settle.getByRole("button", { name: "Resolve it" }).click();
    await expect(page.getByText("Resolved. It opens again only")).toBeVisible();
    await expect(found).toHaveCount(0);
    await page.getByRole("navigation", { name: "Differences" }).getByText("Resolved").click();
    await expect(found).toContainText("Paid at the fair.");
    await expect(found).toContainText(/resolved .* by /);
  });

  test("whoever may only look is offered no key, and told who is", async ({
    page,
    environment,
  }) => {
    const admin = new AdminPage(page);
    await admin.open("/admin/reconciliation", environment.demo.viewer);
    const gateways = page.getByRole("region", { name: "Gateways" });
    await expect(gateways).toContainText("Not offered: your own gateway has no list");
    await expect(page.getByText("You may look. Owners and operators")).toBeVisible();
    await expect(page.getByRole("button", { name: /Run now|Resolve/ })).toHaveCount(0);
  });
});
