import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookOf } from "../../tests/api/placed";
import { type ApiShop, openApiShop, statementsOf } from "../../tests/api/shop";
import type { Merchant } from "../auth/merchant";
import type { Deps } from "../deps";
import type { CreateLinkInput } from "./create-link";

let shop: ApiShop;
let deps: Deps;
let merchant: Merchant;

const AMOUNT: CreateLinkInput = {
  nonce: "",
  what: { kind: "amount", amount: "40,00", description: "Repair of a bicycle" },
  currency: "EUR",
  marketId: null,
  email: "mara@example.com",
  days: "7",
};
let made = 0;
const form = (set: Partial<CreateLinkInput> = {}) => {
  made += 1;
  return { ...AMOUNT, nonce: `form-${made}`, ...set };
};

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  const { prisma } = await import("../db/client");
  const user = await prisma().user.findFirstOrThrow({ where: { role: "operator" } });
  deps = await parts({ kind: "user", id: user.id });
  merchant = { ...user, organization: { name: "Halden", timeZone: "Europe/Berlin" } } as never;
}, 180_000);
afterAll(() => shop?.close());

async function create(input: CreateLinkInput) {
  const { createLink } = await import("./create-link");
  const link = await createLink(deps, input);
  if (!link.ok) throw new Error(JSON.stringify(link.error));
  return link.value;
}
async function read(id: string) {
  const { findLink } = await import("./link-queries");
  const link = await findLink(merchant, id);
  if (link === null) throw new Error("The link is gone.");
  return link;
}
async function pay(token: string) {
  const { findCheckout } = await import("../payments/checkout-queries");
  const { payOrder } = await import("../payments/pay-order");
  const { parts } = await import("../parts");
  const view = await findCheckout(token);
  const method = view?.paymentMethods.find((each) => each.sourceType === "external_payments");
  return payOrder(await parts(), {
    token,
    paymentMethodId: method?.id ?? "",
    attributes: { payment_source_token: "NB-APPROVE" },
    shownTotalMinor: view?.totalMinor ?? 0,
    nonce: `pay-${token}`,
  });
}
const stepOf = async (token: string) => {
  const { findCheckout } = await import("../payments/checkout-queries");
  return (await findCheckout(token))?.step;
};
const expire = (orderId: string, at = "2026-01-01T00:00:00Z") =>
  shop.call("PATCH", `orders/${orderId}`, {
    body: { data: { type: "orders", id: orderId, attributes: { expires_at: at } } },
  });
const EXPIRED = { ok: false, error: { code: "order_expired" } };

