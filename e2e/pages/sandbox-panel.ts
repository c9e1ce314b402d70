import { expect, type Locator, type Page } from "@playwright/test";
import type { DemoPerson } from "../environment";
import { AdminPage } from "./admin-page";

/** What is chosen in the form, by what its keys say. */
export type FaultChoice = {
  scope?: "Every payment";
  gateway?: "Stripe" | "Checkout.com" | "External";
  answer?: "Declines" | "Takes a wrong amount";
  /** Of a decline, as the list writes it. */
  reason?: string;
  threeDs?: "Passes" | "Fails" | "Leaves the page";
  connection?:
    | "Slow, 8 s"
    | "Lost before it acts"
    | "Lost after it acts"
    | "Cut off after it acts"
    | "Error 503";
  webhooks?: readonly ("Drop" | "Late, 30 s" | "Twice" | "Out of order" | "Tampered")[];
};

/** /admin/sandbox, on a page of its own beside the shopper's. */
export class SandboxPanel {
  readonly page: Page;
  readonly admin: AdminPage;

  constructor(page: Page) {
    this.page = page;
    this.admin = new AdminPage(page);
  }

  async open(person: DemoPerson): Promise<void> {
    await this.admin.open("/admin/sandbox", person);
    await expect(this.page.getByRole("heading", { level: 1, name: "Sandbox" })).toBeVisible();
  }

  get form(): Locator {
    return this.page.getByRole("region", { name: "Set up a fault" });
  }

  /** Yellow, at the form's foot. */
  get sentence(): Locator {
    return this.form.getByRole("status").filter({ hasText: "payment" });
  }

  get waiting(): Locator {
    return this.page.getByRole("region", { name: "Waiting" });
  }

  get books(): Locator {
    return this.page.getByRole("region", { name: "Their book beside ours" });
  }

  async choose(choice: FaultChoice, orderNumber: string): Promise<void> {
    const key = async (set: RegExp, name: string | undefined) => {
      if (name === undefined) return;
      const group = this.form.getByRole("group", { name: set });
      await group.getByRole("radio", { name, exact: true }).check();
    };
    await key(/^Where/, choice.scope);
    await key(/^Where/, choice.gateway);
    await key(/^Answer/, choice.answer);
    await key(/^3DS/, choice.threeDs);
    await key(/^Connection/, choice.connection);
    if (choice.reason !== undefined) {
      const reasons = this.form.getByRole("combobox", { name: "Reason of the decline" });
      await reasons.selectOption({ label: choice.reason });
    }
    for (const name of choice.webhooks ?? []) {
      await this.form.getByRole("checkbox", { name, exact: true }).check();
    }
    await this.form.getByLabel("Only of this order").fill(orderNumber);
  }

  /** Sets a fault for one order's payments: it says first what will happen. */
  async setFault(choice: FaultChoice, orderNumber: string, sentence: string): Promise<void> {
    await this.choose(choice, orderNumber);
    await expect(this.sentence).toContainText(sentence);
    await this.form.getByRole("button", { name: "Set this fault" }).click();
    await expect(this.page.getByText("The fault is set")).toBeVisible();
  }

  /** The order's payment, as the merchant sees it. */
  async openPayment(orderNumber: string): Promise<void> {
    await this.page.goto("/admin/payments");
    await this.admin.openPayment(orderNumber);
  }

  /** The payment is opened anew until it says so. */
  async expectPayment(orderNumber: string, state: string | RegExp): Promise<void> {
    await expect(async () => {
      await this.page.goto("/admin/payments");
      await expect(this.admin.row(orderNumber)).toContainText(state, { timeout: 1_000 });
    }).toPass({ timeout: 45_000 });
    await this.admin.openPayment(orderNumber);
  }

  event(text: string | RegExp): Locator {
    return this.admin.events.filter({ hasText: text });
  }
}
