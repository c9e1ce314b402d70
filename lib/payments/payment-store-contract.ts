// What every payment store keeps: run by the one on PostgreSQL and by the one of the simulation.
import { afterAll, beforeAll, describe } from "vitest";
import { attentionContract } from "./store-contract-attention";
import { circuitsContract } from "./store-contract-circuits";
import { constraintsContract } from "./store-contract-constraints";
import { readsContract } from "./store-contract-reads";
import { settlementContract, writesContract } from "./store-contract-writes";
import { type StoreUnderTest, storeHarness } from "./store-harness";

export function paymentStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`the payment store ${name}`, () => {
    let opened: StoreUnderTest | null = null;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    const harness = storeHarness(() => {
      if (!opened) throw new Error("The store is not open.");
      return opened;
    });
    readsContract(harness);
    writesContract(harness);
    settlementContract(harness);
    constraintsContract(harness);
    attentionContract(harness);
    circuitsContract(harness);
  });
}
