/** What the specs of the sandbox's faults begin with: a shopper's order, and the panel beside it. */
import type { NewOrder, OrderRequest } from "./api";
import { test as base } from "./fixtures";
import { SandboxPanel } from "./pages/sandbox-panel";

export { expect } from "./fixtures";

export type FaultStage = { order: NewOrder; number: string; panel: SandboxPanel };

export const test = base.extend<{ openStage: (wish?: OrderRequest) => Promise<FaultStage> }>({
  openStage: async ({ context, openCheckout, api, environment }, use) =>
    use(async (wish) => {
      const order = await openCheckout(wish);
      const number = String((await api.find(`orders/${order.id}`)).attributes.number);
      const panel = new SandboxPanel(await context.newPage());
      await panel.open(environment.demo.operator);
      return { order, number, panel };
    }),
});
