import { afterAll, beforeAll, expect, it } from "vitest";
import { document, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

it.each([
  ["shipping_address", "addresses"],
  ["billing_address", "addresses"],
  ["payment_method", "payment_methods"],
])("an order whose %s is refused is not made", async (name, type) => {
  const before = await shop.database.prisma.order.count();
  const body = document("orders", {}, { [name]: to(type, "AAAAAAAAAA") });
  const answer = await shop.call("POST", "orders", { body });
  expect(answer.status).toBe(422);
  expect(await shop.database.prisma.order.count()).toBe(before);
  expect(await shop.database.prisma.event.count()).toBe(0);
});

it("an order is made with its addresses, where they may be its own", async () => {
  const attributes = {
    first_name: "Lena",
    last_name: "Brandt",
    line_1: "Weserstraße 9",
    city: "Berlin",
    zip_code: "12047",
    country_code: "DE",
    phone: "+49 30 7654321",
  };
  const made = await shop.call("POST", "addresses", { body: document("addresses", attributes) });
  const address = to("addresses", made.body.data.id);
  const locked = document(
    "orders",
    { shipping_country_code_lock: "FR" },
    { shipping_address: address },
  );
  const before = await shop.database.prisma.order.count();
  expect((await shop.call("POST", "orders", { body: locked })).status).toBe(422);
  expect(await shop.database.prisma.order.count()).toBe(before);
  const body = document("orders", {}, { shipping_address: address, billing_address: address });
  const order = await shop.call("POST", "orders?include=shipping_address", { body });
  expect(order.body.data.relationships.shipping_address.data).toEqual(address.data);
});
