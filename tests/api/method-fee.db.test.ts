import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deps } from "@/lib/deps";
import { cardToken, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop, statementsOf } from "./shop";

const FEE = 150;
/** Two mugs with their delivery. */
const TOTAL = 3250;

let shop: ApiShop;
let deps: Deps;
/** By what they make: one method each. */
let methods: Map<string, string>;
beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("@/lib/parts");
  deps = await parts();
  const { body } = await shop.call("GET", "payment_methods");
  type Method = { id: string; attributes: { payment_source_type: string } };
  methods = new Map(
    body.data.map(({ id, attributes }: Method) => [attributes.payment_source_type, id]),
  );
  const id = idOf("external_payments");
  const attributes = { price_amount_cents: FEE };
  const changed = await shop.call("PATCH", `payment_methods/${id}`, {
    body: { data: { type: "payment_methods", id, attributes } },
  });
  expect(changed.status).toBe(200);
}, 180_000);
afterAll(() => shop?.close());

const idOf = (type: string): string => methods.get(type) ?? "";
const newOrder = () => makeOrder(shop, shop.integration);
const run = async (id: string, attributes: object, relationships: object = {}) =>
  (await shop.call("PATCH", `orders/${id}`, { body: patchOf(id, attributes, relationships) })).body;
const choose = async (id: string, type: string) =>
  (await run(id, {}, { payment_method: to("payment_methods", idOf(type)) })).data.attributes;
const orderOf = async (id: string) => (await shop.call("GET", `orders/${id}`)).body.data.attributes;
const sourceFor = async (orderId: string, token = "NB-APPROVE") => {
  const given = { payment_source_token: token };
  const body = document("external_payments", given, { order: to("orders", orderId) });
  return (await shop.call("POST", "external_payments", { body })).body.data;
};
const authorizationsOf = async (id: string) => {
  const { body } = await shop.call("GET", `orders/${id}/authorizations`);
  return body.data.map(({ attributes }: { attributes: { amount_cents: number } }) => [
    attributes.amount_cents,
  ]);
};

describe("a payment method's fee, by API", () => {
  it("is in the order's total while the order has that method", async () => {
    const id = await newOrder();
    const totalTax = Math.round(((TOTAL + FEE) * 0.19) / 1.19);
    const charged = await choose(id, "external_payments");
    expect(charged).toMatchObject({
      ...{ payment_method_amount_cents: FEE, total_amount_cents: TOTAL + FEE },
      total_tax_amount_cents: totalTax,
      payment_method_tax_amount_cents: Math.floor((totalTax * FEE) / (TOTAL + FEE)),
    });
    const untaxed = (await run(id, { payment_method_taxable: false })).data.attributes;
    expect(untaxed).toMatchObject({
      total_amount_cents: TOTAL + FEE,
      total_tax_amount_cents: Math.round((TOTAL * 0.19) / 1.19),
      ...{ payment_method_tax_amount_cents: 0, payment_method_taxable_amount_cents: 0 },
    });
    expect(await choose(id, "checkout_com_payments")).toMatchObject({
      ...{ payment_method_amount_cents: 0, total_amount_cents: TOTAL },
    });
  });

  it("is in the amount of a payment, also where nobody chose the method first", async () => {
    const id = await newOrder();
    await sourceFor(id);
    expect(await orderOf(id)).toMatchObject({
      ...{ payment_method_amount_cents: FEE, total_amount_cents: TOTAL + FEE },
    });
    await run(id, { _place: true });
    expect(await orderOf(id)).toMatchObject({ status: "placed", payment_status: "authorized" });
    expect(await authorizationsOf(id)).toEqual([[TOTAL + FEE]]);
  });

  it("is that of the source that the order is placed with", async () => {
    const id = await newOrder();
    await sourceFor(id);
    await choose(id, "checkout_com_payments");
    await run(id, { _place: true });
    expect(await orderOf(id)).toMatchObject({
      ...{ status: "placed", total_amount_cents: TOTAL + FEE },
    });
  });

  it("changes no total that is paid already", async () => {
    const id = await newOrder();
    await choose(id, "checkout_com_payments");
    const given = { payment_type: "token", token: await cardToken(shop) };
    const body = document("checkout_com_payments", given, { order: to("orders", id) });
    await shop.call("POST", "checkout_com_payments", { body });
    await run(id, { _authorize: true });
    expect(await orderOf(id)).toMatchObject({ status: "pending", payment_status: "authorized" });
    const token = { payment_source_token: "NB-APPROVE" };
    const another = document("external_payments", token, { order: to("orders", id) });
    const refused = await shop.call("POST", "external_payments", { body: another });
    expect(refused.status).toBe(422);
    expect(await orderOf(id)).toMatchObject({ total_amount_cents: TOTAL });
  });

  it("stays what it was when it was chosen, though the method costs more by now", async () => {
    const id = await newOrder();
    await choose(id, "external_payments");
    const { prisma } = await import("@/lib/db/client");
    const where = { id: idOf("external_payments") };
    await prisma().paymentMethod.update({ where, data: { priceMinor: 900 } });
    try {
      expect((await sourceFor(id)).type).toBe("external_payments");
      await run(id, { _place: true });
      expect(await authorizationsOf(id)).toEqual([[TOTAL + FEE]]);
    } finally {
      await prisma().paymentMethod.update({ where, data: { priceMinor: FEE } });
    }
  });
});

