import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const get = async (path: string) => (await shop.call("GET", path)).body.data;
const orderOf = async (id: string) => (await get(`orders/${id}`)).attributes;
const run = (id: string, attributes: object, relationships: object = {}, token?: string) =>
  shop.call("PATCH", `orders/${id}`, {
    body: patchOf(id, attributes, relationships),
    ...(token === undefined ? {} : { token }),
  });
const newOrder = () => makeOrder(shop, shop.integration);
const sourceFor = async (orderId: string, token = "NB-APPROVE") => {
  const attributes = { payment_source_token: token };
  const body = document("external_payments", attributes, { order: to("orders", orderId) });
  return (await shop.call("POST", "external_payments", { body })).body.data.id as string;
};
async function placed(): Promise<string> {
  const id = await newOrder();
  await sourceFor(id);
  expect((await run(id, { _place: true })).status).toBe(200);
  return id;
}
const addressIn = async (country_code: string) => {
  const address = { first_name: "Ida", last_name: "Roth", line_1: "Weg 1", city: "Wien" };
  const attributes = { ...address, zip_code: "1010", country_code, phone: "+43 1 234" };
  const answer = await shop.call("POST", "addresses", { body: document("addresses", attributes) });
  return answer.body.data.id as string;
};

describe("what clients set of an order", () => {
  it("is kept, and returned on creation and after", async () => {
    const set = {
      number: "WEB-2026-1",
      affiliate_code: "partner-7",
      autorefresh: false,
      place_async: true,
      guest: false,
      shipping_country_code_lock: "DE",
      expires_at: "2030-01-02T03:04:05.000Z",
      expiration_info: { summary: "Be quick" },
      adjustment_taxable: true,
    };
    const body = document("orders", { currency_code: "EUR", ...set });
    const made = await shop.call("POST", "orders", { body });
    expect(made.body.data.attributes).toMatchObject(set);
    const { id } = made.body.data;
    const changed = await run(id, { affiliate_code: null, expiration_info: { summary: "Now" } });
    expect(changed.body.data.attributes).toMatchObject({
      ...{ ...set, affiliate_code: null, expiration_info: { summary: "Now" } },
    });
    const found = await get("orders?filter[q][number_eq]=WEB-2026-1&filter[q][guest_eq]=false");
    expect(found.map((each: { id: string }) => each.id)).toEqual([id]);
    expect(await get("orders?filter[q][place_async_true]=1")).toHaveLength(1);
  });

  it("refuses a number that another order has", async () => {
    const [one, two] = [await newOrder(), await newOrder()];
    expect((await run(one, { number: "WEB-7" })).status).toBe(200);
    const taken = await run(two, { number: "WEB-7" });
    expect(taken.body.errors[0]).toMatchObject({ status: "422", meta: { error: "taken" } });
    const { number } = await orderOf(two);
    expect((await run(one, { number })).status).toBe(422);
    expect((await run(one, { number: "WEB-7" })).status).toBe(200);
  });

  it("refuses in words what it would have to pretend", async () => {
    const id = await newOrder();
    for (const name of ["coupon_code", "gift_card_code", "_add_tags", "_commit_invoice"]) {
      const answer = await run(id, { [name]: "SUMMER" });
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].title).toContain("is not offered");
    }
    expect((await run(id, { coupon_code: null })).status).toBe(200);
  });

  it("leaves delivery untaxed when it is told so, to the cent in every amount", async () => {
    const id = await newOrder();
    const before = await orderOf(id);
    const { body } = await run(id, { freight_taxable: false });
    const after = body.data.attributes;
    expect(before.shipping_amount_cents).toBe(450);
    expect(after.total_tax_amount_cents).toBe(Math.round((2800 * 0.19) / 1.19));
    expect(after.shipping_tax_amount_cents).toBe(0);
    expect(after.subtotal_tax_amount_cents).toBe(after.total_tax_amount_cents);
    expect(after.total_amount_with_taxes_cents).toBe(before.total_amount_with_taxes_cents);
  });
});

