import { expect, type Locator, type Page } from "@playwright/test";
import { type Api, type NewOrder, type OrderRequest, related } from "../api";
import { STRIPE } from "../cards";
import type { Environment } from "../environment";
import type { Sandbox } from "../sandbox";
import { AdminPage } from "./admin-page";

export type Sides = { api: Api; sandbox: Sandbox };

/** An order of €65.00, placed and authorized at Stripe by the API alone; answers it with the id of its payment. */
export async function placedAtStripe(
  { api, sandbox }: Sides,
  wish: OrderRequest = {},
): Promise<{
  order: NewOrder;
  paymentId: string;
}> {
  const order = await api.createOrder(wish);
  const card = await sandbox.createPaymentMethod(STRIPE.pays);
  await api.create({
    type: "stripe_payments",
    attributes: { options: { payment_method: card } },
    relationships: { order: related("orders", order.id) },
  });
  await api.update(order.id, { type: "orders", attributes: { _place: true } });
  return { order, paymentId: (await api.paymentSource(order.id)).id };
}

export async function approvedAtStripe(
  sides: Sides,
  attributes: object = { _approve: true },
  wish: OrderRequest = {},
) {
  const placed = await placedAtStripe(sides, wish);
  await sides.api.update(placed.order.id, { type: "orders", attributes: { ...attributes } });
  return placed;
}

/** One payment's page: its keys, their dialogs, and what the timeline tells. */
export class PaymentPage {
  readonly page: Page;
  readonly timeline: Locator;
  readonly dialog: Locator;
  /** The one line that says what was done. */
  readonly toast: Locator;

  constructor(page: Page) {
    this.page = page;
    this.timeline = page.getByRole("region", { name: "Timeline" });
    this.dialog = page.getByRole("dialog");
    this.toast = page.locator(".toast");
  }

  async open(paymentId: string, person: Environment["demo"]["admin"]): Promise<void> {
    await new AdminPage(this.page).open(`/admin/payments/${paymentId}`, person);
    await expect(this.timeline).toBeVisible();
  }

  key(name: string | RegExp): Locator {
    return this.page.getByRole("main").getByRole("button", { name, exact: true });
  }

  /** Opens a dialog by its key, and answers it. */
  async ask(name: string | RegExp): Promise<Locator> {
    await this.key(name).click();
    await expect(this.dialog).toBeVisible();
    return this.dialog;
  }

  event(text: string | RegExp): Locator {
    return this.timeline.getByRole("listitem").filter({ hasText: text });
  }

  async expectFoldEqual(): Promise<void> {
    await expect(this.timeline.getByText(/^Stored state equals \d+ events?$/)).toBeVisible();
  }
}
