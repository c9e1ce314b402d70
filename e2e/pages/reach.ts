import { expect, type Page } from "@playwright/test";
import type { Api, NewOrder } from "../api";
import { CONTESTED, STRIPE } from "../cards";
import type { Environment } from "../environment";
import type { Sandbox } from "../sandbox";
import { AdminPage } from "./admin-page";
import { CheckoutPage } from "./checkout-page";
import { ConfirmationPage } from "./confirmation-page";

export type World = { page: Page; api: Api; sandbox: Sandbox; environment: Environment };

export type PageState = {
  name: string;
  /** Leads a new page there, with an order of its own. */
  reach: (world: World) => Promise<void>;
  /** Shown inside another page, whose headings and landmarks are not its own. */
  isFrame?: boolean;
  /** What the browser says of it in its console. */
  expectedErrors?: RegExp;
};

export async function openOrder({ page, api }: World, hasContact = true): Promise<NewOrder> {
  const order = await api.createOrder({ hasContact });
  await page.goto(order.path);
  await expect(page.getByRole("heading", { name: "Checkout", exact: true })).toBeVisible();
  return order;
}

export async function openPaid(world: World): Promise<NewOrder> {
  const order = await openOrder(world);
  const checkout = new CheckoutPage(world.page);
  await checkout.payByCard("Stripe", STRIPE.pays);
  await new ConfirmationPage(world.page).expectThanks();
  return order;
}

/** Paid with the card whose holder contests it, and taken by the merchant. */
export async function openContested(world: World): Promise<string> {
  const order = await openOrder(world);
  await new CheckoutPage(world.page).payByCard("Stripe", CONTESTED);
  await new ConfirmationPage(world.page).expectThanks();
  const [entry] = await world.sandbox.book(order.id);
  await world.sandbox.captureAtStripe(entry?.paymentId ?? "");
  return String((await world.api.find(`orders/${order.id}`)).attributes.number);
}

export async function openAdmin(world: World): Promise<AdminPage> {
  const admin = new AdminPage(world.page);
  await admin.open("/admin/payments", world.environment.demo.admin);
  return admin;
}
