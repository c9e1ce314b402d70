import { type BrowserContext, test as base, request } from "@playwright/test";
import { Api, type NewOrder, type OrderRequest } from "./api";
import { type Environment, readEnvironment } from "./environment";
import { BankPage } from "./pages/bank-page";
import { CheckoutPage } from "./pages/checkout-page";
import { ConfirmationPage } from "./pages/confirmation-page";
import { ShopPage } from "./pages/shop-page";
import { CardNumberRecorder, ConsoleRecorder } from "./recorder";
import { Sandbox } from "./sandbox";

export { expect } from "@playwright/test";

type TestFixtures = {
  context: BrowserContext;
  consoleErrors: ConsoleRecorder;
  /** Makes an order of the test's own and opens its checkout. */
  openCheckout: (wish?: OrderRequest) => Promise<NewOrder>;
  shop: ShopPage;
  checkout: CheckoutPage;
  bank: BankPage;
  confirmation: ConfirmationPage;
};
type WorkerFixtures = { environment: Environment; api: Api; sandbox: Sandbox };

export const test = base.extend<TestFixtures, WorkerFixtures>({
  environment: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the first argument.
    async ({}, use) => use(readEnvironment()),
    { scope: "worker" },
  ],
  api: [
    async ({ environment }, use) => {
      const context = await request.newContext();
      await use(await Api.signIn(context, environment.demo));
      await context.dispose();
    },
    { scope: "worker" },
  ],
  sandbox: [
    async ({ environment }, use) => {
      const context = await request.newContext();
      await use(new Sandbox(context, environment));
      await context.dispose();
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the first argument.
  consoleErrors: async ({}, use) => use(new ConsoleRecorder()),
  context: async ({ context, consoleErrors, environment }, use) => {
    const cards = new CardNumberRecorder(environment.demo.baseUrl);
    cards.watch(context);
    consoleErrors.watch(context);
    await use(context);
    base.expect(await cards.found(context), "no card number reaches the shop").toEqual([]);
    base.expect(consoleErrors.unexpected, "no unexpected error in the console").toEqual([]);
  },
  openCheckout: async ({ page, api }, use) =>
    use(async (wish) => {
      const order = await api.createOrder(wish);
      await page.goto(order.path);
      return order;
    }),
  shop: async ({ page }, use) => use(new ShopPage(page)),
  checkout: async ({ page }, use) => use(new CheckoutPage(page)),
  bank: async ({ page }, use) => use(new BankPage(page)),
  confirmation: async ({ page }, use) => use(new ConfirmationPage(page)),
});
