import { expect } from "@playwright/test";
import { AdminPage } from "./admin-page";
import type { PageState } from "./reach";

type World = Parameters<PageState["reach"]>[0];

async function open(world: World, path: string, heading: string | RegExp): Promise<void> {
  const [pathname = "", query = ""] = path.split("?");
  await new AdminPage(world.page).open(pathname, world.environment.demo.operator);
  if (query !== "") await world.page.goto(path);
  await expect(world.page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
}

/** A link over an amount, open on its page; answers where the shopper pays. */
async function openLink(world: World): Promise<string> {
  const { page } = world;
  await open(world, "/admin/payment-links/new", "New payment link");
  await page.getByLabel("Amount").fill("40");
  await page.getByLabel("What it is for").fill("Repair of a bicycle");
  await page.getByLabel("Customer’s e-mail").fill("mara.vogel@example.com");
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("heading", { name: "Link", exact: true })).toBeVisible();
  return String(await page.getByText(/\/checkout\//).textContent());
}

async function openEnded(world: World): Promise<void> {
  const { page } = world;
  const address = await openLink(world);
  await page.getByRole("button", { name: "Withdraw…" }).click();
  await page.getByRole("button", { name: "Withdraw the link" }).click();
  await expect(page.getByText("Withdrawn", { exact: true }).first()).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "This link has ended" })).toBeVisible();
}

/** Orders, customers and payment links, with the shortest road to each. */
export const DESK_STATES: readonly PageState[] = [
  {
    name: "admin-orders",
    reach: async (world) => {
      await world.api.createOrder();
      await open(world, "/admin/orders", "Orders");
      await expect(world.page.getByRole("table")).toBeVisible();
    },
  },
  {
    name: "admin-order",
    reach: async (world) => {
      const { id } = await world.api.createOrder();
      await open(world, `/admin/orders/${id}`, /^Order /);
    },
  },
  {
    name: "admin-order-note",
    reach: async (world) => {
      const { id } = await world.api.createOrder();
      await open(world, `/admin/orders/${id}`, /^Order /);
      await world.page.getByRole("button", { name: "Add a note…" }).click();
      await world.page.getByRole("button", { name: "Add the note" }).click();
      const dialog = world.page.getByRole("dialog");
      await expect(dialog.getByRole("alert")).toContainText("Write something down first");
    },
  },
  {
    name: "admin-customers",
    reach: async (world) => {
      await world.api.createOrder();
      await open(world, "/admin/customers", "Customers");
      await expect(world.page.getByRole("table")).toBeVisible();
    },
  },
  {
    name: "admin-customer",
    reach: async (world) => {
      await world.api.createOrder();
      await open(world, "/admin/customers?q=mara.vogel@example.com", "Customers");
      await world.page.getByRole("link", { name: /mara\.vogel@example\.com/ }).click();
      await expect(world.page.getByRole("heading", { name: "Saved cards" })).toBeVisible();
    },
  },
  {
    name: "admin-payment-links",
    reach: async (world) => {
      await openLink(world);
      await world.page.goto("/admin/payment-links");
      await expect(world.page.getByRole("table")).toBeVisible();
    },
  },
  {
    name: "admin-payment-link-new",
    reach: async (world) => {
      await open(world, "/admin/payment-links/new", "New payment link");
      await world.page.getByRole("button", { name: "Make the link" }).click();
      await expect(world.page.getByRole("main").getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "admin-payment-link-products",
    reach: (world) => open(world, "/admin/payment-links/new?of=products", "New payment link"),
  },
  { name: "admin-payment-link", reach: async (world) => void (await openLink(world)) },
  { name: "link-ended", reach: openEnded },
];
