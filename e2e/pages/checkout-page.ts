import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

export type CardGateway = "Stripe" | "Checkout.com";
export type Contact = Partial<
  Record<"E-mail" | "Full name" | "Country" | "Street and number" | "Postcode" | "City", string>
>;

export const MARA: Required<Contact> = {
  "E-mail": "mara.vogel@example.com",
  "Full name": "Mara Vogel",
  Country: "Germany",
  "Street and number": "Reichenberger Straße 48",
  Postcode: "10999",
  City: "Berlin",
};

/** The three steps of a checkout, by what people read on them. */
export class CheckoutPage {
  readonly page: Page;
  /** What went wrong, above the title. */
  readonly errors: Locator;
  readonly pay: Locator;

  constructor(page: Page) {
    this.page = page;
    this.errors = page.getByRole("main").getByRole("alert");
    this.pay = page.getByRole("button", { name: /^Pay(ing)? / });
  }

  /** The same in another tab. */
  on(page: Page): CheckoutPage {
    return new CheckoutPage(page);
  }

  step(name: "Contact and address" | "Delivery" | "Payment"): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  async fillContact(contact: Contact): Promise<void> {
    for (const [label, value] of Object.entries(contact)) {
      const field = this.page.getByLabel(label, { exact: true });
      if (label === "Country") await field.selectOption({ label: value });
      else await field.fill(value);
    }
  }

  /** Sends the first step; with one way of delivery the payment is next. */
  async continueToPayment(): Promise<void> {
    await this.page.getByRole("button", { name: "Continue to delivery" }).click();
    await expect(this.pay).toBeVisible();
  }

  method(name: string): Locator {
    return this.page.getByRole("radio", { name: new RegExp(`^${name}`) });
  }

  /** The gateway's own fields, in its frame on another origin. */
  cardFields(gateway: CardGateway): FrameLocator {
    return this.page.getByTitle(`Card details, held by ${gateway}`).contentFrame();
  }

  async enterCard(gateway: CardGateway, number: string): Promise<void> {
    await this.method(`Card by ${gateway}`).check();
    const fields = this.cardFields(gateway);
    await fields.getByLabel("Card number").fill(number);
    await fields.getByLabel("Expiry date").fill("12 / 34");
    await fields.getByLabel("Security code").fill("100");
  }

  get code(): Locator {
    return this.page.getByRole("textbox", { name: "Northbank code" });
  }

  async enterCode(code: string): Promise<void> {
    await this.method("Northbank Pay").check();
    await this.code.fill(code);
  }

  async payByCard(gateway: CardGateway, number: string): Promise<void> {
    await this.enterCard(gateway, number);
    await this.pay.click();
  }

  async payByCode(code: string): Promise<void> {
    await this.enterCode(code);
    await this.pay.click();
  }

  /** Reads the error summary, which has the focus. */
  async expectErrors(title: string | RegExp, text?: string | RegExp): Promise<void> {
    await expect(this.errors.getByRole("heading", { name: title })).toBeVisible();
    await expect(this.errors).toBeFocused();
    if (text !== undefined) await expect(this.errors).toContainText(text);
  }
}
