// What the database itself refuses, whoever decided it. Part of the contract suite.
import { expect, it } from "vitest";
import type { ProviderReference, TransactionId } from "../ids";
import { decideSettlement } from "./decide-settlement";
import { BY, nextId, type StoreHarness } from "./store-harness";
import { ANSWERS, NOW } from "./test-state";

export function constraintsContract(harness: StoreHarness): void {
  const { given, stateOf, newOrder, begin, write } = harness;

  it("refuses a second live attempt, whoever decided it", async () => {
    const orderId = await newOrder();
    const { transaction } = await begin(orderId);
    const second = {
      ...transaction,
      id: nextId("T") as TransactionId,
      attempt: 2,
      ourReference: `${orderId}-2`,
    };
    await expect(
      write(orderId, [{ kind: "transaction_created", transaction: second }]),
    ).rejects.toThrow();
    expect((await stateOf(orderId)).transactions).toHaveLength(1);
  });

  it.each([
    ["attempt", {}],
    ["key", { attempt: null, kind: "void" as const, idempotencyKey: "one" }],
  ])("refuses what is there already within an order: its %s", async (_, set) => {
    const orderId = await newOrder();
    const { transaction } = await begin(orderId);
    const copy = () => ({
      kind: "transaction_created" as const,
      transaction: {
        ...transaction,
        live: false,
        ourReference: null,
        ...set,
        id: nextId("T") as TransactionId,
      },
    });
    await expect(write(orderId, [copy(), copy()])).rejects.toThrow();
    expect((await stateOf(orderId)).transactions).toHaveLength(1);
  });

  it("refuses a provider's reference that another order holds", async () => {
    const reference = nextId("pay_") as ProviderReference;
    const first = await newOrder();
    await begin(first, { reference });
    const second = await newOrder();
    await expect(begin(second, { reference })).rejects.toThrow();
    expect((await stateOf(second)).sources).toEqual([]);
  });

  it("forgets nothing of an answer", async () => {
    const orderId = await newOrder();
    const { transaction, call } = await begin(orderId);
    await given().store.change(orderId, BY, NOW, (state) =>
      decideSettlement(state, {
        transactionId: transaction.id,
        answer: ANSWERS.declined,
        callId: call.id,
        transcripts: [],
        placesNow: false,
        newId: () => nextId("T"),
        now: NOW,
        follow: null,
      }),
    );
    const [stored] = (await stateOf(orderId)).transactions;
    expect(stored).toMatchObject({
      status: "declined",
      live: false,
      decline: { code: "insufficient_funds", raw: "20051" },
      nextCheckAt: null,
      settledAt: NOW,
    });
  });
}
