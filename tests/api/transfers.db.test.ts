// A transfer from the shopper's promise to the merchant's word, with nobody in between who could be asked.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MERCHANT } from "@/lib/payments/payments.fixture";
import { document, makeOrder, patchOf, to } from "./road";
import { type ApiShop, openApiShop } from "./shop";

const INSTRUCTIONS = "Halden Goods, IBAN DE02 1203 0000 0000 2020 51";
const TOTAL = 3250;

let shop: ApiShop;
let gateway: string;
let method: string;

const created = async (type: string, attributes: object, relationships: object = {}) => {
  const answer = await shop.call("POST", type, {
    body: document(type, attributes, relationships),
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.data.id as string;
};
const change = (type: string, id: string, attributes: object) =>
  shop.call("PATCH", `${type}/${id}`, { body: { data: { type, id, attributes } } });
const read = async (path: string) => (await shop.call("GET", path)).body.data;
const database = async () => (await import("@/lib/db/client")).prisma();

beforeAll(async () => {
  shop = await openApiShop();
  gateway = await created("manual_gateways", { name: "Our bank", instructions: INSTRUCTIONS });
  method = await created(
    "payment_methods",
    {
      name: "Bank transfer",
      payment_source_type: "wire_transfers",
      currency_code: "EUR",
      price_amount_cents: 0,
    },
    { payment_gateway: to("manual_gateways", gateway) },
  );
}, 180_000);
afterAll(() => shop?.close());

/** An order that is to be paid by transfer, with its source. */
async function promised(): Promise<{ id: string; source: string }> {
  const token = shop.salesChannel;
  const id = await makeOrder(shop, token);
  const made = await shop.call("POST", "wire_transfers", {
    token,
    body: document("wire_transfers", {}, { order: to("orders", id) }),
  });
  expect(made.status).toBe(201);
  return { id, source: made.body.data.id };
}

const place = (id: string) =>
  shop.call("PATCH", `orders/${id}`, {
    token: shop.salesChannel,
    body: patchOf(id, { _place: true }),
  });

/** A placed order, its source, and the authorization of what is still to be sent. */
async function placed() {
  const { id, source } = await promised();
  expect((await place(id)).body.data.attributes).toMatchObject({
    status: "placed",
    payment_status: "authorized",
  });
  const [authorization] = await read(`orders/${id}/authorizations`);
  return { id, source, authorization: authorization.id as string };
}

async function viewOf(id: string) {
  const { findCheckout } = await import("@/lib/payments/checkout-queries");
  const { token } = await (await database()).order.findUniqueOrThrow({ where: { id } });
  const view = await findCheckout(token);
  if (!view) throw new Error("There is no such checkout.");
  return view;
}

const statusOf = async (id: string) =>
  (await read(`orders/${id}`)).attributes.payment_status as string;

describe("a transfer", () => {
  it("is offered with the merchant's instructions, and needs nothing of the shopper", async () => {
    const view = await viewOf((await promised()).id);
    const offered = view.paymentMethods.find((each) => each.id === method);
    expect(offered).toMatchObject({
      ...{ name: "Bank transfer", sourceType: "wire_transfers", isAway: false },
      ...{ instructions: INSTRUCTIONS, publishableKey: null, fieldsOrigin: null },
    });
    expect(view.transfer).toBeNull();
    const others = view.paymentMethods.filter((each) => each.id !== method);
    expect(others.every(({ instructions }) => instructions === null)).toBe(true);
  });

  it("is paid once all of it has arrived, in parts too, and then owed no more", async () => {
    const { id, authorization } = await placed();
    expect((await viewOf(id)).transfer).toEqual({ amountMinor: TOTAL, instructions: INSTRUCTIONS });
    const part = { _capture: true, _capture_amount_cents: 1000 };
    expect((await change("authorizations", authorization, part)).status).toBe(200);
    expect(await statusOf(id)).toBe("partially_paid");
    expect((await viewOf(id)).transfer).toMatchObject({ amountMinor: TOTAL - 1000 });
    const rest = await change("authorizations", authorization, { _capture: true });
    expect(rest.status).toBe(200);
    expect(await statusOf(id)).toBe("paid");
    expect((await viewOf(id)).transfer).toBeNull();
  });

  it("that will not come is voided, and never owed again", async () => {
    const { id, authorization } = await placed();
    await change("authorizations", authorization, { _void: true });
    expect(await statusOf(id)).toBe("voided");
    expect((await viewOf(id)).transfer).toBeNull();
    const late = await change("authorizations", authorization, { _capture: true });
    expect(late.status).toBe(422);
  });

  it("says where to send the money as the gateway says it now", async () => {
    const { id } = await placed();
    await change("manual_gateways", gateway, { instructions: "Another account" });
    expect((await viewOf(id)).transfer?.instructions).toBe("Another account");
    await change("manual_gateways", gateway, { instructions: INSTRUCTIONS });
  });

  it("is in the books with its call, and with no exchange that never was", async () => {
    const { id, authorization } = await placed();
    await change("authorizations", authorization, { _capture: true });
    const calls = await (await database()).providerCall.findMany({
      where: { transaction: { orderId: id } },
      orderBy: { startedAt: "asc" },
    });
    expect(calls.map(({ operation }) => operation)).toEqual(["authorize", "capture"]);
    for (const call of calls) {
      expect(call.finishedAt).not.toBeNull();
      expect(JSON.stringify(call)).not.toMatch(/"(POST|GET)"/);
    }
  });

  it("holds nothing at any bank, so that nothing is said to expire or asked about", async () => {
    const { source, authorization } = await placed();
    const row = await (await database()).transaction.findUniqueOrThrow({
      where: { id: authorization },
    });
    expect(row).toMatchObject({ status: "succeeded", nextCheckAt: null });
    const { findPayment } = await import("@/lib/payments/payment-detail-queries");
    const payment = await findPayment(MERCHANT, source);
    expect(payment?.transactions.map(({ expiresAt }) => expiresAt)).toEqual([null]);
  });
});

describe("what a crash left open", () => {
  it("is ended by the sweep, however late, because saying it twice changes nothing", async () => {
    const { id, source } = await promised();
    const { parts } = await import("@/lib/parts");
    const { runAttempt } = await import("@/lib/payments/run-attempt");
    const deps = await parts();
    const state = await deps.payments.find({ orderId: id });
    const found = state?.sources.find((each) => each.id === source);
    if (!state || !found) throw new Error("There is no source.");
    const silent = {
      ...deps,
      providers: () => ({ ...deps.providers("manual_gateways"), authorize: crash }),
    };
    const attempt = { state, source: found, isNewSource: false, places: true } as const;
    await expect(runAttempt(silent, { ...attempt, operation: "authorize" })).rejects.toThrow(
      "killed",
    );
    expect((await read(`orders/${id}`)).attributes.status).toBe("placing");
    const prisma = await database();
    const longAgo = new Date(Date.now() - 40 * 86_400_000);
    const where = { transaction: { orderId: id } };
    await prisma.transaction.updateMany({ where: { orderId: id }, data: { requestedAt: longAgo } });
    await prisma.providerCall.updateMany({ where, data: { startedAt: longAgo } });
    const { syncAllOf } = await import("@/lib/payments/refresh-payment");
    const open = await deps.payments.find({ orderId: id });
    if (open) await syncAllOf(deps, open, { sourceId: source });
    expect((await read(`orders/${id}`)).attributes).toMatchObject({
      ...{ status: "placed", payment_status: "authorized" },
    });
  });
});
const crash = async (): Promise<never> => {
  throw new Error("killed");
};

describe("an automatic capture", () => {
  it("is refused for a transfer, whichever is set first", async () => {
    const refused = await change("payment_methods", method, { auto_capture: true });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].source.pointer).toBe("/data/attributes/auto_capture");
    const made = await shop.call("POST", "payment_methods", {
      body: document(
        "payment_methods",
        {
          payment_source_type: "wire_transfers",
          auto_capture: true,
          currency_code: "EUR",
          price_amount_cents: 0,
        },
        { payment_gateway: to("manual_gateways", gateway) },
      ),
    });
    expect(made.body.errors[0].source.pointer).toBe("/data/attributes/auto_capture");
    expect((await change("payment_methods", method, { auto_capture: false })).status).toBe(200);
  });

  it("that stands in the table all the same does not happen", async () => {
    const prisma = await database();
    await prisma.paymentMethod.update({ where: { id: method }, data: { autoCapture: true } });
    const { id } = await placed();
    await prisma.paymentMethod.update({ where: { id: method }, data: { autoCapture: false } });
    expect(await read(`orders/${id}/captures`)).toEqual([]);
    expect(await statusOf(id)).toBe("authorized");
  });
});

it("leaves clean books", async () => {
  const { verifyBooks } = await import("@/lib/books/verify-books");
  const broken = (await verifyBooks(await database(), Date.now)).filter(
    (each) => each.violationsCount > 0,
  );
  expect(broken).toEqual([]);
});
