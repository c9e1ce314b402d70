// What several scenarios begin with.
import type { Order } from "@commercelayer/sdk";
import { cardToken } from "../api/road";
import { asIntegration, asShopper, type Client, storefront } from "./client";

export const ADDRESS = {
  first_name: "Ines",
  last_name: "Koch",
  line_1: "Oranienstraße 1",
  city: "Berlin",
  zip_code: "10999",
  country_code: "DE",
  phone: "+49 30 1234567",
};

/** €32.50: two mugs and their delivery. */
export const TOTAL = 3250;

/** A pending order with two mugs, contact and address: all that is missing is money. */
export async function payableOrder(cl: Client, currency = "EUR"): Promise<Order> {
  const order = await cl.orders.create({
    customer_email: "ines@shop.example",
    ...({ currency_code: currency } as object), // Ours: the typings take it from the market alone.
  });
  await cl.line_items.create({
    sku_code: "ENAMEL-MUG",
    quantity: 2,
    order: cl.orders.relationship(order.id),
  });
  const address = await cl.addresses.create(ADDRESS);
  return cl.orders.update({
    id: order.id,
    shipping_address: cl.addresses.relationship(address.id),
    billing_address: cl.addresses.relationship(address.id),
  });
}

/** An order that an external gateway has authorized, for the merchant to go on with. */
export async function placedOrder(): Promise<{ cl: Client; order: Order }> {
  const shopper = await asShopper();
  const { id } = await payableOrder(shopper);
  await shopper.external_payments.create({
    payment_source_token: "NB-APPROVE",
    order: shopper.orders.relationship(id),
  });
  await shopper.orders._place(id);
  const cl = await asIntegration();
  return { cl, order: await cl.orders.retrieve(id) };
}

/** The same with a card through Checkout.com. */
export async function placedByCard(): Promise<{ cl: Client; order: Order }> {
  const shopper = await asShopper();
  const { id } = await payableOrder(shopper);
  await shopper.checkout_com_payments.create({
    token: await cardToken(storefront),
    success_url: `${storefront.appUrl}/checkout_com/success`,
    failure_url: `${storefront.appUrl}/checkout_com/failure`,
    order: shopper.orders.relationship(id),
  });
  await shopper.orders._place(id);
  const cl = await asIntegration();
  return { cl, order: await cl.orders.retrieve(id) };
}

/** The first error of a refused request, with its status. */
export async function refusalOf(request: Promise<unknown>) {
  const caught = await request.then(
    () => null,
    (error: unknown) => error,
  );
  if (caught === null) throw new Error("It was not refused.");
  const { status, errors } = caught as { status?: number; errors?: readonly ApiProblem[] };
  const [first] = errors ?? [];
  if (status === undefined || !first) throw caught;
  return { ...first, status };
}
type ApiProblem = {
  title: string;
  detail: string;
  code: string;
  source?: { pointer?: string; parameter?: string };
  meta?: Record<string, unknown>;
};
