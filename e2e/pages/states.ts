import { expect, type Page } from "@playwright/test";
import type { Api, NewOrder } from "../api";
import { CONTESTED, STRIPE } from "../cards";
import type { Environment } from "../environment";
import type { Sandbox } from "../sandbox";
import { AdminPage } from "./admin-page";
import { BankPage } from "./bank-page";
import { CheckoutPage, MARA } from "./checkout-page";
import { ConfirmationPage } from "./confirmation-page";
import { DESK_STATES } from "./desk-states";
import { approvedAtStripe, PaymentPage } from "./payment-page";
import { PEOPLE_STATES } from "./people-states";
import { SandboxPanel } from "./sandbox-panel";
import { SELLING_STATES } from "./selling-states";
import { ShopPage } from "./shop-page";

type World = { page: Page; api: Api; sandbox: Sandbox; environment: Environment };

export type PageState = {
  name: string;
  /** Leads a new page there, with an order of its own. */
  reach: (world: World) => Promise<void>;
  /** Shown inside another page, whose headings and landmarks are not its own. */
  isFrame?: boolean;
  /** What the browser says of it in its console. */
  expectedErrors?: RegExp;
};

async function openOrder({ page, api }: World, hasContact = true): Promise<NewOrder> {
  const order = await api.createOrder({ hasContact });
  await page.goto(order.path);
  await expect(page.getByRole("heading", { name: "Checkout", exact: true })).toBeVisible();
  return order;
}

async function openPaid(world: World): Promise<NewOrder> {
  const order = await openOrder(world);
  const checkout = new CheckoutPage(world.page);
  await checkout.payByCard("Stripe", STRIPE.pays);
  await new ConfirmationPage(world.page).expectThanks();
  return order;
}

/** Paid with the card whose holder contests it, and taken by the merchant. */
async function openContested(world: World): Promise<string> {
  const order = await openOrder(world);
  await new CheckoutPage(world.page).payByCard("Stripe", CONTESTED);
  await new ConfirmationPage(world.page).expectThanks();
  const [entry] = await world.sandbox.book(order.id);
  await world.sandbox.captureAtStripe(entry?.paymentId ?? "");
  return String((await world.api.find(`orders/${order.id}`)).attributes.number);
}

async function openAdmin(world: World): Promise<AdminPage> {
  const admin = new AdminPage(world.page);
  await admin.open("/admin/payments", world.environment.demo.admin);
  return admin;
}

async function openCart({ page }: World): Promise<void> {
  const shop = new ShopPage(page);
  await shop.open();
  for (const [product, name] of [
    ["enamel mug", "Enamel mug"],
    ["field notebook", "Field notebook"],
  ] as const) {
    await shop.add(product);
    await expect(page.getByText(`${name} is in your cart`)).toBeVisible();
  }
  await shop.openCart();
}

async function openBank(world: World): Promise<void> {
  await openOrder(world);
  const checkout = new CheckoutPage(world.page);
  await checkout.payByCard("Stripe", STRIPE.asksTheBank);
  await new BankPage(world.page).expectQuestion();
}

