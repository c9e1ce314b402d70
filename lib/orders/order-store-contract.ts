// What every order store keeps: run by the one on PostgreSQL and by the one of the simulation.
import { afterAll, beforeAll, describe } from "vitest";
import { type OrderStoreUnderTest, orderStoreHarness } from "./order-store-harness";
import { catalogContract } from "./store-contract-catalog";
import { editsContract } from "./store-contract-edits";
import { paymentsContract } from "./store-contract-payments";

export function orderStoreContract(name: string, open: () => Promise<OrderStoreUnderTest>): void {
  describe(`the order store ${name}`, () => {
    let opened: OrderStoreUnderTest | null = null;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    const harness = orderStoreHarness(() => {
      if (!opened) throw new Error("The store is not open.");
      return opened;
    });
    catalogContract(harness);
    editsContract(harness);
    paymentsContract(harness);
  });
}
