// How edits and payments of one order meet. Part of the contract suite.
import { expect, it } from "vitest";
import type { TransactionStatus } from "../payments/transaction";
import { ok } from "../result";
import {
  addressOf,
  BY,
  mugs,
  NOW,
  nextId,
  type OrderStoreHarness,
  SHOP,
} from "./order-store-harness";
import type { OrderEdit } from "./store";

const HOLDING = ["requested", "pending", "indeterminate", "succeeded"] as const;
const LETTING: readonly TransactionStatus[] = ["action_required", "declined", "failed"];

export function paymentsContract(harness: OrderStoreHarness): void {
  isHeld(harness);
  isPlaced(harness);
  meets(harness);
}

function isHeld({ given, stateOf, pendingOrder, edit }: OrderStoreHarness): void {
  it.each(HOLDING)("lets nobody edit what an attempt holds that is %s", async (status) => {
    const id = await pendingOrder();
    await given().hold(id, status);
    const held = await stateOf(id);
    expect(held.isHeld).toBe(true);
    const refused = { error: { code: "order_not_editable", status: "pending" } };
    expect(await edit(id, { addLines: [mugs(1)] })).toMatchObject(refused);
    expect(await stateOf(id)).toEqual(held);
  });

  it.each(LETTING)("lets an order be edited whose attempt is %s", async (status) => {
    const id = await pendingOrder();
    await given().hold(id, status);
    expect(await edit(id, { addLines: [mugs(1)] })).toEqual(ok(null));
    expect((await stateOf(id)).order.totalMinor).toBe(3_500);
  });
}

function isPlaced({ given, stateOf, pendingOrder, edit }: OrderStoreHarness): void {
  it("counts what its payments came to, and refuses what is placed", async () => {
    const id = await pendingOrder();
    await given().hold(id, "succeeded");
    expect((await stateOf(id)).sums).toEqual({
      ...{ authorizedMinor: 2_500, capturedMinor: 0, voidedMinor: 0, refundedMinor: 0 },
    });
    const set = { status: "placed", placedAt: NOW } as const;
    await given().payments.change(id, BY, NOW, () =>
      ok({ changes: [{ kind: "order_changed", set }], value: null }),
    );
    const refused = { error: { code: "order_not_editable", status: "placed" } };
    expect(await edit(id, { texts: { reference: "late" } })).toMatchObject(refused);
  });

  it("lets a placed order that is taken back be mended, not sold anew", async () => {
    const id = await pendingOrder();
    await given().hold(id, "succeeded");
    await given().payments.change(id, BY, NOW, () =>
      ok({ changes: [{ kind: "order_changed", set: { status: "editing" } }], value: null }),
    );
    const placed = await stateOf(id);
    const address = addressOf(nextId("A"));
    const to = { addAddresses: [address], shippingAddressId: address.id };
    const mended = { ...to, email: "other@example.com", texts: { languageCode: "fr" } };
    const change = (from: typeof placed, edit: OrderEdit) =>
      given().store.change(from, BY, NOW, () => ok({ edit, value: null }), "placed_too");
    expect(await change(placed, mended)).toEqual(ok(null));
    const { email, version } = { email: "other@example.com", version: placed.order.version + 1 };
    const language = { languageCode: "fr", shippingAddressId: address.id };
    const after = await stateOf(id);
    expect(after).toEqual({ ...placed, order: { ...placed.order, ...language, email, version } });
    const refused = { error: { code: "order_not_editable", status: "editing" } };
    expect(await edit(id, mended)).toMatchObject(refused);
    for (const much of [
      { addLines: [mugs(1)] },
      { removeLines: [after.lines[0]?.id ?? ""] },
      { changeLines: [{ id: after.lines[0]?.id ?? "", quantity: 1 }] },
      { deliveryMethodId: "express" },
      { paymentMethodId: null },
      { terms: { ...SHOP.market, taxRate: 0 } },
    ]) {
      expect(await change(after, much), JSON.stringify(much)).toMatchObject(refused);
    }
    expect(await stateOf(id)).toEqual(after);
  });
}

function meets({
  given,
  stateOf,
  payableOf,
  newOrder,
  pendingOrder,
  edit,
}: OrderStoreHarness): void {
  it("shows payments the order as it was edited", async () => {
    const id = await newOrder();
    const nothing = { linesCount: 0, ships: false, isDeliveryChosen: true, totalMinor: 0 };
    expect(await payableOf(id)).toMatchObject({ ...nothing, status: "draft", email: null });
    const line = mugs(2);
    const address = addressOf(nextId("A"));
    await edit(id, { addLines: [line], addAddresses: [address], shippingAddressId: address.id });
    const shipped = { linesCount: 1, ships: true, hasShippingAddress: true, totalMinor: 2_000 };
    expect(await payableOf(id)).toMatchObject({ ...shipped, isDeliveryChosen: false });
    await edit(id, { email: `${id}@example.com`.toLowerCase(), deliveryMethodId: "express" });
    expect(await payableOf(id)).toMatchObject({
      ...{ ...shipped, isDeliveryChosen: true, totalMinor: 2_900, status: "pending", version: 2 },
      ...{ email: `${id}@example.com`.toLowerCase(), hasBillingAddress: false },
    });
  });

  it("decides anew, whichever of an edit and a payment was first", async () => {
    const id = await pendingOrder();
    const [oldCart, oldPayments] = [
      await stateOf(id),
      await given().payments.find({ orderId: id }),
    ];
    if (!oldPayments) throw new Error("The order is gone.");
    await edit(oldCart, { addLines: [mugs(1)] });
    const totals: number[] = [];
    const set = { attemptsCount: 1 };
    await given().payments.change(oldPayments, BY, NOW, ({ order }) => {
      totals.push(order.totalMinor);
      return ok({ changes: [{ kind: "order_changed", set }], value: null });
    });
    expect(totals).toEqual([2_500, 3_500]);
    await edit(oldCart, { addLines: [mugs(1)] });
    expect((await stateOf(id)).order).toMatchObject({ totalMinor: 4_500, version: 4 });
    expect(await payableOf(id)).toMatchObject({ attemptsCount: 1, linesCount: 3 });
  });
}
