import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placedOrder } from "../../tests/api/placed";
import { type ApiShop, openApiShop, statementsOf } from "../../tests/api/shop";
import type { Merchant } from "../auth/merchant";
import type { Deps } from "../deps";

let shop: ApiShop;
let deps: Deps;
let merchant: Merchant;
let orderId = "";

beforeAll(async () => {
  shop = await openApiShop();
  const { parts } = await import("../parts");
  const { prisma } = await import("../db/client");
  const user = await prisma().user.findFirstOrThrow({ where: { role: "operator" } });
  deps = await parts({ kind: "user", id: user.id });
  merchant = { ...user, organization: { name: "Halden", timeZone: "Europe/Berlin" } } as never;
  orderId = (await placedOrder({ shop, deps: await parts() }, "external")).orderId;
}, 180_000);
afterAll(() => shop?.close());

async function read() {
  const { findOrder } = await import("./order-queries");
  const order = await findOrder(merchant, orderId);
  if (order === null) throw new Error("The order is gone.");
  return order;
}
const countOf = async (name: string) => {
  const { prisma } = await import("../db/client");
  return prisma().event.count({ where: { orderId, name } });
};

describe("an order on the desk", () => {
  it("shows its lines, its money, its people and its history, in three statements", async () => {
    const statements = await statementsOf(read);
    expect(statements).toHaveLength(3);
    const order = await read();
    expect(order).toMatchObject({
      status: "placed",
      paymentStatus: "authorized",
      customer: { name: "Mara Vogel", email: expect.stringContaining("@") },
      shippingAddress: { line1: "Oranienstraße 25", city: "Berlin" },
      payments: [{ state: "authorized", amountMinor: order.totalMinor }],
      link: null,
    });
    expect(order.lines.reduce((sum, line) => sum + line.totalMinor, 0)).toBe(order.subtotalMinor);
    expect(order.subtotalMinor + order.shippingMinor).toBe(order.totalMinor);
    expect(order.changes.at(-1)).toMatchObject({ name: "order.created", actorKind: "shopper" });
    expect(order.changes.map(({ name }) => name)).toContain("order.placed");
  });

  it("is not there for an id that nobody has", async () => {
    const { findOrder } = await import("./order-queries");
    expect(await findOrder(merchant, "nobody")).toBeNull();
  });

  it("takes a note once, under its author's name; the history does not repeat it", async () => {
    const { addNote } = await import("./add-note");
    const note = { orderId, text: "  Rang twice, nobody in.  ", nonce: randomUUID() };
    expect(await addNote(deps, note)).toEqual({ ok: true, value: null });
    expect(await addNote(deps, note)).toEqual({ ok: true, value: null });
    const { notes, changes } = await read();
    const { name: author } = merchant;
    expect(notes).toMatchObject([{ text: "Rang twice, nobody in.", author }]);
    const told = changes.filter(({ name }) => name === "order.noted");
    expect(told).toMatchObject([{ actorKind: "user", actorName: author }]);
    expect(JSON.stringify(told)).not.toContain("Rang");
  });

  it.each([
    ["", /Write something/],
    ["x".repeat(1001), /1000 characters/],
    ["He paid with 4242 4242 4242 4242", /card number/],
  ])("refuses the note '%s'", async (text, message) => {
    const { addNote } = await import("./add-note");
    const refused = await addNote(deps, { orderId, text, nonce: randomUUID() });
    expect(refused).toMatchObject({ error: { issues: [{ path: "text" }] } });
    expect(JSON.stringify(refused)).toMatch(message);
  });

  it("is archived and brought back, each told once however often it is pressed", async () => {
    const { putAway } = await import("./archive-order");
    for (const isArchived of [true, true, false, false]) {
      expect(await putAway(deps, { orderId, isArchived })).toEqual({ ok: true, value: null });
      expect((await read()).isArchived).toBe(isArchived);
    }
    expect(await countOf("order.archived")).toBe(1);
    expect(await countOf("order.unarchived")).toBe(1);
  });

  it("is not archived while it may still be bought", async () => {
    const { putAway } = await import("./archive-order");
    const { createOrder } = await import("../orders/create-order");
    const made = await createOrder(deps, { currencyCode: "EUR", apiClientId: null, mode: "test" });
    const id = made.ok ? made.value.id : "";
    const refused = await putAway(deps, { orderId: id, isArchived: true });
    expect(refused).toMatchObject({ error: { code: "illegal_transition" } });
  });
});

describe("a customer on the desk", () => {
  const customerOf = async () => {
    const { findCustomerOf } = await import("./customer-queries");
    const customer = await findCustomerOf(merchant, (await read()).customerId ?? "");
    if (customer === null) throw new Error("The customer is gone.");
    return customer;
  };

  it("shows their orders and their cards by brand and last digits, never a number", async () => {
    const { prisma } = await import("../db/client");
    const { id } = await customerOf();
    const [payment] = (await read()).payments;
    const instrument = { issuer_type: "card", card_type: "visa", card_last_digits: "4242" };
    await prisma().paymentSource.update({
      where: { id: payment?.id ?? "" },
      data: { instrument },
    });
    const now = new Date();
    const kept = { name: "visa ending in 4242", fingerprint: "f", createdAt: now, updatedAt: now };
    await prisma().customerPaymentSource.create({
      data: { id: "kept", customerId: id, sourceId: payment?.id ?? null, ...kept },
    });
    const customer = await customerOf();
    expect(customer.cards).toMatchObject([{ brand: "visa", lastDigits: "4242" }]);
    expect(customer.orders.map((order) => order.id)).toContain(orderId);
    expect(customer).toMatchObject({ name: "Mara Vogel", hasSignedUp: false });
  });

  it("is forgotten after thirty days, with the notes beside their orders, unless it is taken back", async () => {
    const { cancelAnonymization, requestAnonymization } = await import(
      "../customers/anonymization"
    );
    const { eraseDueCustomers } = await import("../customers/erase-customers");
    const { prisma } = await import("../db/client");
    const { id } = await customerOf();
    await requestAnonymization(deps, id);
    await requestAnonymization(deps, id);
    expect((await customerOf()).forgetting).toMatchObject({ doneAt: null });
    expect(await cancelAnonymization(deps, id)).toBe(true);
    expect(await cancelAnonymization(deps, id)).toBe(false);
    const later = new Date(Date.now() + 31 * 86_400_000);
    expect(await eraseDueCustomers(prisma(), later)).toBe(0);
    await requestAnonymization(deps, id);
    expect((await read()).notes).toHaveLength(1);
    expect(await eraseDueCustomers(prisma(), later)).toBe(1);
    expect((await read()).notes).toEqual([]);
    const customer = await customerOf();
    expect(customer.email).not.toContain("mara");
    expect(customer.forgetting?.doneAt).not.toBeNull();
    expect(customer.cards).toEqual([]);
  });
});
