import { type Api, related } from "./api";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import { GatewayPage } from "./pages/gateway-page";

// Accounts of the sandbox's that nobody else uses.
const STRIPE = "SellingByAdmin00001";
const CHECKOUT_COM = "sellingbyadmin222222222222a";

test.describe("gateways", () => {
  test("a wrong key is refused by the check in the provider’s words; then a right one is taken", async ({
    page,
    api,
    environment,
  }) => {
    await new AdminPage(page).open("/admin/gateways", environment.demo.admin);
    const gateway = new GatewayPage(page);
    await gateway.begin("Stripe");
    await gateway.fill({ Name: "Stripe checked", "Secret key": "whsec_1" });
    await gateway.press("Add Stripe");
    await expect(gateway.errors).toContainText("A Stripe secret key begins with sk_ or rk_.");
    await expect(page.getByLabel("Name")).toHaveValue("Stripe checked");
    await gateway.fill({ "Secret key": "sk_live_1234567890" });
    await gateway.press("Add Stripe");
    await expect(gateway.errors).toContainText("This key is of the other mode");
    await gateway.fill({ "Secret key": "sk_test_short" });
    await gateway.press("Add Stripe");
    await expect(gateway.errors).toContainText("Stripe did not take the keys");
    await expect(gateway.errors).toContainText(/It answered: “Stripe: .+”/);
    await page.getByLabel("Ask Stripe before it is saved").uncheck();
    await gateway.press("Add Stripe");
    await expect(page.getByText("The gateway is set up")).toBeVisible();

    const keys = gateway.section("Keys");
    await expect(keys).toContainText("•••• hort");
    await expect(keys).toContainText("Not checked yet");
    await gateway.press("Check now");
    await expect(gateway.errors).toContainText("Stripe did not take the keys");
    await page.reload();
    await expect(keys).toContainText(/Refused .*“Stripe: /);
    await gateway.press("Replace the keys…");
    await gateway.dialog.getByLabel("Secret key").fill(`sk_test_${STRIPE}`);
    await gateway.dialog.getByRole("button", { name: "Replace the keys" }).click();
    await expect(page.getByText("The keys are replaced.")).toBeVisible();
    await expect(keys).toContainText("•••• 0001");
    await gateway.press("Check now");
    await expect(
      page.getByText("was asked for its newest payment, and took the keys"),
    ).toBeVisible();
    await expect(keys).toContainText("Took the keys");
    const webhook = gateway.section("Webhook");
    await expect(webhook).toContainText("we_");
    await expect(webhook).toContainText(`/webhook_callbacks/stripe_gateways/${gateway.id}`);
    expect(await page.content()).not.toContain(STRIPE);
    const told = await api.list(`stripe_gateways/${gateway.id}/versions?page[size]=25`);
    const names = told.map(({ attributes }) => attributes.event);
    for (const name of ["gateway.created", "gateway.checked", "gateway.updated"]) {
      expect(names).toContain(name);
    }
  });

  test("settings are saved, it is switched off and on, its secret is renewed, and it is deleted", async ({
    page,
    environment,
  }) => {
    await new AdminPage(page).open("/admin/gateways", environment.demo.admin);
    const gateway = new GatewayPage(page);
    await gateway.begin("Checkout.com");
    const keys = {
      "Secret key": `sk_sbox_${CHECKOUT_COM}`,
      "Public key": `pk_sbox_${CHECKOUT_COM}`,
    };
    await gateway.fill({ Name: "Cards apart", ...keys, "Processing channel": "1" });
    await gateway.press("Add Checkout.com");
    await expect(gateway.errors).toContainText("A processing channel begins with pc_.");
    await gateway.fill({ "Processing channel": "pc_1" });
    await gateway.press("Add Checkout.com");
    await expect(page.getByText("The gateway is set up")).toBeVisible();
    await gateway.fill({ Name: "Cards aside", "Longest wait": "5" });
    await gateway.press("Save the settings");
    await expect(gateway.errors).toContainText(/Enter a whole number from 100 to \d+/);
    await gateway.fill({ "Longest wait": "5000", "Processing channel": "" });
    await page.getByLabel("Ask for 3-D Secure").uncheck();
    await gateway.press("Save the settings");
    await expect(page.getByText("Cards aside is saved.")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Cards aside" })).toBeVisible();
    await expect(page.getByLabel("Longest wait")).toHaveValue("5000");
    await expect(page.getByLabel("Processing channel")).toHaveValue("");
    await expect(page.getByLabel("Ask for 3-D Secure")).not.toBeChecked();

    await gateway.act("Switch off…", "can still be captured", "Switch it off");
    await expect(page.getByText("Off", { exact: true })).toBeVisible();
    await gateway.act("Switch on…", "once a payment method offers it", "Switch it on");
    await expect(page.getByText("Off", { exact: true })).toHaveCount(0);
    const secret = gateway.section("Webhook").getByText(/^•••• /);
    const before = String(await secret.textContent());
    await gateway.act("Renew the signing secret…", "still believed", "Renew the secret");
    await expect(secret).not.toHaveText(before);
    await gateway.press("Enter a signing secret…");
    await gateway.dialog.getByLabel("Signing secret").fill("by-hand-4711");
    await gateway.dialog.getByRole("button", { name: "Keep the secret" }).click();
    await expect(secret).toHaveText("•••• 4711");
    await gateway.act("Delete…", "cannot be taken back", "Delete the gateway");
    await expect(page.getByText("The gateway is deleted")).toBeVisible();
    await expect(page.getByRole("article", { name: "Cards aside" })).toHaveCount(0);
  });

  test("an external gateway shows its secret once, and is locked and reset once it failed", async ({
    page,
    api,
    environment,
  }) => {
    await new AdminPage(page).open("/admin/gateways", environment.demo.admin);
    const gateway = new GatewayPage(page);
    await gateway.begin("External gateway");
    await gateway.fill({ Name: "Away", "Address to authorize": "bank" });
    await gateway.press("Add External gateway");
    await expect(gateway.errors).toContainText("Enter a whole address, like https://");
    await gateway.fill({ "Address to authorize": "http://127.0.0.1:9/pay" });
    await gateway.press("Add External gateway");
    const shown = page.getByRole("status").filter({ hasText: "it is not shown again" });
    const first = String(await shown.getByRole("code").textContent());
    expect(first.length).toBeGreaterThan(20);
    await page.getByRole("link", { name: "I have copied it: go on" }).click();
    const keys = gateway.section("Keys");
    await expect(keys).toContainText(`•••• ${first.slice(-4)}`);
    await gateway.act("Renew the shared secret…", "shown once", "Renew the secret");
    const second = String(await shown.getByRole("code").textContent());
    expect(second).not.toBe(first);
    await page.getByRole("button", { name: "I have copied it" }).click();
    await expect(keys).toContainText(`•••• ${second.slice(-4)}`);

    const { id } = gateway;
    await failOnce(api, id);
    await page.reload();
    const use = gateway.section("Offered as");
    await expect(use).toContainText(
      "It cannot be deleted: 1 payment method offers it, payments were made with it",
    );
    await expect(use.getByRole("button", { name: "Delete…" })).toHaveCount(0);
    const circuit = gateway.section("Circuit");
    await expect(circuit.getByRole("definition").first()).toHaveText(/^[1-9]/);
    await gateway.act("Close the circuit…", /It failed (once|\d+ times)/, "Close the circuit");
    await expect(circuit.getByRole("definition").first()).toHaveText("0");
  });

  for (const role of ["operator", "viewer"] as const) {
    test(`are looked at, and not changed, by the ${role}`, async ({ page, environment }) => {
      const { id } = environment.demo.gateways.stripe_gateways;
      await new AdminPage(page).open("/admin/gateways", environment.demo[role]);
      await expect(page.getByText("Gateways are changed by an owner of the shop.")).toBeVisible();
      await expect(page.getByRole("link", { name: "Add a gateway" })).toHaveCount(0);
      await page.getByRole("article", { name: "Stripe", exact: true }).getByRole("link").click();
      await expect(page).toHaveURL(new RegExp(`/admin/gateways/${id}$`));
      await expect(page.getByRole("region", { name: "Keys" })).toContainText("Secret key");
      await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
      const keys = page.getByRole("main").getByRole("button");
      await expect(keys).toHaveText([""]);
      await expect(keys).toHaveAccessibleName("Copy webhook address");
      await page.goto("/admin/gateways/new?type=stripe_gateways");
      await expect(page.getByText("Gateways are changed by an owner of the shop.")).toBeVisible();
      await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
    });
  }
});

/** A payment at a gateway where nobody listens, in a market of its own. */
async function failOnce(api: Api, gatewayId: string): Promise<void> {
  const market = await api.create({ type: "markets", attributes: { name: "Of nobody" } });
  const method = await api.create({
    type: "payment_methods",
    attributes: { name: "Away", payment_source_type: "external_payments", price_amount_cents: 0 },
    relationships: {
      market: related("markets", market.id),
      payment_gateway: related("external_gateways", gatewayId),
    },
  });
  const order = await api.createOrder({ marketId: market.id });
  await api.update(order.id, {
    type: "orders",
    relationships: { payment_method: related("payment_methods", method.id) },
  });
  await api.create({
    type: "external_payments",
    attributes: { payment_source_token: "anything" },
    relationships: { order: related("orders", order.id) },
  });
  const placed = api.update(order.id, { type: "orders", attributes: { _place: true } });
  await expect(placed).rejects.toThrow("GATEWAY_UNAVAILABLE");
}
