// What an order store writes, and when it writes nothing. Part of the contract suite.
import { expect, it } from "vitest";
import { err, ok } from "../result";
import {
  addressOf,
  BY,
  mugs,
  NOW,
  nextId,
  type OrderStoreHarness,
  SHOP,
  USD,
} from "./order-store-harness";

export function editsContract(harness: OrderStoreHarness): void {
  keepsOrders(harness);
  keepsEdits(harness);
  chargesFees(harness);
  keepsTheirTurn(harness);
}

function keepsOrders({ given, stateOf, newOrder }: OrderStoreHarness): void {
  it("gives back a new order by its id and its token: an empty cart", async () => {
    const id = await newOrder();
    const state = await stateOf(id);
    expect(state.order).toMatchObject({
      ...{ id, token: `token-${id}`, status: "draft", paymentStatus: "unpaid", mode: "test" },
      ...{ version: 0, marketId: "market", currency: "EUR", taxIncluded: true, taxRate: 0.19 },
      ...{ languageCode: "de", email: null, totalMinor: 0, deliveryMethodId: null },
    });
    expect(state).toMatchObject({ lines: [], shipmentId: null, isHeld: false });
    expect(state.deliveryMethods).toEqual(SHOP.deliveryMethods);
    expect(await given().store.find({ token: `token-${id}` })).toEqual(state);
    expect(await given().store.find({ id: "none" })).toBeNull();
    expect(await given().store.find({ token: "none" })).toBeNull();
    expect(await given().eventNames(id)).toEqual(["order.created"]);
  });

  it("refuses a token that another order has", async () => {
    const { token } = (await stateOf(await newOrder())).order;
    const owner = { mode: "test", email: null, apiClientId: null } as const;
    const copy = { id: nextId("Order") as never, token, terms: SHOP.market, ...owner };
    await expect(given().store.create(copy, BY, NOW)).rejects.toThrow();
    expect(await given().store.find({ id: copy.id })).toBeNull();
  });
}

function keepsEdits({ given, stateOf, newOrder, pendingOrder, edit }: OrderStoreHarness): void {
  it("makes a cart an order with its first line and its customer, and a cart again", async () => {
    const id = await newOrder();
    const line = mugs(2);
    expect(await edit(id, { addLines: [line] })).toEqual(ok(null));
    expect((await stateOf(id)).order).toMatchObject({ status: "draft", totalMinor: 2_000 });
    await edit(id, { email: ` ${id}@Example.com `, deliveryMethodId: "post" });
    const pending = await stateOf(id);
    const totals = { subtotalMinor: 2_000, shippingMinor: 500, taxMinor: 399, totalMinor: 2_500 };
    expect(pending.order).toMatchObject({ status: "pending", deliveryMethodId: "post", ...totals });
    expect(pending.order).toMatchObject({ version: 2, email: `${id}@example.com`.toLowerCase() });
    expect(pending.lines).toEqual([line]);
    expect(pending.shipmentId).not.toBeNull();
    await edit(id, { removeLines: [line.id] });
    const emptied = await stateOf(id);
    expect(emptied.lines).toEqual([]);
    expect(emptied.order).toMatchObject({
      status: "draft",
      paymentStatus: "unpaid",
      totalMinor: 0,
    });
    expect(await given().eventNames(id)).toEqual([
      "order.created",
      ...Array(3).fill("order.updated"),
    ]);
  });

  it("counts a changed line, frees a large order's delivery, and keeps what was not named", async () => {
    const id = await pendingOrder();
    const before = await stateOf(id);
    const [line] = before.lines;
    await edit(id, { changeLines: [{ id: line?.id ?? "", quantity: 12 }] });
    const after = await stateOf(id);
    expect(after.order).toMatchObject({
      totalMinor: 12_000,
      shippingMinor: 0,
      subtotalMinor: 12_000,
    });
    expect(after.lines).toEqual([{ ...line, quantity: 12 }]);
    expect(after.shipmentId).toBe(before.shipmentId);
    expect(after.order.email).toBe(before.order.email);
  });

  it("prices a cart in another currency, without the delivery that is not offered in it", async () => {
    const id = await pendingOrder();
    const [line] = (await stateOf(id)).lines;
    const terms = { ...SHOP.market, currency: "USD" as typeof SHOP.market.currency, taxRate: 0 };
    await edit(id, { terms, changeLines: [{ id: line?.id ?? "", unitMinor: 1_100 }] });
    expect((await stateOf(id)).order).toMatchObject({
      ...{ currency: "USD", taxRate: 0, totalMinor: 2_200, taxMinor: 0, deliveryMethodId: null },
    });
  });

  it("keeps addresses and the payment method that were chosen, and lets them go again", async () => {
    const id = await pendingOrder();
    const address = addressOf(nextId("A"));
    const { paymentMethodId } = SHOP;
    await edit(id, { addAddresses: [address], shippingAddressId: address.id, paymentMethodId });
    const chosen = { shippingAddressId: address.id, billingAddressId: null, paymentMethodId };
    expect((await stateOf(id)).order).toMatchObject(chosen);
    await edit(id, { texts: { languageCode: "fr" } });
    expect((await stateOf(id)).order).toMatchObject({ ...chosen, languageCode: "fr" });
    await edit(id, { shippingAddressId: null, paymentMethodId: null });
    const gone = { shippingAddressId: null, paymentMethodId: null };
    expect((await stateOf(id)).order).toMatchObject(gone);
  });
}