describe("an order locked to a country", () => {
  it("refuses an address elsewhere, by every way to set one", async () => {
    const id = await newOrder();
    expect((await run(id, { shipping_country_code_lock: "AT" })).status).toBe(422);
    expect((await run(id, { shipping_country_code_lock: "DE" })).status).toBe(200);
    const austria = await addressIn("AT");
    const elsewhere = { shipping_address: to("addresses", austria) };
    expect((await run(id, {}, elsewhere)).body.errors[0]).toMatchObject({
      title: "must be in DE, as the order is locked to it",
      source: { pointer: "/data/relationships/shipping_address" },
    });
    expect((await run(id, { _shipping_address_clone_id: austria })).status).toBe(422);
    const billed = await run(id, {}, { billing_address: to("addresses", austria) });
    expect(billed.status).toBe(200);
    expect((await run(id, { _shipping_address_same_as_billing: true })).status).toBe(422);
    const moved = { shipping_country_code_lock: "AT", _shipping_address_same_as_billing: true };
    expect((await run(id, moved)).status).toBe(200);
  });
});

describe("addresses", () => {
  it("are cloned from what the caller may see", async () => {
    const id = await newOrder();
    const austria = await addressIn("AT");
    expect((await run(id, { _billing_address_clone_id: austria })).status).toBe(200);
    const billing = await get(`orders/${id}/billing_address`);
    expect(billing.id).not.toBe(austria);
    expect(billing.attributes).toMatchObject({ city: "Wien", country_code: "AT", line_1: "Weg 1" });
    const own = await makeOrder(shop, shop.salesChannel);
    const answer = await run(own, { _billing_address_clone_id: austria }, {}, shop.salesChannel);
    expect(answer.body.errors[0].source.pointer).toContain("_billing_address_clone_id");
  });
});

describe("an order's payment source", () => {
  it("is taken away, chosen again, and fixed from the authorization that holds the money", async () => {
    const id = await newOrder();
    const [first, second] = [await sourceFor(id), await sourceFor(id)];
    expect((await get(`orders/${id}/payment_source`)).id).toBe(second);
    expect((await run(id, { _nullify_payment_source: true })).status).toBe(200);
    expect(await get(`orders/${id}/payment_source`)).toBeNull();
    const chosen = { payment_source: to("external_payments", first) };
    expect((await run(id, {}, chosen)).status).toBe(200);
    expect((await run(id, { _fix_payment_source: true })).status).toBe(422);
    expect((await run(id, { _authorize: true })).status).toBe(200);
    expect((await run(id, { _nullify_payment_source: true })).status).toBe(422);
    const { prisma } = await import("@/lib/db/client");
    await prisma().order.update({ where: { id }, data: { paymentSourceId: second } });
    const fixed = await run(id, { _fix_payment_source: true });
    expect(fixed.body.data.attributes).toMatchObject({
      status: "placed",
      payment_status: "authorized",
    });
    expect((await get(`orders/${id}/payment_source`)).id).toBe(first);
  });

  it("is authorized for the whole total, and for no other amount", async () => {
    const id = await newOrder();
    await sourceFor(id);
    expect((await run(id, { _authorization_amount_cents: 100 })).status).toBe(200);
    const less = await run(id, { _authorize: true, _authorization_amount_cents: 100 });
    expect(less.body.errors[0].meta.error).toBe("equal_to");
    expect(await get(`orders/${id}/authorizations`)).toEqual([]);
    const whole = await run(id, { _authorize: true, _authorization_amount_cents: 3250 });
    expect(whole.body.data.attributes.payment_status).toBe("authorized");
  });
});

