import { expect, it } from "vitest";
import { asIntegration, asShopper } from "./client";
import { payableOrder, refusalOf, TOTAL } from "./road";

const pay = async (payment_source_token: string) => {
  const cl = await asShopper();
  const order = await payableOrder(cl);
  const relationship = cl.orders.relationship(order.id);
  const source = await cl.external_payments.create({ payment_source_token, order: relationship });
  return { cl, order, source, relationship };
};

it("a new order is a draft, and pending once it can be bought", async () => {
  const cl = await asShopper();
  const draft = await cl.orders.create({});
  expect(draft).toMatchObject({ status: "draft", payment_status: "unpaid", editable: true });
  const order = await payableOrder(cl);
  expect(order).toMatchObject({
    status: "pending",
    fulfillment_status: "unfulfilled",
    customer_email: "ines@shop.example",
    skus_count: 2,
    subtotal_amount_cents: 2800,
    shipping_amount_cents: 450,
    total_amount_with_taxes_cents: TOTAL,
    total_amount_with_taxes_float: 32.5,
    formatted_total_amount_with_taxes: "€32,50",
  });
});

it("a token pays and places an order", async () => {
  const { cl, order, source } = await pay("NB-APPROVE");
  expect(source.payment_source_token).toBe("NB-APPROVE");
  const placed = await cl.orders._place(order.id);
  expect(placed).toMatchObject({ status: "placed", payment_status: "authorized", editable: false });
  expect(placed.placed_at).toMatch(/Z$/);
});

it("a placed order leads to its payment source, gateway and method", async () => {
  const { cl, order, source } = await pay("NB-APPROVE");
  await cl.orders._place(order.id);
  const read = await cl.orders.retrieve(order.id, {
    include: ["payment_source", "payment_method", "line_items", "billing_address"],
  });
  expect(read.payment_source?.id).toBe(source.id);
  expect(read.payment_method?.payment_source_type).toBe("external_payments");
  expect(read.line_items?.map(({ sku_code }) => sku_code)).toContain("ENAMEL-MUG");
  expect(read.billing_address?.city).toBe("Berlin");
  const gateway = await cl.external_payments.payment_gateway(source.id);
  expect(gateway.type).toBe("external_gateways");
});

it("a decline is an error with its reason, and leaves the order open", async () => {
  const { cl, order } = await pay("declined");
  const refusal = await refusalOf(cl.orders._place(order.id));
  expect(refusal).toMatchObject({ status: 422, code: "PAYMENT_NOT_APPROVED_FOR_EXECUTION" });
  expect(await cl.orders.retrieve(order.id)).toMatchObject({
    status: "pending",
    payment_status: "unpaid",
  });
});

it("after a decline the newest payment source pays", async () => {
  const { cl, order, relationship } = await pay("declined");
  await refusalOf(cl.orders._place(order.id));
  const second = await cl.external_payments.create({
    payment_source_token: "NB-APPROVE",
    order: relationship,
  });
  const placed = await cl.orders._place(order.id, { include: ["payment_source"] });
  expect(placed.status).toBe("placed");
  expect(placed.payment_source?.id).toBe(second.id);
});

it("a second _place is refused on the status", async () => {
  const { cl, order } = await pay("NB-APPROVE");
  await cl.orders._place(order.id);
  expect(await refusalOf(cl.orders._place(order.id))).toMatchObject({
    status: 422,
    code: "VALIDATION_ERROR",
    source: { pointer: "/data/attributes/status" },
  });
});

it("a card number is never taken for a token", async () => {
  const cl = await asShopper();
  const order = await payableOrder(cl);
  const refused = cl.external_payments.create({
    payment_source_token: "4242424242424242",
    order: cl.orders.relationship(order.id),
  });
  expect(await refusalOf(refused)).toMatchObject({
    status: 422,
    source: { pointer: "/data/attributes/payment_source_token" },
  });
});

it("options are kept and change; the token does not", async () => {
  const { cl, source } = await pay("NB-APPROVE");
  const updated = await cl.external_payments.update({ id: source.id, options: { plan: "b" } });
  expect(updated.options).toEqual({ plan: "b" });
  const token = { id: source.id, payment_source_token: "other" } as { id: string };
  expect(await refusalOf(cl.external_payments.update(token))).toMatchObject({ status: 422 });
});

it("metadata and references come back as they were given", async () => {
  const cl = await asShopper();
  const order = await payableOrder(cl);
  const source = await cl.external_payments.create({
    payment_source_token: "NB-APPROVE",
    reference: "ref-1",
    reference_origin: "the shop",
    metadata: { basket: { id: 7 } },
    order: cl.orders.relationship(order.id),
  });
  expect(source).toMatchObject({
    reference: "ref-1",
    reference_origin: "the shop",
    metadata: { basket: { id: 7 } },
  });
});

it("what an order lacks is said all at once", async () => {
  const cl = await asShopper();
  const order = await cl.orders.create({});
  const error = await cl.orders._place(order.id).catch((caught: unknown) => caught);
  const { errors } = error as { errors: { source: { pointer: string } }[] };
  const pointers = errors.map(({ source }) => source.pointer);
  expect(pointers).toContain("/data/relationships/line_items");
  expect(pointers).toContain("/data/attributes/customer_email");
});

it("the history of a payment source is the merchant's", async () => {
  const { cl, source } = await pay("NB-APPROVE");
  expect(await cl.external_payments.event_stores(source.id)).toHaveLength(0);
  const merchant = await asIntegration();
  const events = await merchant.external_payments.event_stores(source.id);
  expect(events.length).toBeGreaterThan(0);
  expect(events[0]?.resource_type).toBe("external_payments");
});

it("_authorize holds the money before the order is placed", async () => {
  const { cl, order } = await pay("NB-APPROVE");
  const authorized = await cl.orders._authorize(order.id);
  expect(authorized).toMatchObject({ status: "pending", payment_status: "authorized" });
  const placed = await cl.orders._place(order.id);
  expect(placed).toMatchObject({ status: "placed", payment_status: "authorized" });
});
