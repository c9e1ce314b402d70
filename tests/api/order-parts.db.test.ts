import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardToken, document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
}, 180_000);
afterAll(() => shop?.close());

const get = async (path: string) => (await shop.call("GET", path)).body.data;
const change = (type: string, id: string, attributes: object, token = shop.integration) =>
  shop.call("PATCH", `${type}/${id}`, { token, body: { data: { type, id, attributes } } });
const run = (orderId: string, attributes: object) =>
  shop.call("PATCH", `orders/${orderId}`, { body: patchOf(orderId, attributes) });
const create = async (type: string, orderId: string, attributes: object) => {
  const body = document(type, attributes, { order: to("orders", orderId) });
  return (await shop.call("POST", type, { body })).body.data.id as string;
};
const NORTHBANK = { payment_source_token: "NB-APPROVE" };

describe("an address", () => {
  const addressOf = async (orderId: string) => (await get(`orders/${orderId}/billing_address`)).id;

  it("is mended while its order is open, and keeps what makes it one", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const id = await addressOf(orderId);
    const set = { line_1: "Neue Gasse 2", zip_code: "10245", lat: 52.5, lng: 13.4, notes: null };
    const changed = await change("addresses", id, { ...set, country_code: "at" });
    expect(changed.body.data.attributes).toMatchObject({ ...set, country_code: "AT" });
    for (const wrong of [{ line_1: null }, { country_code: "XX" }, { first_name: null }]) {
      expect((await change("addresses", id, wrong)).status).toBe(422);
    }
    const company = { business: true, company: "Roth GmbH", first_name: null };
    const { body } = await change("addresses", id, company);
    expect(body.data.attributes.full_name).toBe("Roth GmbH");
    const history = JSON.stringify(await get(`addresses/${id}/event_stores`));
    expect(history).not.toContain("Neue Gasse");
  });

  it("keeps to the country that its order is locked to", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    await run(orderId, { shipping_country_code_lock: "DE" });
    const answer = await change("addresses", await addressOf(orderId), { country_code: "FR" });
    expect(answer.body.errors[0].source.pointer).toBe("/data/attributes/country_code");
  });

  it("stays as it was sold, until its order is taken back for editing", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    await create("external_payments", orderId, NORTHBANK);
    await run(orderId, { _place: true });
    const id = await addressOf(orderId);
    expect((await change("addresses", id, { city: "Köln" })).status).toBe(422);
    expect((await shop.call("DELETE", `addresses/${id}`)).status).toBe(423);
    await run(orderId, { _start_editing: true });
    expect((await change("addresses", id, { city: "Köln" })).status).toBe(200);
    expect((await run(orderId, { _stop_editing: true })).status).toBe(200);
  });

  it("is deleted from carts, and nobody else's", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const id = await addressOf(orderId);
    const { salesChannel: token } = shop;
    expect((await shop.call("DELETE", `addresses/${id}`, { token })).status).toBe(404);
    expect((await change("addresses", id, { city: "Bonn" }, token)).status).toBe(404);
    expect((await shop.call("DELETE", `addresses/${id}`)).status).toBe(204);
    expect(await get(`orders/${orderId}/shipping_address`)).toBeNull();
    expect((await shop.call("DELETE", `addresses/${id}`)).status).toBe(404);
  });

  it("of another mode is no address", async () => {
    const { prisma } = await import("@/lib/db/client");
    const address = document("addresses", {
      ...{ first_name: "Ida", last_name: "Roth", line_1: "Weg 1", city: "Bonn" },
      ...{ country_code: "DE", phone: "1" },
    });
    const { id } = (await shop.call("POST", "addresses", { body: address })).body.data;
    const { apiClientId } = await prisma().address.findUniqueOrThrow({ where: { id } });
    const where = { id: apiClientId ?? "" };
    const client = await prisma().apiClient.findUniqueOrThrow({ where });
    const live = { ...client, id: "LiveClient", clientId: "live-client", mode: "live" };
    await prisma().apiClient.create({ data: live });
    await prisma().address.update({ where: { id }, data: { apiClientId: live.id } });
    expect((await shop.call("GET", `addresses/${id}`)).status).toBe(404);
  });
});

describe("a payment source", () => {
  it("is deleted and begun anew, and the attempt that waited is ended", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const id = await create("stripe_payments", orderId, {});
    expect((await get(`orders/${orderId}/payment_source`)).id).toBe(id);
    expect((await shop.call("DELETE", `stripe_payments/${id}`)).status).toBe(204);
    expect((await shop.call("GET", `stripe_payments/${id}`)).status).toBe(404);
    expect((await shop.call("DELETE", `stripe_payments/${id}`)).status).toBe(404);
    expect(await get(`orders/${orderId}/payment_source`)).toBeNull();
    expect(await get(`stripe_payments?filter[q][id_eq]=${id}`)).toEqual([]);
    const again = await create("external_payments", orderId, NORTHBANK);
    expect((await get(`orders/${orderId}/payment_source`)).id).toBe(again);
    expect((await run(orderId, { _place: true })).body.data.attributes.status).toBe("placed");
  });

  it("stays while it holds money, and once its order is placed", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const token = await cardToken(shop);
    const id = await create("checkout_com_payments", orderId, { token });
    await run(orderId, { _authorize: true });
    expect((await shop.call("DELETE", `checkout_com_payments/${id}`)).status).toBe(423);
    await run(orderId, { _place: true });
    expect((await shop.call("DELETE", `checkout_com_payments/${id}`)).status).toBe(423);
    expect((await shop.call("DELETE", `stripe_payments/${id}`)).status).toBe(404);
  });

  it("is found by its token, whole, which is kept encrypted", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const token = `nb-token-${orderId}`;
    const id = await create("external_payments", orderId, { payment_source_token: token });
    const found = await get(`external_payments?filter[q][payment_source_token_eq]=${token}`);
    expect(found.map((each: { id: string }) => each.id)).toEqual([id]);
    const part = `external_payments?filter[q][payment_source_token_start]=nb-token`;
    expect((await shop.call("GET", part)).body.errors[0].detail).toContain("encrypted");
    const { prisma } = await import("@/lib/db/client");
    const row = await prisma().paymentSource.findUniqueOrThrow({ where: { id } });
    expect(
      JSON.stringify(row, (_, value) => (typeof value === "bigint" ? 0 : value)),
    ).not.toContain(token);
  });

  it("takes references of its client, later too", async () => {
    const orderId = await makeOrder(shop, shop.integration);
    const id = await create("external_payments", orderId, { ...NORTHBANK, reference: "first" });
    const texts = { reference: "second", reference_origin: "shop", metadata: { a: 1 } };
    const changed = await change("external_payments", id, texts);
    expect(changed.body.data.attributes).toMatchObject(texts);
    expect(await get("external_payments?filter[q][reference_eq]=second")).toHaveLength(1);
    const own = await makeOrder(shop, shop.salesChannel);
    const theirs = await create("external_payments", own, NORTHBANK);
    const mine = await change("external_payments", theirs, { reference: "x" }, shop.salesChannel);
    expect(mine.status).toBe(200);
    const { salesChannel: token } = shop;
    const gone = await shop.call("DELETE", `external_payments/${theirs}`, { token });
    expect(gone.status).toBe(204);
  });
});