describe("a payment method's fee, at the checkout", () => {
  const viewOf = async (id: string) => {
    const { findCheckout } = await import("@/lib/payments/checkout-queries");
    const view = await findCheckout((await orderOf(id)).token);
    if (!view) throw new Error("The order is gone.");
    return view;
  };
  const press = async (token: string, code: string, shownTotalMinor: number) => {
    const { payOrder } = await import("@/lib/payments/pay-order");
    const paid = await payOrder(deps, {
      ...{ token, paymentMethodId: idOf("external_payments"), shownTotalMinor },
      ...{ attributes: { payment_source_token: code }, nonce: `${token}-${code}` },
    });
    return paid.ok ? paid.value : paid.error;
  };

  it("is told with each method, and nothing is taken by a total without it", async () => {
    const id = await newOrder();
    const { token, paymentMethods, paymentMethodMinor } = await viewOf(id);
    expect(paymentMethodMinor).toBe(0);
    expect(
      paymentMethods.map(({ sourceType, feeMinor, totalMinor }) => [
        ...[sourceType, feeMinor, totalMinor],
      ]),
    ).toEqual([
      ["stripe_payments", 0, TOTAL],
      ["checkout_com_payments", 0, TOTAL],
      ["external_payments", FEE, TOTAL + FEE],
    ]);
    expect(await press(token, "NB-APPROVE", TOTAL)).toEqual({
      ...{ kind: "total_changed", totalMinor: TOTAL + FEE },
    });
    expect(await orderOf(id)).toMatchObject({ total_amount_cents: TOTAL, status: "pending" });
    expect(await authorizationsOf(id)).toEqual([]);
    const statements = await statementsOf(async () => {
      expect(await press(token, "NB-APPROVE", TOTAL + FEE)).toEqual({ kind: "placed" });
    });
    expect(statements.length).toBeLessThanOrEqual(6);
    expect(await viewOf(id)).toMatchObject({
      ...{ paymentMethodMinor: FEE, totalMinor: TOTAL + FEE, step: "done" },
    });
    expect(await authorizationsOf(id)).toEqual([[TOTAL + FEE]]);
  });

  it("goes with its method when that said no", async () => {
    const id = await newOrder();
    const { token } = await viewOf(id);
    expect(await press(token, "NB-DECLINE", TOTAL + FEE)).toMatchObject({ kind: "declined" });
    const declined = await viewOf(id);
    expect(declined).toMatchObject({ paymentMethodMinor: FEE, totalMinor: TOTAL + FEE });
    const totals = declined.paymentMethods.map(({ totalMinor }) => totalMinor);
    expect(totals).toEqual([TOTAL, TOTAL, TOTAL + FEE]);
    expect(await choose(id, "stripe_payments")).toMatchObject({ total_amount_cents: TOTAL });
  });
});
