import { expect, type Locator, type Page } from "@playwright/test";

/** What the shopper reads once the order is placed. */
export class ConfirmationPage {
  readonly page: Page;
  readonly receipt: Locator;

  constructor(page: Page) {
    this.page = page;
    this.receipt = page.getByRole("complementary", { name: "Receipt" });
  }

  /** The same in another tab. */
  on(page: Page): ConfirmationPage {
    return new ConfirmationPage(page);
  }

  async expectThanks(amount = "€65.00"): Promise<void> {
    await expect(this.page.getByRole("heading", { name: /^Thank you/ })).toBeVisible();
    await expect(this.receipt).toContainText(amount);
  }

  /** The order's id, as the receipt says it. */
  async reference(): Promise<string> {
    const line = this.receipt.getByRole("paragraph").filter({ hasText: "Reference" });
    return ((await line.textContent()) ?? "").replace("Reference", "").trim();
  }
}
