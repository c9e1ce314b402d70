import { afterAll, beforeAll, expect, it } from "vitest";
import { document, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const idOf = async (type: string, attributes: object, relationships: object = {}) => {
  const made = await shop.call("POST", type, { body: document(type, attributes, relationships) });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.data.id as string;
};
const address = { first_name: "Ines", last_name: "Koch", line_1: "Street 1", city: "Berlin" };
const newAddress = () =>
  idOf("addresses", { ...address, zip_code: "10999", country_code: "DE", phone: "+49 30 1234567" });

it("of two orders that want one number at once, one gets it, and neither fails for it", async () => {
  for (let round = 0; round < 5; round++) {
    const ids = [await idOf("orders", {}), await idOf("orders", {})];
    const number = `A-${round}`;
    const answers = await Promise.all(
      ids.map((id) => shop.call("PATCH", `orders/${id}`, { body: patchOf(id, { number }) })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect([409, 422]).toContain(statuses[1]);
  }
});

it("an address that is in the book already is not put there by a change", async () => {
  const customer = to("customers", await idOf("customers", { email: "ines@shop.example" }));
  const [first, second] = [await newAddress(), await newAddress()];
  await idOf("customer_addresses", {}, { customer, address: to("addresses", first) });
  const other = await idOf(
    "customer_addresses",
    {},
    { customer, address: to("addresses", second) },
  );
  const body = {
    data: {
      type: "customer_addresses",
      id: other,
      attributes: {},
      relationships: { address: to("addresses", first) },
    },
  };
  const refused = await shop.call("PATCH", `customer_addresses/${other}`, { body });
  expect(refused.status).toBe(422);
  expect(refused.body.errors[0].source).toEqual({ pointer: "/data/relationships/address" });
});