/** Every page that people see, with the shortest road to it. */
export const PAGE_STATES: readonly PageState[] = [
  {
    name: "shop",
    reach: async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    },
  },
  { name: "cart", reach: openCart },
  ...["/docs", "/docs/orders", "/docs/first-payment"].map((path) => ({
    name: path.slice(1).replaceAll("/", "-"),
    reach: async ({ page }: World) => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    },
  })),
  { name: "contact", reach: async (world) => void (await openOrder(world, false)) },
  {
    name: "errors",
    reach: async (world) => {
      await openOrder(world, false);
      const checkout = new CheckoutPage(world.page);
      await checkout.fillContact({ ...MARA, "E-mail": "mara.vogel@example", Postcode: "1099" });
      await world.page.getByRole("button", { name: "Continue to delivery" }).click();
      await checkout.expectErrors("2 things to put right");
    },
  },
  {
    name: "payment",
    reach: async (world) => {
      await openOrder(world);
      const fields = new CheckoutPage(world.page).cardFields("Stripe");
      await expect(fields.getByLabel("Card number")).toBeVisible();
    },
  },
  {
    name: "payment-external",
    reach: async (world) => {
      await openOrder(world);
      await new CheckoutPage(world.page).enterCode("NB-APPROVE");
    },
  },
  {
    name: "declined",
    reach: async (world) => {
      await openOrder(world);
      const checkout = new CheckoutPage(world.page);
      await checkout.payByCard("Stripe", STRIPE.lowFunds);
      await checkout.expectErrors("Your bank said no to this card");
      await expect(checkout.cardFields("Stripe").getByLabel("Card number")).toBeVisible();
    },
  },
  { name: "bank", reach: openBank },
  {
    name: "bank-waits",
    reach: async (world) => {
      const order = await openOrder(world);
      const checkout = new CheckoutPage(world.page);
      await checkout.payByCard("Stripe", STRIPE.asksTheBank);
      await new BankPage(world.page).expectQuestion();
      await world.page.goto(order.path);
      await expect(world.page.getByText("Your bank waits for your answer")).toBeVisible();
    },
  },
  {
    name: "checking",
    reach: async (world) => {
      const order = await openOrder(world);
      const silent = { provider: "external", kind: "webhook_drop", count: 10 } as const;
      await world.sandbox.addFault(order.id, silent);
      await new CheckoutPage(world.page).payByCode("NB-LATER");
      await expect(world.page.getByText("Do not pay again")).toBeVisible();
    },
  },
  { name: "confirmation", reach: async (world) => void (await openPaid(world)) },
  {
    name: "card-fields",
    isFrame: true,
    reach: async (world) => {
      await openOrder(world);
      const frame = world.page.getByTitle("Card details, held by Stripe");
      await expect(frame.contentFrame().getByLabel("Card number")).toBeVisible();
      await world.page.goto(String(await frame.getAttribute("src")));
      await expect(world.page.getByLabel("Card number")).toBeVisible();
    },
  },
  {
    name: "sign-in",
    reach: async ({ page }) => {
      await page.goto("/sign-in");
      await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    },
  },
  {
    name: "admin-list",
    reach: async (world) => {
      await openPaid(world);
      await openAdmin(world);
    },
  },
  {
    name: "admin-list-narrowed",
    reach: async (world) => {
      await openPaid(world);
      await openAdmin(world);
      const { page } = world;
      await page.goto("/admin/payments?currency=EUR&min=1&state=lost");
      await expect(page.getByText("One filter was left out")).toBeVisible();
      await expect(page.getByRole("region", { name: "Totals of this view" })).toBeVisible();
      await page.getByRole("search").getByText("Gateway", { exact: true }).click();
      await expect(page.getByRole("button", { name: "Apply" })).toBeVisible();
    },
  },
  {
    name: "admin-detail",
    reach: async (world) => {
      const order = await openPaid(world);
      const { number } = (await world.api.find(`orders/${order.id}`)).attributes;
      await (await openAdmin(world)).openPayment(String(number));
    },
  },
  ...["overview", "reconciliation"].map((name) => ({
    name: `admin-${name}`,
    reach: async (world: World) => {
      await openPaid(world);
      await new AdminPage(world.page).open(`/admin/${name}`, world.environment.demo.admin);
      await expect(world.page.getByRole("heading", { level: 1 })).toBeVisible();
    },
  })),
  {
    name: "admin-sandbox",
    reach: async (world) => {
      await openPaid(world);
      const panel = new SandboxPanel(world.page);
      await panel.open(world.environment.demo.admin);
      await panel.choose({ answer: "Declines", webhooks: ["Twice"] }, "");
      await panel.form.getByText("The same by HTTP").click();
      await expect(panel.sentence).toContainText("is declined");
    },
  },
  {
    name: "admin-payment-refund",
    reach: async ({ page, environment, ...sides }) => {
      const taken = await approvedAtStripe(sides, { _approve_and_capture: true });
      const payment = new PaymentPage(page);
      await payment.open(taken.paymentId, environment.demo.operator);
      await payment.ask("Refund…");
      await payment.dialog.getByLabel("Amount in EUR").fill("nothing");
      await payment.dialog.getByRole("button", { name: "Refund", exact: true }).click();
      await expect(payment.dialog.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "admin-refund-limits",
    reach: ({ page, environment }) =>
      new AdminPage(page).open("/admin/payments/refund-limits", environment.demo.admin),
  },
  {
    name: "admin-attention",
    reach: async (world) => {
      const number = await openContested(world);
      await new AdminPage(world.page).open("/admin/attention", world.environment.demo.admin);
      await new AdminPage(world.page).expectItem(number);
    },
  },
  {
    name: "admin-detail-contested",
    reach: async (world) => {
      const number = await openContested(world);
      const admin = new AdminPage(world.page);
      await admin.open("/admin/attention", world.environment.demo.admin);
      await (await admin.expectItem(number)).getByRole("link", { name: number }).click();
      await expect(world.page.getByRole("heading", { name: "Dispute" })).toBeVisible();
    },
  },
  ...PEOPLE_STATES,
  ...DESK_STATES,
  ...SELLING_STATES,
  {
    name: "not-found",
    expectedErrors: /status of 404/,
    reach: async ({ page }) => {
      await page.goto("/checkout/nobodyhasthistokennobodyhasthist");
      await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
    },
  },
];
