import { expect, it } from "vitest";
import { asIntegration, asShopper } from "./client";
import { payableOrder, refusalOf } from "./road";

const instructions = "Halden Goods, IBAN DE02 1203 0000 0000 2020 51";
// Ours: the typings know a manual gateway by its name alone.
const words = { instructions } as object;

/** A way to pay by transfer in yen, so that nobody else's euros are offered it. */
async function setUp() {
  const cl = await asIntegration();
  const gateway = await cl.manual_gateways.create({ name: "Our bank", ...words });
  const method = await cl.payment_methods.create({
    payment_source_type: "wire_transfers",
    currency_code: "JPY",
    price_amount_cents: 0,
    payment_gateway: cl.payment_gateways.relationship(gateway.id),
  });
  return { cl, gateway, method };
}

/** A shopper's order in yen, to be paid by the transfers of `setUp`. */
async function promised() {
  const { method, gateway } = await setUp();
  const cl = await asShopper();
  const { id } = await payableOrder(cl, "JPY");
  const payment_method = cl.payment_methods.relationship(method.id);
  const order = await cl.orders.update({ id, payment_method });
  const source = await cl.wire_transfers.create({ order: cl.orders.relationship(id) });
  return { cl, order, source, gateway };
}

async function placed() {
  const { cl, order, source } = await promised();
  const after = await cl.orders._place(order.id);
  expect(after).toMatchObject({ status: "placed", payment_status: "authorized" });
  return { cl: await asIntegration(), order: after, source };
}

it("a manual gateway is set up, listed, switched off and on, and deleted", async () => {
  const cl = await asIntegration();
  const gateway = await cl.manual_gateways.create({
    name: "Counter",
    reference: "bank-1",
    metadata: { branch: 7 },
    ...words,
  });
  expect(gateway).toMatchObject({ name: "Counter", reference: "bank-1", ...words });
  expect((await cl.manual_gateways._disable(gateway.id)).disabled_at).toMatch(/Z$/);
  expect((await cl.manual_gateways._enable(gateway.id)).disabled_at).toBeNull();
  const filters = { id_eq: gateway.id };
  const [listed] = await cl.manual_gateways.list({ filters });
  expect(listed?.name).toBe("Counter");
  const [among] = await cl.payment_gateways.list({ filters });
  expect(among?.id).toBe(gateway.id);
  await cl.manual_gateways.delete(gateway.id);
  expect((await refusalOf(cl.manual_gateways.retrieve(gateway.id))).status).toBe(404);
});

it("a method of transfers is named after them, and takes nothing by itself", async () => {
  const { cl, method, gateway } = await setUp();
  expect(method).toMatchObject({ name: "Wire transfers", auto_capture: false });
  const refused = cl.payment_methods.update({ id: method.id, auto_capture: true });
  expect(await refusalOf(refused)).toMatchObject({
    status: 422,
    source: { pointer: "/data/attributes/auto_capture" },
  });
  expect((await refusalOf(cl.manual_gateways.delete(gateway.id))).status).toBe(423);
});

it("a transfer is made for an order, read, listed, noted on and deleted", async () => {
  const { cl, order, source, gateway } = await promised();
  expect(source).toMatchObject({ type: "wire_transfers", payment_instrument: null });
  const noted = await cl.wire_transfers.update({
    id: source.id,
    ...{ reference: "slip-1", reference_origin: "counter", metadata: { by: "Ines" } },
  });
  expect(noted).toMatchObject({ reference: "slip-1", metadata: { by: "Ines" } });
  const found = await cl.wire_transfers.retrieve(source.id, { include: ["order"] });
  expect(found.order?.id).toBe(order.id);
  expect((await cl.wire_transfers.order(source.id)).id).toBe(order.id);
  const merchant = await asIntegration();
  const [listed] = await merchant.wire_transfers.list({ filters: { reference_eq: "slip-1" } });
  expect(listed?.type).toBe("wire_transfers");
  expect(await merchant.manual_gateways.retrieve(gateway.id)).toMatchObject(words);
  const shopper = await asShopper();
  await shopper.wire_transfers.delete(source.id);
  expect((await refusalOf(shopper.wire_transfers.retrieve(source.id))).status).toBe(404);
});

it("a transfer places its order at once, and the merchant captures what has arrived", async () => {
  const { cl, order, source } = await placed();
  const [authorization] = await cl.orders.authorizations(order.id);
  expect(authorization).toMatchObject({ succeeded: true, currency_code: "JPY" });
  const paid = await cl.orders._capture(order.id, { include: ["payment_source"] });
  expect(paid).toMatchObject({ payment_status: "paid" });
  expect(paid.payment_source).toMatchObject({
    id: source.id,
    type: "wire_transfers",
    payment_instrument: { issuer_type: "wire_transfer" },
  });
});

it("what was sent back is refunded, in parts too", async () => {
  const { cl, order } = await placed();
  await cl.orders._capture(order.id);
  const [capture] = await cl.orders.captures(order.id);
  if (!capture) throw new Error("Nothing was captured.");
  await cl.captures.update({ id: capture.id, _refund: true, _refund_amount_cents: 100 });
  const back = await cl.orders.retrieve(order.id);
  expect(back).toMatchObject({ payment_status: "partially_refunded" });
  expect((await cl.orders._refund(order.id)).payment_status).toBe("refunded");
});

it("a transfer that does not come is let go with its order", async () => {
  const { cl, order, source } = await placed();
  expect((await refusalOf(cl.wire_transfers.delete(source.id))).status).toBe(423);
  const after = await cl.orders._cancel(order.id);
  expect(after).toMatchObject({ status: "cancelled", payment_status: "voided" });
});

it("a shopper sees no manual gateway", async () => {
  const cl = await asShopper();
  expect((await refusalOf(cl.manual_gateways.list())).status).toBe(401);
});