describe("prices and taxes", () => {
  it("are what the catalogue and the market say, once they are asked again", async () => {
    const { prisma } = await import("@/lib/db/client");
    const id = await newOrder();
    const price = { sku: { code: "ENAMEL-MUG" }, currencyCode: "EUR" };
    await prisma().price.updateMany({ where: price, data: { amountMinor: 1500 } });
    await prisma().marketTaxRate.updateMany({
      where: { currencyCode: "EUR" },
      data: { rate: 0.2 },
    });
    try {
      expect((await run(id, { _refresh_prices: true })).body.data.attributes).toMatchObject({
        subtotal_amount_cents: 3000,
        tax_rate: 0.19,
      });
      expect((await run(id, { _update_taxes: true })).body.data.attributes).toMatchObject({
        tax_rate: 0.2,
        total_tax_amount_cents: Math.round((3450 * 0.2) / 1.2),
      });
      expect((await run(id, { _refresh_prices: true }, {}, shop.salesChannel)).status).toBe(401);
    } finally {
      await prisma().price.updateMany({ where: price, data: { amountMinor: 1400 } });
      const tax = { where: { currencyCode: "EUR" }, data: { rate: 0.19 } };
      await prisma().marketTaxRate.updateMany(tax);
    }
  });
});

describe("a placed order", () => {
  it("is approved, paid, in progress, fulfilled and archived", async () => {
    const id = await placed();
    expect(await orderOf(id)).toMatchObject({ fulfillment_status: "unfulfilled" });
    expect((await run(id, { _fulfill: true })).status).toBe(422);
    await run(id, { _approve_and_capture: true });
    expect(await orderOf(id)).toMatchObject({ fulfillment_status: "in_progress" });
    expect((await run(id, { _fulfill: true })).body.data.attributes).toMatchObject({
      fulfillment_status: "fulfilled",
      fulfillment_updated_at: expect.any(String),
    });
    expect(await get("orders?filter[q][fulfillment_status_eq]=fulfilled")).toHaveLength(1);
    expect((await run(id, { _archive: true })).body.data.attributes.archived_at).not.toBeNull();
    expect((await run(id, { _unarchive: true })).body.data.attributes.archived_at).toBeNull();
    expect((await run(id, { _pending: true })).body.errors[0].meta).toMatchObject({
      to: "pending",
    });
    const history = JSON.stringify(await get(`orders/${id}/event_stores?page[size]=25`));
    expect(history).toContain("archived_at");
    expect(history).toContain("fulfillment_status");
  });

  it("is not deleted, and neither is one whose payment was asked for", async () => {
    const id = await placed();
    const answer = await shop.call("DELETE", `orders/${id}`);
    expect(answer).toMatchObject({ status: 423 });
    expect(answer.body.errors[0].code).toBe("RECORD_LOCKED");
    expect((await orderOf(id)).status).toBe("placed");
  });
});

describe("a cart", () => {
  it("is not archived or made pending while something is missing", async () => {
    const body = document("orders", { currency_code: "EUR" });
    const { id } = (await shop.call("POST", "orders", { body })).body.data;
    expect((await run(id, { _archive: true })).status).toBe(422);
    const pending = await run(id, { _pending: true });
    expect(pending.body.errors).toHaveLength(2);
    expect((await run(id, { _validate: true, _reset_circuit: true })).status).toBe(200);
  });

  it("is deleted with what belongs to it, and the list counts one less", async () => {
    const id = await newOrder();
    await sourceFor(id);
    const count = async () => (await shop.call("GET", "orders")).body.meta.record_count;
    const before = await count();
    const own = await makeOrder(shop, shop.salesChannel);
    const foreign = await shop.call("DELETE", `orders/${id}`, { token: shop.salesChannel });
    expect(foreign.status).toBe(404);
    expect((await shop.call("DELETE", `orders/${own}`, { token: shop.salesChannel })).status).toBe(
      204,
    );
    expect((await shop.call("DELETE", `orders/${id}`)).status).toBe(204);
    expect((await shop.call("GET", `orders/${id}`)).status).toBe(404);
    expect(await count()).toBe(before - 1);
  });
});
