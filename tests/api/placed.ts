// An order that a shopper has paid for, by the use cases themselves.
import type { Deps } from "@/lib/deps";
import type { StoredTransaction } from "@/lib/payments/store";
import { cardToken } from "./road";
import type { ApiShop } from "./shop";

export type Provider = "stripe" | "checkout_com" | "external";
export const PROVIDERS: readonly Provider[] = ["stripe", "checkout_com", "external"];

export const tellSandbox = (shop: ApiShop, path: string, body: object) =>
  fetch(`${shop.sandbox.url}/_control/${path}`, {
    method: "POST",
    headers: { "x-sandbox-key": shop.sandbox.controlKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** What the providers' own book says of an order. */
export async function bookOf(shop: ApiShop, orderId: string): Promise<readonly unknown[]> {
  const headers = { "x-sandbox-key": shop.sandbox.controlKey };
  const answer = await fetch(`${shop.sandbox.url}/_control/book`, { headers });
  const { entries } = (await answer.json()) as { entries: unknown[] };
  return entries.filter((entry) => JSON.stringify(entry).includes(orderId));
}

async function stripeToken(shop: ApiShop): Promise<string> {
  const answer = await fetch(`${shop.sandbox.url}/v1/confirmation_tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${shop.demo.gateways.stripe_gateways.publishable_key}` },
    body: new URLSearchParams({
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": "4242424242424242",
      "payment_method_data[card][exp_month]": "12",
      "payment_method_data[card][exp_year]": "2031",
      "payment_method_data[card][cvc]": "123",
    }),
  });
  return (await answer.json()).id;
}

async function attributesOf(shop: ApiShop, provider: Provider): Promise<Record<string, string>> {
  switch (provider) {
    case "stripe":
      return { confirmation_token: await stripeToken(shop) };
    case "checkout_com":
      return { token: await cardToken(shop) };
    case "external":
      return { payment_source_token: "NB-APPROVE" };
  }
}

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

/** An order of €32.50, placed; answers it with its authorization. */
export async function placedOrder(
  { shop, deps }: { shop: ApiShop; deps: Deps },
  provider: Provider,
): Promise<StoredTransaction> {
  const { addToCart } = await import("@/lib/orders/add-to-cart");
  const { saveContact } = await import("@/lib/orders/save-contact");
  const { findCheckout } = await import("@/lib/payments/checkout-queries");
  const { payOrder } = await import("@/lib/payments/pay-order");
  const chosen = { token: null, skuCode: "ENAMEL-MUG", quantity: 2, currency: "EUR" };
  const cart = await addToCart(deps, chosen);
  if (!cart.ok) throw new Error(cart.error.code);
  const { token } = cart.value;
  await saveContact(deps, { token, email: "mara@example.com", address: ADDRESS, billing: null });
  const view = await findCheckout(token);
  const method = view?.paymentMethods.find((each) => each.sourceType === `${provider}_payments`);
  const paid = await payOrder(deps, {
    token,
    paymentMethodId: method?.id ?? "",
    attributes: await attributesOf(shop, provider),
    shownTotalMinor: view?.totalMinor ?? 0,
    nonce: "nonce-of-the-form",
  });
  if (!paid.ok || paid.value.kind !== "placed") throw new Error(JSON.stringify(paid));
  const state = await deps.payments.find({ orderToken: token });
  const authorization = state?.transactions[0];
  if (!authorization) throw new Error("Nothing was authorized.");
  return authorization;
}
