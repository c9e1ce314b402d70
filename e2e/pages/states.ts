import { expect } from "@playwright/test";
import { STRIPE } from "../cards";
import { ADMIN_STATES } from "./admin-states";
import { BankPage } from "./bank-page";
import { CheckoutPage, MARA } from "./checkout-page";
import { DESK_STATES } from "./desk-states";
import { PEOPLE_STATES } from "./people-states";
import { openOrder, openPaid, type PageState, type World } from "./reach";
import { SELLING_STATES } from "./selling-states";
import { ShopPage } from "./shop-page";

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
  ...ADMIN_STATES,
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
