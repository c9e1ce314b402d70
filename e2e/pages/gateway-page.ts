import { expect, type Page } from "@playwright/test";

/** One gateway of the admin, and the forms that set one up. */
export class GatewayPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get errors() {
    return this.page.getByRole("main").getByRole("alert");
  }

  get dialog() {
    return this.page.getByRole("dialog");
  }

  section(name: string) {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** The form of a kind of gateway, on the way that a merchant takes. */
  async begin(kind: string): Promise<void> {
    await this.page.goto("/admin/gateways/new");
    await this.page.getByRole("link", { name: `Add ${kind}`, exact: true }).click();
    await expect(this.page.getByRole("heading", { name: `Add ${kind}` })).toBeVisible();
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      await this.page.getByLabel(label).fill(value);
    }
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Opens a dialog, which says what will happen, and lets it happen. */
  async act(open: string, says: string | RegExp, confirm: string): Promise<void> {
    await this.press(open);
    await expect(this.dialog).toContainText(says);
    await this.dialog.getByRole("button", { name: confirm, exact: true }).click();
    await expect(this.dialog).toHaveCount(0);
  }

  get id(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }
}
