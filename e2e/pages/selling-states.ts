import { expect } from "@playwright/test";
import { AdminPage } from "./admin-page";
import type { PageState } from "./reach";

export const opens = (name: string, path: string, heading: string): PageState => ({
  name,
  reach: async ({ page, environment }) => {
    const [pathname = path] = path.split("?");
    await new AdminPage(page).open(pathname, environment.demo.admin);
    if (pathname !== path) await page.goto(path);
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
  },
});

/** What the shop sells with: gateways and payment methods. */
export const SELLING_STATES: readonly PageState[] = [
  opens("admin-gateways", "/admin/gateways", "Gateways"),
  opens("admin-gateway-kinds", "/admin/gateways/new", "Add a gateway"),
  opens("admin-gateway-new", "/admin/gateways/new?type=stripe_gateways", "Add Stripe"),
  {
    name: "admin-gateway",
    reach: async ({ page, environment }) => {
      const { id } = environment.demo.gateways.checkout_com_gateways;
      await new AdminPage(page).open(`/admin/gateways/${id}`, environment.demo.admin);
      await expect(page.getByRole("heading", { name: "Checkout.com", level: 1 })).toBeVisible();
    },
  },
  {
    name: "admin-gateway-dialog",
    reach: async ({ page, environment }) => {
      const { id } = environment.demo.gateways.external_gateways;
      await new AdminPage(page).open(`/admin/gateways/${id}`, environment.demo.admin);
      await page.getByRole("button", { name: "Renew the shared secret…" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "admin-gateway-errors",
    reach: async ({ page, environment }) => {
      await new AdminPage(page).open("/admin/gateways/new", environment.demo.admin);
      await page.getByRole("link", { name: "Add Checkout.com" }).click();
      await page.getByRole("button", { name: "Add Checkout.com" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toContainText("Enter the secret key");
    },
  },
  opens("admin-methods", "/admin/payment-methods", "Payment methods"),
  opens("admin-method-new", "/admin/payment-methods/new", "Add a payment method"),
];
