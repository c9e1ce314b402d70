import { describe, expect, it } from "vitest";
import { asIntegration, asShopper } from "./client";
import { ADDRESS, payableOrder, placedOrder, refusalOf, TOTAL } from "./road";

describe("a placed order", () => {
  it("is approved, and then captured", async () => {
    const { cl, order } = await placedOrder();
    expect(await cl.orders._approve(order.id)).toMatchObject({
      status: "approved",
      payment_status: "authorized",
    });
    expect(await cl.orders._capture(order.id)).toMatchObject({ payment_status: "paid" });
  });

  it("is approved and captured at once", async () => {
    const { cl, order } = await placedOrder();
    const after = await cl.orders._approve_and_capture(order.id);
    expect(after).toMatchObject({ status: "approved", payment_status: "paid" });
    expect(after.approved_at).toMatch(/Z$/);
  });

  it("is cancelled, and its money let go", async () => {
    const { cl, order } = await placedOrder();
    const after = await cl.orders._cancel(order.id);
    expect(after).toMatchObject({ status: "cancelled", payment_status: "voided" });
    expect(await cl.orders.voids(order.id)).toHaveLength(1);
  });

  it("is refunded as a whole, which cancels it", async () => {
    const { cl, order } = await placedOrder();
    await cl.orders._approve_and_capture(order.id);
    expect(await cl.orders._refund(order.id)).toMatchObject({
      status: "cancelled",
      payment_status: "refunded",
    });
  });

  it("is not approved after it was cancelled", async () => {
    const { cl, order } = await placedOrder();
    await cl.orders._cancel(order.id);
    expect(await refusalOf(cl.orders._approve(order.id))).toMatchObject({
      status: 422,
      source: { pointer: "/data/attributes/status" },
    });
  });

  it("is archived, and taken out again", async () => {
    const { cl, order } = await placedOrder();
    await cl.orders._cancel(order.id);
    expect((await cl.orders._archive(order.id)).archived_at).toMatch(/Z$/);
    expect((await cl.orders._unarchive(order.id)).archived_at).toBeNull();
  });

  it("is not deleted", async () => {
    const { cl, order } = await placedOrder();
    expect((await refusalOf(cl.orders.delete(order.id))).status).toBe(423);
  });

  it("is edited while it stands, within what was authorized", async () => {
    const { cl, order } = await placedOrder();
    expect(await cl.orders._start_editing(order.id)).toMatchObject({ status: "editing" });
    const back = await cl.orders._stop_editing(order.id);
    expect(back).toMatchObject({ status: "placed", total_amount_with_taxes_cents: TOTAL });
  });

  it("tells its whole history, and who made it", async () => {
    const { cl, order } = await placedOrder();
    await cl.orders._approve(order.id);
    const events = await cl.orders.event_stores(order.id, { pageSize: 25 });
    const names = [...events].map(({ event }) => event);
    expect(names).toEqual(expect.arrayContaining(["order.created", "order.approved"]));
    for (const { who } of events) expect(who).toBeTruthy();
  });
});

describe("an order that is being made", () => {
  it("takes notes of its shop", async () => {
    const cl = await asIntegration();
    const order = await cl.orders.create({
      reference: "cart-1",
      language_code: "de",
      metadata: { desk: 7 },
      affiliate_code: "friends",
    });
    expect(order).toMatchObject({ language_code: "de", affiliate_code: "friends" });
    const named = await cl.orders.update({ id: order.id, reference: "cart-2" });
    expect(named).toMatchObject({ reference: "cart-2", metadata: { desk: 7 } });
  });

  it("has lines whose quantity changes, and that go", async () => {
    const cl = await asShopper();
    const order = await payableOrder(cl);
    const [line] = await cl.orders.line_items(order.id, {
      filters: { sku_code_eq: "ENAMEL-MUG" },
    });
    const { id } = line ?? { id: "" };
    expect((await cl.line_items.update({ id, quantity: 3 })).total_amount_cents).toBe(4200);
    expect((await cl.orders.retrieve(order.id)).subtotal_amount_cents).toBe(4200);
    await cl.line_items.delete(id);
    expect(await cl.orders.retrieve(order.id)).toMatchObject({ skus_count: 0, status: "draft" });
  });

  it("takes its delivery from a shipment's method", async () => {
    const cl = await asShopper();
    const order = await payableOrder(cl);
    const [shipment] = await cl.orders.shipments(order.id, {
      include: ["available_shipping_methods"],
    });
    const [first] = shipment?.available_shipping_methods ?? [];
    if (!shipment || !first) throw new Error("Nothing can be delivered.");
    await cl.shipments.update({
      id: shipment.id,
      shipping_method: cl.shipping_methods.relationship(first.id),
    });
    expect((await cl.shipments.shipping_method(shipment.id))?.id).toBe(first.id);
  });

  it("clones one address for the other", async () => {
    const cl = await asShopper();
    const order = await cl.orders.create({ customer_email: "ines@shop.example" });
    const address = await cl.addresses.create(ADDRESS);
    await cl.orders.update({
      id: order.id,
      shipping_address: cl.addresses.relationship(address.id),
    });
    await cl.orders._billing_address_same_as_shipping(order.id);
    expect((await cl.orders.billing_address(order.id))?.line_1).toBe(ADDRESS.line_1);
  });

  it("is cancelled, and deleted, while nothing is paid", async () => {
    const cl = await asIntegration();
    const first = await cl.orders.create({});
    await cl.orders.delete(first.id);
    expect((await refusalOf(cl.orders.retrieve(first.id))).status).toBe(404);
    const second = await payableOrder(cl);
    expect(await cl.orders._cancel(second.id)).toMatchObject({ status: "cancelled" });
  });

  it("changes its address's words", async () => {
    const cl = await asShopper();
    const address = await cl.addresses.create(ADDRESS);
    const moved = await cl.addresses.update({ id: address.id, city: "Potsdam" });
    expect(moved).toMatchObject({ city: "Potsdam", full_name: "Ines Koch" });
  });
});
