import { type Api, related } from "./api";
import { CONTESTED } from "./cards";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";
import type { Sandbox } from "./sandbox";

/** The number of an order whose payment its cardholder contests. */
async function contested(api: Api, sandbox: Sandbox): Promise<string> {
  const order = await api.createOrder();
  const card = await sandbox.createPaymentMethod(CONTESTED);
  await api.create({
    type: "stripe_payments",
    attributes: { options: { payment_method: card } },
    relationships: { order: related("orders", order.id) },
  });
  await api.update(order.id, { type: "orders", attributes: { _place: true } });
  await sandbox.captureAtStripe(String((await api.paymentSource(order.id)).attributes.stripe_id));
  return String((await api.find(`orders/${order.id}`)).attributes.number);
}

test.describe("the attention list of several people", () => {
  test("an item is given to a colleague, found under theirs, and resolved in sight of all", async ({
    page,
    api,
    sandbox,
    environment,
    browser,
  }) => {
    const number = await contested(api, sandbox);
    const admin = new AdminPage(page);
    await admin.open("/admin/attention", environment.demo.admin);
    const item = await admin.expectItem(number);
    await page.getByRole("navigation", { name: "Whose" }).getByText("Nobody’s").click();
    await expect(page).toHaveURL(/show=free/);
    await page.getByRole("navigation", { name: "Kind" }).getByText("Dispute").click();
    await expect(page).toHaveURL(/show=free&kind=dispute/);
    await item.getByText("Give to…").click();
    const name = "Tom Brandt";
    await item.getByLabel("Who looks after it?").selectOption(name);
    await item.getByRole("button", { name: "Give it to them" }).click();
    await expect(page.getByText("It is theirs now")).toBeVisible();
    // Back where it was given: nobody's it is no more.
    await expect(page).toHaveURL(/show=free&kind=dispute/);
    await expect(item).toHaveCount(0);

    const theirs = new AdminPage(await (await browser.newContext()).newPage());
    await theirs.open("/admin/attention", environment.demo.operator);
    await theirs.page.getByRole("navigation", { name: "Whose" }).getByText("Mine").click();
    await expect(theirs.page).toHaveURL(/show=mine/);
    const mine = theirs.page.getByRole("article", { name: `Order ${number}` });
    await expect(mine).toContainText(`${name} looks after it`);
    await mine.getByText("Resolve…").click();
    await mine.getByLabel("What did you do or find?").fill("The bank has the evidence.");
    await mine.getByRole("button", { name: "Take it off the list" }).click();
    await expect(theirs.page.getByText("Off the list", { exact: true })).toBeVisible();
    await theirs.page.context().close();

    await page.getByRole("navigation", { name: "Whose" }).getByText("Resolved").click();
    await expect(item).toContainText("The bank has the evidence.");
    await expect(item).toContainText(`by ${name}`);
  });

  test("whoever may only look sees all of it, and no keys", async ({
    page,
    api,
    sandbox,
    environment,
  }) => {
    const number = await contested(api, sandbox);
    const admin = new AdminPage(page);
    await admin.open("/admin/attention", environment.demo.viewer);
    const item = await admin.expectItem(number);
    await expect(page.getByText("You may look. Owners and operators")).toBeVisible();
    await expect(item.getByRole("button")).toHaveCount(0);
    await expect(item.getByText("Resolve…")).toHaveCount(0);
  });
});
