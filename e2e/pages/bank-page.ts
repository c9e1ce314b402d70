import { expect, type Locator, type Page } from "@playwright/test";

export type BankAnswer = "Complete" | "Fail" | "Cancel";

/** The pretend bank's 3DS page, on the sandbox's origin. */
export class BankPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The same in another tab. */
  on(page: Page): BankPage {
    return new BankPage(page);
  }

  get facts(): Locator {
    return this.page.getByRole("main");
  }

  async expectQuestion(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Is this payment yours?" })).toBeVisible();
  }

  async answer(answer: BankAnswer): Promise<void> {
    await this.expectQuestion();
    await this.page.getByRole("button", { name: new RegExp(`^${answer}:`) }).click();
  }

  /** When the provider's webhook is sent, beside the way back through the browser. */
  async chooseWebhook(timing: "Before you go back" | "After 10 s" | "Never" | "Twice") {
    await this.page.getByRole("radio", { name: timing }).check();
  }
}
