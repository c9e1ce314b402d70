import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiShop, openApiShop } from "../../tests/api/shop";
import type { Deps } from "../deps";

let shop: ApiShop;
let deps: Deps;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  deps = await parts();
});
afterAll(() => shop?.close());

const ADDRESS = {
  fullName: "Mara Vogel",
  line1: "Oranienstraße 25",
  line2: null,
  zipCode: "10999",
  city: "Berlin",
  stateCode: null,
  countryCode: "DE",
  phone: null,
};

async function cartReadyToPay(): Promise<string> {
  const { addToCart } = await import("../orders/add-to-cart");
  const { saveContact } = await import("../orders/save-contact");
  const cart = await addToCart(deps, {
    token: null,
    skuCode: "ENAMEL-MUG",
    quantity: 2,
    currency: "EUR",
  });
  if (!cart.ok) throw new Error(JSON.stringify(cart.error));
  const { token } = cart.value;
  const saved = await saveContact(deps, {
    token,
    email: "mara@example.com",
    address: ADDRESS,
    billing: null,
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return token;
}

async function viewOf(token: string) {
  const { findCheckout } = await import("./checkout-queries");
  const view = await findCheckout(token);
  if (!view) throw new Error("The order is gone.");
  return view;
}

const methodOf = (view: Awaited<ReturnType<typeof viewOf>>, type: string): string => {
  const method = view.paymentMethods.find((each) => each.sourceType === type);
  if (!method) throw new Error(`No method of ${type}.`);
  return method.id;
};

async function checkoutToken(number = "4242424242424242", cvv = "100"): Promise<string> {
  const answer = await fetch(`${shop.sandbox.url}/tokens`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: String(shop.demo.gateways.checkout_com_gateways.publishable_key),
    },
    body: JSON.stringify({ type: "card", number, expiry_month: 12, expiry_year: 2031, cvv }),
  });
  return (await answer.json()).token;
}

async function stripeToken(number: string): Promise<string> {
  const form = new URLSearchParams({
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": number,
    "payment_method_data[card][exp_month]": "12",
    "payment_method_data[card][exp_year]": "2031",
    "payment_method_data[card][cvc]": "123",
  });
  const key = shop.demo.gateways.stripe_gateways.publishable_key;
  const answer = await fetch(`${shop.sandbox.url}/v1/confirmation_tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: form,
  });
  return (await answer.json()).id;
}

async function pay(token: string, type: string, attributes: Record<string, string>, nonce: string) {
  const { payOrder } = await import("./pay-order");
  const view = await viewOf(token);
  const paid = await payOrder(deps, {
    token,
    paymentMethodId: methodOf(view, type),
    attributes,
    shownTotalMinor: view.totalMinor,
    nonce,
  });
  if (!paid.ok) throw new Error(JSON.stringify(paid.error));
  return paid.value;
}

describe("paying an order", () => {
  it("offers the three methods and chooses the only delivery by itself", async () => {
    const view = await viewOf(await cartReadyToPay());
    expect(view.paymentMethods.map((method) => method.sourceType)).toEqual([
      "stripe_payments",
      "checkout_com_payments",
      "external_payments",
    ]);
    expect(view).toMatchObject({
      step: "payment",
      subtotalMinor: 2800,
      shippingMinor: 450,
      totalMinor: 3250,
    });
  });

  it("places the order with an external gateway that approves", async () => {
    const token = await cartReadyToPay();
    expect(
      await pay(token, "external_payments", { payment_source_token: "NB-APPROVE" }, "n1"),
    ).toEqual({ kind: "placed" });
    expect(await viewOf(token)).toMatchObject({
      step: "done",
      status: "placed",
      paymentStatus: "authorized",
    });
  });

  it("keeps the order open after a decline, and takes another way to pay", async () => {
    const token = await cartReadyToPay();
    const declined = await pay(
      token,
      "external_payments",
      { payment_source_token: "NB-LOWFUNDS" },
      "n1",
    );
    expect(declined).toMatchObject({ kind: "declined", decline: { code: "insufficient_funds" } });
    expect(await viewOf(token)).toMatchObject({ step: "payment", status: "pending" });
    const paid = await pay(
      token,
      "stripe_payments",
      { confirmation_token: await stripeToken("4242424242424242") },
      "n2",
    );
    expect(paid).toEqual({ kind: "placed" });
    expect((await viewOf(token)).attempt).toMatchObject({ cardLastDigits: "4242" });
  });

  it("pays once when the same form is sent twice at once", async () => {
    const token = await cartReadyToPay();
    const attributes = { confirmation_token: await stripeToken("4242424242424242") };
    const both = await Promise.all([
      pay(token, "stripe_payments", attributes, "same"),
      pay(token, "stripe_payments", attributes, "same"),
    ]);
    expect(both).toEqual([{ kind: "placed" }, { kind: "placed" }]);
    const { orderId } = await viewOf(token);
    const { prisma } = await import("../db/client");
    expect(await prisma().transaction.count({ where: { orderId, kind: "authorization" } })).toBe(1);
    expect(await prisma().providerCall.count({ where: { transaction: { orderId } } })).toBe(1);
  });

  it("sends the shopper to the bank, and lets another card replace an unfinished 3DS", async () => {
    const token = await cartReadyToPay();
    const first = await pay(
      token,
      "stripe_payments",
      { confirmation_token: await stripeToken("4000002760003184") },
      "n1",
    );
    expect(first.kind).toBe("bank");
    expect(await viewOf(token)).toMatchObject({ step: "bank", status: "placing" });
    const second = await pay(
      token,
      "stripe_payments",
      { confirmation_token: await stripeToken("4242424242424242") },
      "n2",
    );
    expect(second).toEqual({ kind: "placed" });
    const { prisma } = await import("../db/client");
    const { orderId } = await viewOf(token);
    const attempts = await prisma().transaction.findMany({
      where: { orderId },
      orderBy: { attempt: "asc" },
    });
    expect(attempts.map(({ status, live }) => ({ status, live }))).toEqual([
      { status: "failed", live: false },
      { status: "succeeded", live: true },
    ]);
  });

  it("takes nothing when the total is not the one shown", async () => {
    const token = await cartReadyToPay();
    const { payOrder } = await import("./pay-order");
    const view = await viewOf(token);
    const paid = await payOrder(deps, {
      token,
      paymentMethodId: methodOf(view, "external_payments"),
      attributes: { payment_source_token: "NB-APPROVE" },
      shownTotalMinor: view.totalMinor - 1,
      nonce: "n1",
    });
    expect(paid).toEqual({ ok: true, value: { kind: "total_changed", totalMinor: 3250 } });
    expect((await viewOf(token)).attempt).toBeNull();
  });

  it("places the order with a Checkout.com card", async () => {
    const token = await cartReadyToPay();
    const paid = await pay(token, "checkout_com_payments", { token: await checkoutToken() }, "n1");
    expect(["placed", "bank"]).toContain(paid.kind);
  });

  it("leaves clean books", async () => {
    const { verifyBooks } = await import("../books/verify-books");
    const { prisma } = await import("../db/client");
    const checks = await verifyBooks(prisma(), Date.now);
    expect(checks.filter((each) => each.violationsCount > 0)).toEqual([]);
  });
});
