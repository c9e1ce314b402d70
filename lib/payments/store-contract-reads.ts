// What a payment store gives back. Part of the contract suite.
import { expect, it } from "vitest";
import type { ProviderReference, TransactionId } from "../ids";
import { nextId, type StoreHarness } from "./store-harness";

export function readsContract(harness: StoreHarness): void {
  const { given, stateOf, newOrder, begin, write } = harness;

  it("finds an order by everything that leads to it, and answers null for what does not", async () => {
    const orderId = await newOrder();
    const { source, transaction } = await begin(orderId, {
      reference: nextId("pay_") as ProviderReference,
    });
    const { token } = (await stateOf(orderId)).order;
    const byGateway = (reference: string | null, ourReference: string) => ({
      gatewayId: "gateway",
      lookup: { reference: reference as ProviderReference | null, ourReference },
    });
    for (const key of [
      { orderToken: token },
      { sourceId: source.id },
      { returnToken: source.returnToken },
      byGateway(source.reference, ""),
      byGateway(null, transaction.ourReference ?? ""),
    ]) {
      expect((await given().store.find(key))?.order.id, JSON.stringify(key)).toBe(orderId);
    }
    for (const key of [
      { orderId: "none" },
      { orderToken: "none" },
      { sourceId: "none" },
      { returnToken: "none" },
      byGateway("none", "none"),
      { ...byGateway(source.reference, ""), gatewayId: "other" },
    ]) {
      expect(await given().store.find(key), JSON.stringify(key)).toBeNull();
    }
  });

  it("gives back what was written, and raises the order's version once", async () => {
    const orderId = await newOrder();
    const before = await stateOf(orderId);
    const { transaction, call, after } = await begin(orderId);
    const state = await stateOf(orderId);
    expect(state.order).toEqual({ ...after.order, version: before.order.version + 1 });
    expect(state.transactions).toEqual([transaction]);
    expect(await given().store.findCall(transaction.id)).toMatchObject({ id: call.id });
    expect(await given().store.findCall("none" as TransactionId)).toBeNull();
    expect(await given().eventNames(orderId)).toEqual([
      "payment_source.created",
      "authorization.requested",
      "order.placing",
    ]);
  });

  it("keeps what a call says first, whatever is said later", async () => {
    const orderId = await newOrder();
    const { transaction, call } = await begin(orderId);
    const kept = () => given().store.findCall(transaction.id);
    expect((await kept())?.document).toBeNull();
    expect(await given().store.keepDocument(call.id, { city: "Bonn" })).toEqual({ city: "Bonn" });
    expect(await given().store.keepDocument(call.id, { city: "Ulm" })).toEqual({ city: "Bonn" });
    expect((await kept())?.document).toEqual({ city: "Bonn" });
  });

  it("lists what is due, soonest first, as many as asked for", async () => {
    const dueAt = (seconds: number) => new Date(Date.UTC(2000, 0, 1, 0, 0, seconds));
    const ids: string[] = [];
    for (const seconds of [3, 1, 2]) {
      const orderId = await newOrder();
      const { transaction } = await begin(orderId);
      const set = { nextCheckAt: dueAt(seconds) };
      await write(orderId, [
        { kind: "transaction_changed", id: transaction.id, from: "requested", set },
      ]);
      ids[seconds] = transaction.id;
    }
    const due = async (seconds: number, limit: number) =>
      (await given().store.listDue(dueAt(seconds), limit)).map((each) => each.transactionId);
    expect(await due(3, 10)).toEqual([ids[1], ids[2], ids[3]]);
    expect(await due(3, 2)).toEqual([ids[1], ids[2]]);
    expect(await due(1, 10)).toEqual([ids[1]]);
    expect(await due(0, 10)).toEqual([]);
  });

  it("knows its gateways", async () => {
    expect(await given().store.findGateway("gateway")).toMatchObject({
      type: "checkout_com_gateways",
    });
    expect(await given().store.findGateway("none")).toBeNull();
    expect(await given().store.listGateways("checkout_com_gateways")).toHaveLength(1);
    expect(await given().store.listGateways("stripe_gateways")).toEqual([]);
  });
}
