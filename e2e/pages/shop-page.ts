import { expect, type Page } from "@playwright/test";

/** The demo shop: its products and the cart. */
export class ShopPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto("/");
  }

  async add(product: string): Promise<void> {
    await this.page.getByRole("button", { name: `Add ${product} to the cart` }).click();
  }

  async chooseCurrency(code: string): Promise<void> {
    await this.page.getByLabel("Currency").selectOption(code);
  }

  async openCart(): Promise<void> {
    await this.page.getByRole("banner").getByRole("link", { name: /^Cart/ }).click();
    await expect(this.page.getByRole("heading", { name: "Your cart", exact: true })).toBeVisible();
  }

  async goToCheckout(): Promise<void> {
    await this.page.getByRole("link", { name: /^Go to checkout/ }).click();
    await expect(this.page.getByRole("heading", { name: "Checkout", exact: true })).toBeVisible();
  }
}
