import { expect, type Locator, type Page } from "@playwright/test";
import type { Demo } from "../environment";

/** The merchant's side: signing in, the list, one payment. */
export class AdminPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn({ email, password }: Demo["admin"]): Promise<void> {
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  /** Signs in on the way to a page. */
  async open(path: string, admin: Demo["admin"]): Promise<void> {
    await this.page.goto(path);
    await this.signIn(admin);
    await this.page.waitForURL((url) => url.pathname === path);
  }

  /** The list's row of an order, by its number. */
  row(orderNumber: string) {
    return this.page
      .getByRole("row")
      .filter({ has: this.page.getByRole("cell", { name: orderNumber, exact: true }) });
  }

  /** An order's item on the attention list. Its webhook may still be on its way: the list is opened anew until it is there. */
  async expectItem(orderNumber: string): Promise<Locator> {
    const item = this.page.getByRole("article", { name: `Order ${orderNumber}` });
    await expect(async () => {
      await this.page.goto("/admin/attention");
      await expect(item).toBeVisible({ timeout: 500 });
    }).toPass();
    return item;
  }

  async openPayment(orderNumber: string): Promise<void> {
    await this.row(orderNumber).getByRole("link").click();
    await expect(this.page.getByRole("heading", { name: "Transactions" })).toBeVisible();
  }

  get events() {
    return this.page.getByRole("region", { name: "Timeline" }).getByRole("listitem");
  }
}
