// Two tabs, and the bank that answers last: whose payment is the order's?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerBank, cardToken, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const CHALLENGED = "4543474002249996";

const create = async (type: string, orderId: string, attributes: object): Promise<string> => {
  const { body } = await shop.call("POST", type, {
    body: document(type, attributes, { order: to("orders", orderId) }),
  });
  return body.data.id;
};
const patch = (type: string, id: string, attributes: object) =>
  shop.call("PATCH", `${type}/${id}`, { body: { data: { type, id, attributes } } });

async function choose(given: { forces: boolean; autoPlace: boolean }): Promise<void> {
  const { prisma } = await import("@/lib/db/client");
  const gateway = { type: "checkout_com_gateways" };
  await prisma().gateway.updateMany({ where: gateway, data: { forcePayments: given.forces } });
  await prisma().paymentMethod.updateMany({
    where: { gateway },
    data: { autoPlace: given.autoPlace },
  });
}

/** The shopper stands at the bank, begins anew at another gateway, is declined there, and the bank says yes. */
async function payLate(): Promise<{ orderId: string; first: string; second: string }> {
  const orderId = await makeOrder(shop, shop.integration);
  const token = await cardToken(shop, CHALLENGED);
  const first = await create("checkout_com_payments", orderId, { token });
  const asked = await patch("checkout_com_payments", first, { _authorize: true });
  const second = await create("external_payments", orderId, { payment_source_token: "NB-DECLINE" });
  await shop.call("PATCH", `orders/${orderId}`, { body: patchOf(orderId, { _place: true }) });
  await answerBank(asked.body.data.attributes.redirect_uri, "complete");
  await patch("checkout_com_payments", first, { _details: true });
  return { orderId, first, second };
}

const orderOf = async (orderId: string) => {
  const { body } = await shop.call("GET", `orders/${orderId}?include=payment_source`);
  const { status, payment_status } = body.data.attributes;
  return { status, payment_status, source: body.data.relationships.payment_source.data.id };
};

describe("money that a bank holds after all for an order that is still open", () => {
  it("is the order's payment where its gateway forces that, and places it where the method says so", async () => {
    await choose({ forces: true, autoPlace: true });
    const { orderId, first } = await payLate();
    expect(await orderOf(orderId)).toEqual({
      status: "placed",
      payment_status: "authorized",
      source: first,
    });
  });

  it("is the order's payment, and is left to be placed", async () => {
    await choose({ forces: true, autoPlace: false });
    const { orderId, first } = await payLate();
    expect(await orderOf(orderId)).toEqual({
      status: "pending",
      payment_status: "authorized",
      source: first,
    });
  });

  it("is the order's payment, too, where a declined one of another fee has changed the total", async () => {
    await choose({ forces: true, autoPlace: true });
    const { prisma } = await import("@/lib/db/client");
    const external = { gateway: { type: "external_gateways" } };
    const charge = (priceMinor: number) =>
      prisma().paymentMethod.updateMany({ where: external, data: { priceMinor } });
    await charge(150);
    const { orderId, first } = await payLate();
    await charge(0);
    expect(await orderOf(orderId)).toMatchObject({ status: "placed", source: first });
    const { body } = await shop.call("GET", `orders/${orderId}`);
    const { total_amount_cents, payment_method_amount_cents } = body.data.attributes;
    expect([total_amount_cents, payment_method_amount_cents]).toEqual([3250, 0]);
    const named = { resourceId: orderId, name: "order.updated" };
    const told = await prisma().event.findMany({ where: named, orderBy: { sequence: "asc" } });
    const totals = told.flatMap(({ changes }) => {
      const { total_amount_cents: total } = changes as { total_amount_cents?: number[] };
      return total ? [total] : [];
    });
    expect(totals.slice(-2)).toEqual([
      [3250, 3400],
      [3400, 3250],
    ]);
  });

  it("is given back where nothing is forced", async () => {
    await choose({ forces: false, autoPlace: true });
    const { orderId, second } = await payLate();
    expect(await orderOf(orderId)).toMatchObject({ status: "pending", source: second });
    const { prisma } = await import("@/lib/db/client");
    const given = await prisma().transaction.findMany({ where: { orderId, kind: "void" } });
    expect(given).toHaveLength(1);
  });
});

it("leaves clean books", async () => {
  const { verifyBooks } = await import("@/lib/books/verify-books");
  const { prisma } = await import("@/lib/db/client");
  const checks = await verifyBooks(prisma(), Date.now);
  expect(checks.filter((each) => each.violationsCount > 0)).toEqual([]);
});
