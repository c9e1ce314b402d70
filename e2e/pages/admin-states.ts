import { expect } from "@playwright/test";
import { AdminPage } from "./admin-page";
import { approvedAtStripe, PaymentPage } from "./payment-page";
import { openAdmin, openContested, openPaid, type PageState, type World } from "./reach";
import { SandboxPanel } from "./sandbox-panel";

/** Payments, what needs somebody, what the shop took, and the sandbox. */
export const ADMIN_STATES: readonly PageState[] = [
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
      await page.getByRole("search").getByText("Gateway", { exact: true }).first().click();
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
];
