import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
let prisma: typeof import("@/lib/db/client").prisma;
beforeAll(async () => {
  shop = await openApiShop();
  ({ prisma } = await import("@/lib/db/client"));
}, 180_000);
afterAll(() => shop?.close());

const run = (id: string, attributes: object, relationships: object = {}) =>
  shop.call("PATCH", `orders/${id}`, { body: patchOf(id, attributes, relationships) });

async function placedOrder(): Promise<string> {
  const id = await makeOrder(shop, shop.integration);
  const attributes = { payment_source_token: "NB-APPROVE" };
  const order = { order: to("orders", id) };
  await shop.call("POST", "external_payments", {
    body: document("external_payments", attributes, order),
  });
  expect((await run(id, { _place: true })).status).toBe(200);
  return id;
}

const historyOf = async (orderId: string) => {
  const events = await prisma().event.findMany({
    where: { orderId },
    orderBy: { sequence: "asc" },
  });
  return events.map(({ name }) => name).filter((name) => name.startsWith("order."));
};

describe("a placed order", () => {
  it("is taken back to be mended, and is placed again as it was paid for", async () => {
    const id = await placedOrder();
    const before = (await run(id, {})).body.data.attributes;
    const editing = await run(id, { _start_editing: true });
    expect(editing.status).toBe(200);
    expect(editing.body.data.attributes).toMatchObject({ status: "editing" });
    expect((await run(id, { _start_editing: true })).status).toBe(200);

    const body = document("addresses", {
      ...{ first_name: "Ines", last_name: "Koch", line_1: "Oranienstraße 2", city: "Berlin" },
      ...{ zip_code: "10999", country_code: "DE", phone: "+49 30 1234567" },
    });
    const address = (await shop.call("POST", "addresses", { body })).body.data.id;
    const mended = { customer_email: "ines.koch@shop.example", reference: "ERP-7" };
    const shipping_address = to("addresses", address);
    expect((await run(id, mended, { shipping_address })).status).toBe(200);

    const stopped = await run(id, { _stop_editing: true });
    expect(stopped.status).toBe(200);
    const { total_amount_with_taxes_cents, placed_at } = before;
    expect(stopped.body.data.attributes).toMatchObject({
      ...{ ...mended, status: "placed", payment_status: "authorized" },
      ...{ total_amount_with_taxes_cents, placed_at },
    });
    expect((await run(id, { _stop_editing: true })).status).toBe(200);
    const order = await prisma().order.findUniqueOrThrow({ where: { id } });
    expect(order.shippingAddressId).toBe(address);
    expect((await historyOf(id)).slice(-3)).toEqual([
      ...["order.editing_started", "order.updated", "order.editing_stopped"],
    ]);
    const told = await prisma().outgoingEvent.count({
      where: { orderId: id, topic: "orders.place" },
    });
    expect(told).toBe(1);
    expect((await run(id, { _approve_and_capture: true })).status).toBe(200);
  });

  it("keeps its lines, its delivery and its price while it is edited", async () => {
    const id = await placedOrder();
    await run(id, { _start_editing: true });
    const before = await prisma().order.findUniqueOrThrow({ where: { id } });
    const line = document(
      "line_items",
      { sku_code: "ENAMEL-MUG", quantity: 1 },
      { order: to("orders", id) },
    );
    const added = await shop.call("POST", "line_items", { body: line });
    expect(added.status).toBe(422);
    expect(added.body.errors[0].detail).toContain("the order is editing and cannot be changed");
    // A price that has changed since is not the placed order's.
    await prisma().shippingMethod.updateMany({ data: { priceMinor: 999 } });
    expect((await run(id, { reference: "ERP-8" })).status).toBe(200);
    const after = await prisma().order.findUniqueOrThrow({ where: { id } });
    expect(after).toMatchObject({
      totalMinor: before.totalMinor,
      shippingMinor: before.shippingMinor,
      status: "editing",
    });
  });

  it.each([1, -1])("is not placed for another amount than is held: by %s", async (more) => {
    const id = await placedOrder();
    await run(id, { _start_editing: true });
    await prisma().order.update({ where: { id }, data: { totalMinor: { increment: more } } });
    const refused = await run(id, { _stop_editing: true });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].source).toEqual({
      pointer: "/data/attributes/total_amount_with_taxes_cents",
    });
  });
});

describe("editing", () => {
  it("is the merchant's, of a placed order whose money is held", async () => {
    const open = await makeOrder(shop, shop.salesChannel);
    for (const name of ["_start_editing", "_stop_editing"]) {
      const given = { body: patchOf(open, { [name]: true }), token: shop.salesChannel };
      expect((await shop.call("PATCH", `orders/${open}`, given)).status, name).toBe(401);
      expect((await run(open, { [name]: true })).status, name).toBe(422);
    }
    const paid = await placedOrder();
    await run(paid, { _capture: true });
    const refused = await run(paid, { _start_editing: true });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].detail).toContain("the order is paid and cannot be changed");
  });
});
