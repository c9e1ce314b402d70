import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import type { Demo } from "../environment";

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/** What those who have signed in by the form were given, by e-mail address, in this worker. */
const sessions = new Map<string, Cookies>();

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

  /** At a page, signed in: by the form on the way there, or still from the test before, while that session lasts. */
  async open(path: string, person: Demo["admin"]): Promise<void> {
    const context = this.page.context();
    await context.addCookies(sessions.get(person.email) ?? []);
    await this.page.goto(path);
    if (new URL(this.page.url()).pathname === path) return;
    await this.signIn(person);
    await this.page.waitForURL((url) => url.pathname === path);
    const isSession = ({ name }: { name: string }) => name.endsWith(".session-token");
    sessions.set(person.email, (await context.cookies()).filter(isSession));
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
