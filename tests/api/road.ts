// The road to a payable order, as an API client walks it.
import type { ApiShop } from "./shop";

/** What a browser has of a shop, wherever it runs. */
export type Storefront = {
  appUrl: string;
  sandbox: { url: string };
  demo: { gateways: Record<CardGateway, { publishable_key: string | null }> };
};
type CardGateway = "stripe_gateways" | "checkout_com_gateways";

const ADDRESS = {
  first_name: "Ines",
  last_name: "Koch",
  line_1: "Oranienstraße 1",
  city: "Berlin",
  zip_code: "10999",
  country_code: "DE",
  phone: "+49 30 1234567",
};

export const document = (type: string, attributes: object, relationships: object = {}) => ({
  data: { type, attributes, relationships },
});
export const to = (type: string, id: string) => ({ data: { type, id } });
export const patchOf = (id: string, attributes: object, relationships: object = {}) => ({
  data: { type: "orders", id, attributes, relationships },
});

/**
 * A pending order with two mugs (€28.00 and €4.50 delivery), contact and addresses. Answers its id.
 */
export async function makeOrder({ call }: ApiShop, token: string): Promise<string> {
  const order = await call("POST", "orders", {
    token,
    body: document("orders", { currency_code: "EUR", customer_email: "ines@shop.example" }),
  });
  const id: string = order.body.data.id;
  await call("POST", "line_items", {
    token,
    body: document(
      "line_items",
      { sku_code: "ENAMEL-MUG", quantity: 2 },
      { order: to("orders", id) },
    ),
  });
  const address = await call("POST", "addresses", { token, body: document("addresses", ADDRESS) });
  const place = to("addresses", address.body.data.id);
  await call("PATCH", `orders/${id}`, {
    token,
    body: patchOf(id, {}, { shipping_address: place, billing_address: place }),
  });
  return id;
}

/** What a browser does with a card: `tok_`, by the public key. */
export async function cardToken({ demo, sandbox }: Storefront, number = "4242424242424242") {
  const answer = await fetch(`${sandbox.url}/tokens`, {
    method: "POST",
    headers: {
      authorization: demo.gateways.checkout_com_gateways.publishable_key ?? "",
      "content-type": "application/json",
    },
    body: JSON.stringify({ type: "card", number, expiry_month: 6, expiry_year: 2035, cvv: "100" }),
  });
  const { token } = (await answer.json()) as { token: string };
  return token;
}

/**
 * What Stripe.js does: confirms the intent with a test card, by the publishable key. Answers the
 * bank's page, if any.
 */
export async function confirmIntent(
  { demo, sandbox, appUrl }: Storefront,
  source: { stripe_id: string; client_secret: string },
  card = "pm_card_visa",
): Promise<string | null> {
  const answer = await fetch(`${sandbox.url}/v1/payment_intents/${source.stripe_id}/confirm`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${demo.gateways.stripe_gateways.publishable_key}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      client_secret: source.client_secret,
      payment_method: card,
      return_url: `${appUrl}/thankyou`,
    }),
  });
  const intent = (await answer.json()) as {
    error?: { message: string };
    next_action?: { redirect_to_url?: { url: string } } | null;
  };
  if (!answer.ok) throw new Error(intent.error?.message ?? String(answer.status));
  return intent.next_action?.redirect_to_url?.url ?? null;
}

/** What a shopper does at the bank. Answers where the bank sends the browser. */
export async function answerBank(
  url: string,
  outcome: "complete" | "fail" | "cancel",
): Promise<URL> {
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ outcome, webhook: "never" }),
  });
  const location = answer.headers.get("location");
  if (answer.status !== 303 || location === null)
    throw new Error(`The bank said ${answer.status}.`);
  return new URL(location);
}
