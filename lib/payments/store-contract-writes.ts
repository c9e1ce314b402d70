// What a payment store writes, and when it writes nothing. Part of the contract suite.
import { expect, it } from "vitest";
import type { OrderId, ProviderReference } from "../ids";
import { err, ok } from "../result";
import { decideSettlement } from "./decide-settlement";
import { orderEvent } from "./deciding";
import type { PaymentChange, PaymentState } from "./store";
import { BY, nextId, type StoreHarness } from "./store-harness";
import { approvedWith, NOW } from "./test-state";

export function writesContract(harness: StoreHarness): void {
  const { given, stateOf, newOrder, write } = harness;

  it("writes nothing when the decision is an error, or changes nothing", async () => {
    const orderId = await newOrder();
    const before = await stateOf(orderId);
    const refused = await given().store.change(orderId, BY, NOW, () => err({ code: "no" }));
    expect(refused).toEqual(err({ code: "no" }));
    expect(await write(orderId, [])).toEqual(ok(null));
    expect(await stateOf(orderId)).toEqual(before);
    expect(
      await given().store.change("none" as OrderId, BY, NOW, () => ok({ changes: [], value: 1 })),
    ).toMatchObject({ error: { code: "not_found" } });
  });

  it("decides anew when the state that it was given is an old one", async () => {
    const orderId = await newOrder();
    const old = await stateOf(orderId);
    await write(orderId, [orderEvent("order.tried", orderId, {})]);
    const versions: number[] = [];
    await given().store.change(old, BY, NOW, (state) => {
      versions.push(state.order.version);
      return ok({ changes: [orderEvent("order.tried", orderId, {})], value: null });
    });
    expect(versions).toEqual([old.order.version, old.order.version + 1]);
    expect(await given().eventNames(orderId)).toEqual(["order.tried", "order.tried"]);
  });

  it("lets of two at once each see what the other wrote", async () => {
    const orderId = await newOrder();
    await Promise.all(
      Array.from({ length: 8 }, () =>
        given().store.change(orderId, BY, NOW, (state) =>
          ok({
            changes: [
              {
                kind: "order_changed",
                set: { attemptsCount: state.order.attemptsCount + 1 },
              },
            ],
            value: null,
          }),
        ),
      ),
    );
    expect((await stateOf(orderId)).order.attemptsCount).toBe(8);
  });
}

export function settlementContract(harness: StoreHarness): void {
  const { given, stateOf, newOrder, begin, write } = harness;

  it("settles by compare-and-set, all of it or nothing", async () => {
    const orderId = await newOrder();
    const { transaction } = await begin(orderId);
    const reference = nextId("pay_") as ProviderReference;
    const answer = ok({
      ...approvedWith(),
      reference,
      transactionReference: nextId("act_") as ProviderReference,
    });
    const settleWith = (state: PaymentState) =>
      decideSettlement(state, {
        transactionId: transaction.id,
        answer,
        callId: null,
        transcripts: [],
        placesNow: false,
        newId: () => nextId("T"),
        now: NOW,
        follow: null,
      });
    await given().store.change(orderId, BY, NOW, settleWith);
    const placed = await stateOf(orderId);
    expect(placed.order).toMatchObject({ status: "placed", paymentStatus: "authorized" });
    const told = ["authorizations.create", "orders.authorize", "orders.place"];
    expect([...(await given().outgoingTopics(orderId))].sort()).toEqual(told);
    // What was decided on another status than the stored one is never written.
    const stale: PaymentChange = {
      kind: "transaction_changed",
      id: transaction.id,
      from: "requested",
      set: { status: "declined", settledAt: NOW, live: false },
    };
    const also = orderEvent("order.never", orderId, {});
    await expect(write(orderId, [also, stale])).rejects.toThrow();
    expect(await stateOf(orderId)).toEqual(placed);
    expect(await given().eventNames(orderId)).not.toContain("order.never");
    expect([...(await given().outgoingTopics(orderId))].sort()).toEqual(told);
  });
}
