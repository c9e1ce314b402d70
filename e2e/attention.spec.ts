import { type Api, type NewOrder, related } from "./api";
import { CONTESTED } from "./cards";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import type { Sandbox } from "./sandbox";

type Sides = { api: Api; sandbox: Sandbox };

/** An order paid with the card whose holder contests it; answers its number and the payment at Stripe. */
async function contested({ api, sandbox }: Sides, order: NewOrder) {
  const card = await sandbox.createPaymentMethod(CONTESTED);
  await api.create({
    type: "stripe_payments",
    attributes: { options: { payment_method: card } },
    relationships: { order: related("orders", order.id) },
  });
  await api.update(order.id, { type: "orders", attributes: { _place: true } });
  const payment = String((await api.paymentSource(order.id)).attributes.stripe_id);
  await sandbox.captureAtStripe(payment);
  const { number } = (await api.find(`orders/${order.id}`)).attributes;
  return { number: String(number), payment };
}

test.describe("the attention list", () => {
  test("shows a dispute with its deadline; it is taken, and leaves when the bank decides", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const { number, payment } = await contested({ api, sandbox }, await api.createOrder());
    const admin = new AdminPage(page);
    await admin.open("/admin/attention", environment.demo.admin);
    const item = await admin.expectItem(number);
    await expect(item).toContainText("Dispute");
    await expect(item).toContainText("€65.00");
    await expect(item).toContainText(/8 days left.*Until \d+ \w+ \d{4}/);
    await expect(page.getByRole("link", { name: /^Attention\s*,\s*\d+ open$/ })).toBeVisible();
    await item.getByRole("button", { name: "I’ll take it" }).click();
    await expect(page.getByText("It is yours now")).toBeVisible();
    await expect(item).toContainText("looks after it");
    await expect(item.getByRole("button", { name: "I’ll take it" })).toHaveCount(0);

    await item.getByRole("link", { name: number }).click();
    const facts = page.getByRole("region", { name: "Dispute" });
    await expect(facts).toContainText("Needs an answer");
    await expect(facts).toContainText("Fraudulent");
    const listed = page.getByRole("link", { name: "Open it on the attention list" });
    await expect(listed).toBeVisible();
    const id = String(await facts.getByText(/^du_/).textContent());
    await sandbox.moveDispute(id, "submit");
    await sandbox.moveDispute(id, "lose");
    await expect(async () => {
      await page.reload();
      await expect(facts).toContainText("Lost", { timeout: 500 });
      // In the same page: nothing is left to be done about it.
      await expect(listed).toHaveCount(0, { timeout: 500 });
    }).toPass();
    await expect(admin.events.filter({ hasText: "Taken in hand" })).toHaveCount(1);
    expect(payment).toMatch(/^pi_/);
  });

  test.describe("without JavaScript", () => {
    test.use({ javaScriptEnabled: false });

    test("an item is taken, and resolved with a note only", async ({
      page,
      api,
      sandbox,
      environment,
    }) => {
      const { number } = await contested({ api, sandbox }, await api.createOrder());
      const admin = new AdminPage(page);
      await admin.open("/admin/attention", environment.demo.admin);
      const item = await admin.expectItem(number);
      await item.getByRole("button", { name: "I’ll take it" }).click();
      await expect(page.getByText("It is yours now")).toBeVisible();
      await item.getByText("Resolve…").click();
      await item.getByLabel("What did you do or find?").fill("  ");
      await item.getByRole("button", { name: "Take it off the list" }).click();
      await expect(item.getByText("Write down what you did or found")).toBeVisible();
      await item.getByLabel("What did you do or find?").fill("Evidence sent by e-mail.");
      await item.getByRole("button", { name: "Take it off the list" }).click();
      await expect(page.getByText("Off the list", { exact: true })).toBeVisible();
      await expect(item).toHaveCount(0);
      await page.goto("/admin/payments");
      await admin.openPayment(number);
      await expect(admin.events.filter({ hasText: "Taken off the attention list" })).toContainText(
        "Evidence sent by e-mail.",
      );
    });
  });

  test("signed out, it leads to signing in and shows nothing", async ({ page }) => {
    await page.goto("/admin/attention");
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
});
