import { expect } from "@playwright/test";
import type { Api, NewOrder } from "./api";
import type { BookEntry, Sandbox } from "./sandbox";

type Sides = { api: Api; sandbox: Sandbox };

const sumOf = (entries: readonly BookEntry[], kind: BookEntry["kind"]) => {
  const ofKind = entries.filter((entry) => entry.kind === kind);
  return {
    count: ofKind.length,
    amountMinor: ofKind.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
};

/** Both sides say the same: the order is placed, and its total was authorized once, by one provider. */
export async function expectPaidOnce(
  { api, sandbox }: Sides,
  order: NewOrder,
  expected: { provider: BookEntry["provider"]; currency?: string },
): Promise<void> {
  await expect
    .poll(async () => (await api.order(order.id)).status, { message: "the order's status" })
    .toBe("placed");
  const facts = await api.order(order.id);
  expect(facts.total_amount_with_taxes_cents).toBe(order.totalMinor);
  expect(["authorized", "paid"]).toContain(facts.payment_status);
  expect(facts.placed_at).not.toBeNull();
  const book = await sandbox.book(order.id);
  expect(sumOf(book, "authorization"), "authorized at the provider").toEqual({
    count: 1,
    amountMinor: order.totalMinor,
  });
  expect(sumOf(book, "void").count).toBe(0);
  expect(sumOf(book, "refund").count).toBe(0);
  expect(sumOf(book, "capture").amountMinor).toBeLessThanOrEqual(order.totalMinor);
  for (const entry of book) {
    expect(entry.provider).toBe(expected.provider);
    expect(entry.currency.toUpperCase()).toBe(expected.currency ?? "EUR");
  }
}

/** Nothing was taken, and the order can be paid still. */
export async function expectNothingTaken({ api, sandbox }: Sides, order: NewOrder): Promise<void> {
  const { status, payment_status: paymentStatus } = await api.order(order.id);
  expect({ status, paymentStatus }).toEqual({ status: "pending", paymentStatus: "unpaid" });
  expect(await sandbox.book(order.id), "nothing in the provider's book").toEqual([]);
}
