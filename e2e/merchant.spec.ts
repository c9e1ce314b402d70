import type { Api, NewOrder } from "./api";
import { STRIPE } from "./cards";
import { expect, test } from "./fixtures";
import { AdminPage } from "./pages/admin-page";

const numberOf = async (api: Api, order: NewOrder) =>
  String((await api.find(`orders/${order.id}`)).attributes.number);

test.describe("merchant", () => {
  test("sees payments newest first, with state, amount, gateway, order and customer", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    api,
    environment,
  }) => {
    const first = await openCheckout();
    await checkout.payByCode("NB-DECLINE");
    await checkout.expectErrors("Northbank Pay said no to this payment");
    const second = await openCheckout();
    await checkout.payByCard("Stripe", STRIPE.pays);
    await confirmation.expectThanks();

    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.admin);
    await expect(page.getByRole("heading", { name: "Payments" })).toBeVisible();
    const numbers = { first: await numberOf(api, first), second: await numberOf(api, second) };
    const [paid, declined] = [admin.row(numbers.second), admin.row(numbers.first)];
    for (const text of ["€65.00", "Mara Vogel", "mara.vogel@example.com", "•••• 4242", "Stripe"]) {
      await expect(paid).toContainText(text);
    }
    await expect(paid).toContainText(/Paid|Authorized/);
    await expect(declined).toContainText("Declined");
    const order = await page.getByRole("row").allInnerTexts();
    const placeOf = (number: string) => order.findIndex((text) => text.includes(number));
    expect(placeOf(numbers.second)).toBeLessThan(placeOf(numbers.first));
  });

  test("reads a payment's transactions and events in order", async ({
    page,
    openCheckout,
    checkout,
    bank,
    confirmation,
    api,
    environment,
  }) => {
    const order = await openCheckout();
    await checkout.payByCard("Stripe", STRIPE.asksTheBank);
    await bank.answer("Complete");
    await confirmation.expectThanks();

    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.admin);
    await admin.openPayment(await numberOf(api, order));
    await expect(page.getByRole("heading", { level: 1 })).toContainText("€65.00");
    const transactions = page.getByRole("region", { name: "Transactions" });
    await expect(transactions.getByRole("row").nth(1)).toContainText("Authorization");
    await expect(transactions.getByRole("row").nth(1)).toContainText("€65.00");
    await expect(transactions.getByRole("row").nth(1)).toContainText("Succeeded");
    const events = await admin.events.allInnerTexts();
    const placeOf = (text: string) => events.findIndex((event) => event.includes(text));
    const road = ["Authorization asked for", "Bank asks the shopper", "Authorized", "Order placed"];
    const places = road.map(placeOf);
    expect(places, events.join("\n")).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const times = page.getByRole("region", { name: "Timeline" }).getByRole("time");
    const moments = await times.evaluateAll((all) =>
      all.map((one) => (one instanceof HTMLTimeElement ? one.dateTime : "")),
    );
    expect(moments.length).toBeGreaterThan(0);
    expect(moments).toEqual([...moments].sort());
  });

  test("a wrong password is told without saying which of both is wrong", async ({
    page,
    environment,
  }) => {
    await page.goto("/sign-in");
    await new AdminPage(page).signIn({ ...environment.demo.admin, password: "not-the-password" });
    const errors = page.getByRole("main").getByRole("alert");
    await expect(errors).toContainText("This e-mail and this password do not belong together.");
    await expect(errors).toBeFocused();
    await expect(page).toHaveTitle("Error: Sign in – Kassa");
    await expect(page.getByLabel("E-mail")).toHaveValue(environment.demo.admin.email);
    await page.goto("/admin/payments");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });

  test("signed out, every page leads to signing in and shows nothing", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    api,
  }) => {
    const order = await openCheckout();
    await checkout.payByCode("NB-APPROVE");
    await confirmation.expectThanks();
    const { id } = await api.paymentSource(order.id);
    for (const path of ["/admin", "/admin/payments", `/admin/payments/${id}`]) {
      await page.goto(path);
      await expect(page).toHaveURL(/\/sign-in/);
      await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    }
  });

  test("signed out, what the router asks for shows nothing either", async ({
    page,
    openCheckout,
    checkout,
    confirmation,
    api,
  }) => {
    const order = await openCheckout();
    await checkout.payByCode("NB-APPROVE");
    await confirmation.expectThanks();
    const number = await numberOf(api, order);
    const { id } = await api.paymentSource(order.id);
    const tree = ["", { children: ["admin", { children: ["payments", {}] }] }, null, null, true];
    for (const path of ["/admin/payments", `/admin/payments/${id}`]) {
      for (const headers of [
        { rsc: "1" },
        { rsc: "1", "next-router-state-tree": encodeURIComponent(JSON.stringify(tree)) },
        { rsc: "1", "next-router-prefetch": "1" },
      ]) {
        const answer = await page.request.get(path, { headers, maxRedirects: 0 });
        const text = await answer.text();
        for (const secret of ["mara.vogel@example.com", "Mara Vogel", number, "€65.00"]) {
          expect(text, `${path} ${JSON.stringify(headers)}`).not.toContain(secret);
        }
      }
    }
  });

  test("signing out ends the session", async ({ page, environment }) => {
    const admin = new AdminPage(page);
    await admin.open("/admin/payments", environment.demo.admin);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await page.goto("/admin/payments");
    await expect(page).toHaveURL(/\/sign-in/);
  });
});
