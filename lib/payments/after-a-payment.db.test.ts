import { afterAll, beforeAll, expect, it } from "vitest";
import { tellSandbox } from "../../tests/api/placed";
import { type ApiShop, openApiShop } from "../../tests/api/shop";
import type { Deps } from "../deps";

let shop: ApiShop;
let deps: Deps;

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  deps = await parts({ kind: "user", id: "merchant" });
});
afterAll(() => shop?.close());

const CUP = { skuCode: "ENAMEL-MUG", currency: "EUR" };
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

async function authorized(type: "external_payments" | "stripe_payments", attributes: object) {
  const { addToCart } = await import("../orders/add-to-cart");
  const { saveContact } = await import("../orders/save-contact");
  const { createPaymentSource } = await import("./create-payment-source");
  const { authorizeOrder } = await import("./place-order");
  const cart = await addToCart(deps, { ...CUP, token: null, quantity: 2 });
  if (!cart.ok) throw new Error(cart.error.code);
  const { token } = cart.value;
  await saveContact(deps, { token, email: "mara@example.com", address: ADDRESS, billing: null });
  const orderId = (await deps.payments.find({ orderToken: token }))?.order.id ?? "";
  const given = { orderId, type, attributes: { ...attributes }, idempotencyKey: null };
  const source = await createPaymentSource(deps, given);
  expect(source.ok && (await authorizeOrder(deps, { orderId }))).toMatchObject({ ok: true });
  const state = await deps.payments.find({ orderId });
  const [authorization] = state?.transactions ?? [];
  if (authorization?.status !== "succeeded") throw new Error("Nothing was authorized.");
  return { token, orderId, authorization };
}

it("an edit of an order whose payment was let go keeps what that came to", async () => {
  const { addToCart } = await import("../orders/add-to-cart");
  const { voidPayment } = await import("./void-payment");
  const { token, orderId, authorization } = await authorized("external_payments", {
    payment_source_token: "NB-APPROVE",
  });
  const voided = { orderId, authorizationId: authorization.id, idempotencyKey: null };
  expect(await voidPayment(deps, voided)).toMatchObject({ value: { status: "succeeded" } });
  const added = await addToCart(deps, { ...CUP, token, quantity: 1 });
  expect(added).toMatchObject({ ok: true, value: { token } });
  const state = await deps.payments.find({ orderId });
  expect(state?.order).toMatchObject({ status: "pending", paymentStatus: "voided" });
});

it("a refresh learns of what was done in the dashboard, though no event told of it", async () => {
  const { syncSource } = await import("./refresh-payment");
  const { orderId, authorization } = await authorized("stripe_payments", {
    options: { payment_method: "pm_card_visa" },
  });
  await tellSandbox(shop, "deliveries/hold", { held: true });
  const { secret_key } = shop.demo.gateways.stripe_gateways;
  const path = `payment_intents/${authorization.paymentReference}/capture`;
  const captured = await fetch(`${shop.sandbox.url}/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret_key}` },
    body: new URLSearchParams({ amount_to_capture: "1000" }),
  });
  expect(captured.status).toBe(200);
  await syncSource(deps, { sourceId: authorization.sourceId });
  await syncSource(deps, { sourceId: authorization.sourceId });
  const state = await deps.payments.find({ orderId });
  expect(state?.order.paymentStatus).toBe("partially_paid");
  expect(state?.transactions).toMatchObject([
    { kind: "authorization" },
    { kind: "capture", origin: "provider", amount: { amountMinor: 1000 } },
  ]);
});

it("leaves clean books", async () => {
  const { verifyBooks } = await import("../books/verify-books");
  const { prisma } = await import("../db/client");
  const broken = (await verifyBooks(prisma(), Date.now)).filter((each) => each.violationsCount > 0);
  expect(broken).toEqual([]);
});
