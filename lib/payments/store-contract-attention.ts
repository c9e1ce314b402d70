// What every payment store does about the attention list and disputes. Part of the contract suite.
import { expect, it } from "vitest";
import type { OrderId, ProviderReference } from "../ids";
import { decideDispute } from "./decide-dispute";
import type { PaymentChange, StoredTransaction } from "./store";
import { BY, nextId, type StoreHarness } from "./store-harness";
import { EUR, NOW } from "./test-state";

/** As the look leaves it that learned nothing after a day. */
const unknown = (transaction: StoredTransaction): PaymentChange => ({
  kind: "transaction_changed",
  id: transaction.id,
  from: "requested",
  set: { status: "indeterminate", nextCheckAt: null },
});

export function attentionContract(harness: StoreHarness): void {
  const { given, stateOf, newOrder, begin, write } = harness;

  it("opens one item for one cause, with one line, however many write at once", async () => {
    const orderId = await newOrder();
    const { transaction } = await begin(orderId);
    await write(orderId, [unknown(transaction)]);
    const count = (attemptsCount: number) =>
      write(orderId, [{ kind: "order_changed", set: { attemptsCount } }]);
    await Promise.all([count(2), count(3), count(4)]);
    const id = `unknown_outcome:${transaction.id}`;
    expect((await stateOf(orderId)).attention).toEqual([
      { id, kind: "unknown_outcome", stamp: "indeterminate", isOpen: true, ownerId: null },
    ]);
    const names = await given().eventNames(orderId);
    expect(names.filter((name) => name === "attention.opened")).toHaveLength(1);
  });

  it("closes it in the commit that ends its cause, and opens the same one anew", async () => {
    const orderId = await newOrder();
    const { transaction } = await begin(orderId);
    await write(orderId, [unknown(transaction)]);
    const soon = (nextCheckAt: Date | null): PaymentChange => ({
      kind: "transaction_changed",
      id: transaction.id,
      from: "indeterminate",
      set: { nextCheckAt },
    });
    await write(orderId, [soon(NOW)]);
    expect((await stateOf(orderId)).attention).toMatchObject([{ isOpen: false, stamp: "" }]);
    await write(orderId, [soon(null)]);
    expect((await stateOf(orderId)).attention).toMatchObject([{ isOpen: true }]);
    const names = (await given().eventNames(orderId)).filter((name) => name.startsWith("att"));
    expect(names).toEqual(["attention.opened", "attention.closed", "attention.opened"]);
  });

  it("keeps a dispute once, of many that tell of it at once, and forgets nothing of it", async () => {
    const orderId = await newOrder();
    const { transaction: authorization } = await begin(orderId);
    const told = {
      reference: nextId("du_") as ProviderReference,
      state: "needs_response",
      amount: { amountMinor: 6500, currency: EUR },
      reason: "fraudulent",
      respondBy: new Date(NOW.getTime() + 86_400_000),
      toldAt: NOW,
    } as const;
    const tell = (eventId: string) => {
      const newId = nextId("D");
      return given().store.change(orderId as OrderId, BY, NOW, (state) =>
        decideDispute(state, { authorization, told, eventId, newId }),
      );
    };
    const all = await Promise.all(["evt_1", "evt_3", "evt_2"].map(tell));
    expect(all.filter((each) => each.ok && each.value).length).toBeGreaterThan(0);
    const { disputes, attention } = await stateOf(orderId);
    expect(disputes).toMatchObject([
      { ...told, orderId, transactionId: authorization.id, toldBy: "evt_3", closedAt: null },
    ]);
    expect(attention).toMatchObject([{ kind: "dispute", isOpen: true }]);
  });
}