describe("a payment link", () => {
  it("asks for an amount: one line that travels nowhere, ready to be paid for seven days", async () => {
    const { id } = await create(form());
    const link = await read(id);
    expect(link).toMatchObject({
      state: "open",
      totalMinor: 4000,
      currency: "EUR",
      lineName: "Repair of a bicycle",
      linesCount: 1,
      email: "mara@example.com",
      paymentId: null,
      author: expect.any(String),
    });
    expect((Number(link.expiresAt) - Date.now()) / 86_400_000).toBeCloseTo(7, 1);
    expect(await stepOf(link.token)).toBe("payment");
  });

  it("sells products of the shop at their prices, in the order asked for", async () => {
    const lines = [
      { skuCode: "FIELD-NOTEBOOK", quantity: "1" },
      { skuCode: "", quantity: "1" },
      { skuCode: " ENAMEL-MUG ", quantity: "2" },
    ];
    const { id, orderId } = await create(form({ what: { kind: "products", lines }, email: "" }));
    const order = await deps.orders.find({ id: orderId });
    expect(order?.lines.map(({ skuCode, quantity }) => [skuCode, quantity])).toEqual([
      ["FIELD-NOTEBOOK", 1],
      ["ENAMEL-MUG", 2],
    ]);
    expect(await read(id)).toMatchObject({ email: null, linesCount: 2 });
  });

  it("is made once by one form, also where it is sent twice at the same moment", async () => {
    const { prisma } = await import("../db/client");
    const before = await prisma().order.count();
    const once = form();
    const [first, second] = await Promise.all([create(once), create(once)]);
    expect(second).toEqual(first);
    expect(await create(once)).toEqual(first);
    expect(await prisma().order.count()).toBe(before + 1);
  });

  it("is paid like any order, and then leads to its payment", async () => {
    const { id, orderId } = await create(form());
    const { token } = await read(id);
    expect(await pay(token)).toEqual({ ok: true, value: { kind: "placed" } });
    const link = await read(id);
    expect(link).toMatchObject({ state: "paid", paymentStatus: "authorized" });
    expect(link.paymentId).not.toBeNull();
    await expire(orderId);
    expect(await stepOf(token)).toBe("done");
  });

  it("takes no money once its time is over, by whatever road", async () => {
    const { createPaymentSource } = await import("../payments/create-payment-source");
    const { placeOrder } = await import("../payments/place-order");
    const { id, orderId } = await create(form());
    const { token } = await read(id);
    await expire(orderId);
    expect(await read(id)).toMatchObject({ state: "expired" });
    expect(await stepOf(token)).toBe("expired");
    expect(await pay(token)).toMatchObject(EXPIRED);
    const type = "external_payments" as const;
    const attributes = { payment_source_token: "NB-APPROVE" };
    await createPaymentSource(deps, { orderId, type, attributes, idempotencyKey: null });
    expect(await placeOrder(deps, { orderId })).toMatchObject(EXPIRED);
    const answer = await shop.call("PATCH", `orders/${orderId}`, {
      body: { data: { type: "orders", id: orderId, attributes: { _place: true } } },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].source.pointer).toBe("/data/attributes/expires_at");
    expect(await bookOf(shop, orderId)).toEqual([]);
    await expire(orderId, "2099-01-01T00:00:00Z");
    expect(await read(id)).toMatchObject({ state: "open" });
    expect(await pay(token)).toMatchObject({ ok: true });
  });

  it("confirms no intent after its time that was prepared before", async () => {
    const { createPaymentSource } = await import("../payments/create-payment-source");
    const { placeOrder } = await import("../payments/place-order");
    const { orderId } = await create(form());
    const options = { payment_method: "pm_card_visa" };
    const given = { type: "stripe_payments" as const, attributes: { options } };
    const source = await createPaymentSource(deps, { ...given, orderId, idempotencyKey: null });
    expect(source.ok).toBe(true);
    await expire(orderId);
    expect(await placeOrder(deps, { orderId })).toMatchObject(EXPIRED);
    expect(await bookOf(shop, orderId)).toEqual([]);
  });

  it("is withdrawn: nobody can pay it then, and the history says who did it", async () => {
    const { withdrawLink } = await import("./withdraw-link");
    const { prisma } = await import("../db/client");
    const { id, orderId } = await create(form());
    const { token } = await read(id);
    expect(await withdrawLink(deps, { id })).toEqual({ ok: true, value: null });
    expect(await withdrawLink(deps, { id })).toEqual({ ok: true, value: null });
    expect(await read(id)).toMatchObject({ state: "withdrawn" });
    expect(await pay(token)).toMatchObject(EXPIRED);
    const told = await prisma().event.findMany({
      where: { orderId, resourceType: "payment_links" },
      orderBy: { sequence: "asc" },
    });
    expect(told.map(({ name, actorKind, actorId }) => [name, actorKind, actorId])).toEqual([
      ["payment_link.created", "user", deps.by.id],
      ["payment_link.withdrawn", "user", deps.by.id],
    ]);
  });

  it("cuts no payment off: one that has begun is not withdrawn under it", async () => {
    const { withdrawLink } = await import("./withdraw-link");
    const { id } = await create(form());
    const { token } = await read(id);
    const stale = await deps.payments.find({ orderToken: token });
    await pay(token);
    const error = { code: "illegal_transition", from: "placed", to: "withdrawn" };
    expect(await withdrawLink(deps, { id })).toEqual({ ok: false, error });
    const { endLink } = await import("./link-store");
    const by = { by: deps.by, now: deps.clock.now() };
    const { id: orderId, version } = stale?.order ?? { id: "", version: 0 };
    expect(await endLink({ id, orderId }, { version, expiresAt: null }, by)).toBe(false);
    expect(await read(id)).toMatchObject({ state: "paid", withdrawnAt: null });
  });

  it("ends a payment that waits for the shopper at their bank", async () => {
    const { withdrawLink } = await import("./withdraw-link");
    const { createPaymentSource } = await import("../payments/create-payment-source");
    const { placeOrder } = await import("../payments/place-order");
    const { id, orderId } = await create(form());
    const options = { payment_method: "pm_card_authenticationRequired" };
    const given = { type: "stripe_payments" as const, attributes: { options } };
    await createPaymentSource(deps, { ...given, orderId, idempotencyKey: null });
    expect(await placeOrder(deps, { orderId })).toMatchObject({ value: { status: "placing" } });
    expect(await read(id)).toMatchObject({ state: "paying" });
    expect(await withdrawLink(deps, { id })).toEqual({ ok: true, value: null });
    expect(await read(id)).toMatchObject({ state: "withdrawn" });
  });
});

describe("a form that makes no link", () => {
  const what = AMOUNT.what;
  const products = (skuCode: string, quantity = "1") => ({
    kind: "products" as const,
    lines: [
      { skuCode: "", quantity: "1" },
      { skuCode, quantity },
    ],
  });
  it.each([
    ["amount", { what: { ...what, amount: "" } }],
    ["amount", { what: { ...what, amount: "0" } }],
    ["amount", { what: { ...what, amount: "9999999999.00" } }],
    ["description", { what: { ...what, description: " " } }],
    ["description", { what: { ...what, description: "Card 4242 4242 4242 4242" } }],
    ["email", { email: "mara" }],
    ["days", { days: "365" }],
    ["currency", { currency: "EURO" }],
    ["lines.0", { what: products(" ") }],
    ["lines.1", { what: products("NO-SUCH-THING") }],
    ["quantities.1", { what: products("ENAMEL-MUG", "0") }],
    ["quantities.1", { what: products("ENAMEL-MUG", "1000") }],
    ["market", { marketId: "nobody" }],
  ] as const)("says so at %s: %j", async (path, set) => {
    const { prisma } = await import("../db/client");
    const { createLink } = await import("./create-link");
    const before = await prisma().order.count();
    const refused = await createLink(deps, form(set as Partial<CreateLinkInput>));
    expect(refused).toMatchObject({ error: { code: "invalid_input", issues: [{ path }] } });
    expect(await prisma().order.count()).toBe(before);
  });
});

it("a link costs a payment no statement: the order says itself until when it can be paid", async () => {
  const { id } = await create(form());
  const { token } = await read(id);
  const statements = await statementsOf(() => pay(token));
  expect(statements.filter((text) => text.includes("payment_links"))).toEqual([]);
});
