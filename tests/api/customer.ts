// A customer who signs up and signs in, as a storefront does it.
import { document } from "./road";
import type { ApiShop } from "./shop";

export type Customer = { id: string; email: string; token: string };

/** A guest's token makes the customer, their password the token that speaks for them. */
export async function customerOf(shop: ApiShop, email: string): Promise<Customer> {
  const password = "a good password";
  const made = await shop.call("POST", "customers", {
    token: shop.salesChannel,
    body: document("customers", { email, password }),
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const client = shop.demo.salesChannel;
  const token = await shop.tokenOf({
    ...client,
    grant_type: "password",
    username: email,
    password,
  });
  return { id: made.body.data.id, email, token };
}