function chargesFees({ stateOf, pendingOrder, edit }: OrderStoreHarness): void {
  it("charges what its payment method costs, while it is paid with that method", async () => {
    const id = await pendingOrder();
    const before = (await stateOf(id)).order;
    expect(before.paymentMethodMinor).toBe(0);
    const { invoice, paymentMethodId } = SHOP;
    await edit(id, { paymentMethodId: invoice.id });
    const totalMinor = before.totalMinor + invoice.feeMinor;
    const charged = { paymentMethodMinor: invoice.feeMinor, totalMinor };
    const taxMinor = Math.round((totalMinor * 0.19) / 1.19);
    expect((await stateOf(id)).order).toMatchObject({ ...charged, taxMinor });
    // Whatever else is edited.
    await edit(id, { texts: { languageCode: "fr" } });
    expect((await stateOf(id)).order).toMatchObject(charged);
    await edit(id, { texts: { attributes: { payment_method_taxable: false } } });
    const { taxMinor: taxed } = before;
    expect((await stateOf(id)).order).toMatchObject({ ...charged, taxMinor: taxed });
    await edit(id, { paymentMethodId });
    const { totalMinor: without } = before;
    expect((await stateOf(id)).order).toMatchObject({ paymentMethodMinor: 0, totalMinor: without });
  });

  it("charges a fee in its own currency only", async () => {
    const id = await pendingOrder();
    await edit(id, { paymentMethodId: SHOP.invoice.id });
    const terms = { ...SHOP.market, currency: USD, taxRate: 0 };
    const { lines } = await stateOf(id);
    await edit(id, {
      terms,
      changeLines: lines.map((line) => ({ id: line.id, unitMinor: 1_100 })),
    });
    const { subtotalMinor, totalMinor, paymentMethodMinor } = (await stateOf(id)).order;
    expect({ paymentMethodMinor, totalMinor }).toEqual({
      ...{ paymentMethodMinor: 0, totalMinor: subtotalMinor },
    });
    await edit(id, { texts: { languageCode: "fr" } });
    expect((await stateOf(id)).order).toMatchObject({ paymentMethodMinor: 0, totalMinor });
  });
}

function keepsTheirTurn({ given, stateOf, newOrder, edit }: OrderStoreHarness): void {
  it("writes nothing when the decision is an error, or the order is not there", async () => {
    const id = await newOrder();
    const before = await stateOf(id);
    const refused = err({ code: "forbidden" } as const);
    expect(await given().store.change({ id }, BY, NOW, () => refused)).toEqual(refused);
    expect(await stateOf(id)).toEqual(before);
    expect(await edit("none", {})).toMatchObject({ error: { code: "not_found" } });
  });

  it("decides anew when the order that it was given is an old one", async () => {
    const id = await newOrder();
    const old = await stateOf(id);
    await edit(id, { addLines: [mugs(1)] });
    const seen: number[] = [];
    await given().store.change(old, BY, NOW, (state) => {
      seen.push(state.lines.length);
      return ok({ edit: { addLines: [mugs(1)] }, value: null });
    });
    expect(seen).toEqual([0, 1]);
    expect((await stateOf(id)).lines).toHaveLength(2);
  });

  it("loses no line of many that are added at once", async () => {
    const id = await newOrder();
    await Promise.all(Array.from({ length: 6 }, () => edit(id, { addLines: [mugs(1)] })));
    const { lines, order } = await stateOf(id);
    expect(lines).toHaveLength(6);
    expect(order).toMatchObject({ subtotalMinor: 6_000, version: 6 });
  });
}
