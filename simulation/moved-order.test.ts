// What becomes of a payment whose order is edited while nothing holds it. Found by the simulation.
import { describe, expect, it } from "vitest";
import type { Deps } from "@/lib/deps";
import { addLine } from "@/lib/orders/add-line";
import { setQuantity } from "@/lib/orders/set-quantity";
import { createPaymentSource } from "@/lib/payments/create-payment-source";
import { decideAttempt } from "@/lib/payments/decide-attempt";
import { placeOrder } from "@/lib/payments/place-order";
import { refreshPayment } from "@/lib/payments/refresh-payment";
import { countingIds, emptyState, NOW, sourceFor } from "@/lib/payments/test-state";
import { err } from "@/lib/result";
import type { Card } from "./bank/bank-payment";
import { Desk, ORDER_ID, ORDER_TOKEN, TOTAL_MINOR } from "./desk";

/** A desk whose order has an intent that was prepared and that we confirm. */
async function prepared(card: Card): Promise<{ desk: Desk; deps: Deps }> {
  const desk = new Desk("stripe_gateways");
  const deps = desk.deps("api_client");
  const type = "stripe_payments" as const;
  const given = { orderId: ORDER_ID, type, attributes: { card }, idempotencyKey: "source" };
  expect(await createPaymentSource(deps, given)).toMatchObject({ ok: true });
  expect(desk.state.transactions).toMatchObject([{ status: "action_required" }]);
  return { desk, deps };
}

const engrave = (deps: Deps) =>
  addLine(deps, { orderId: ORDER_ID, name: "Engraving", unitMinor: 350, quantity: 1 });
const empty = (deps: Deps) =>
  setQuantity(deps, { token: ORDER_TOKEN, lineId: `${ORDER_ID}-line`, quantity: 0 });
const paymentOf = (desk: Desk) => [...desk.bank.payments.values()].map(({ status }) => status);

describe("an order that is edited after its intent was prepared", () => {
  it("is not charged what it cost before", async () => {
    const { desk, deps } = await prepared("approved");
    expect(await engrave(deps)).toMatchObject({ ok: true });
    const totalMinor = TOTAL_MINOR + 350;
    expect(await placeOrder(deps, { orderId: ORDER_ID })).toEqual(
      err({ code: "total_changed", totalMinor }),
    );
    expect(paymentOf(desk)).toEqual(["prepared"]);
    expect(desk.state.order).toMatchObject({ status: "pending", totalMinor });
  });

  it("is not charged for a version that its merchant has not seen", async () => {
    const { desk, deps } = await prepared("approved");
    const order = desk.database.orders.get(ORDER_ID);
    const validation = { url: "https://merchant.test/vet", sharedSecret: null };
    if (order) {
      desk.database.orders.set(ORDER_ID, { ...order, order: { ...order.order, validation } });
    }
    const validateOrder: Deps["validateOrder"] = async () => {
      await engrave(deps);
      const line = desk.database.carts
        .get(ORDER_ID)
        ?.lines.find(({ unitMinor: each }) => each === 350);
      await setQuantity(deps, { token: ORDER_TOKEN, lineId: line?.id ?? "", quantity: 0 });
      return { kind: "accepted" };
    };
    const placed = await placeOrder({ ...deps, validateOrder }, { orderId: ORDER_ID });
    expect(placed).toMatchObject({ error: { code: "order_unchecked" } });
    expect(paymentOf(desk)).toEqual(["prepared"]);
  });

  it("is not called placed when it is emptied while its bank decides, and is no present", async () => {
    const { desk, deps } = await prepared("later");
    const { change } = deps.payments;
    const payments: Deps["payments"] = {
      ...deps.payments,
      change: async (...given) => {
        const written = await change(...given);
        await empty(deps);
        return written;
      },
    };
    const placed = await placeOrder({ ...deps, payments }, { orderId: ORDER_ID });
    expect(placed).toEqual(err({ code: "attempt_running" }));
    expect(desk.state.order).toMatchObject({ status: "draft", paymentStatus: "unpaid" });
    desk.isRefusedLater = true;
    desk.decideLater();
    await refreshPayment(deps, { token: ORDER_TOKEN });
    expect(desk.state.order).toMatchObject({ status: "draft", paymentStatus: "unpaid" });
  });
});

describe("an attempt", () => {
  it("is for the order's currency, not only for its number", () => {
    const state = emptyState();
    const amount = { amountMinor: state.order.totalMinor, currency: "USD" as never };
    const source = sourceFor(state, { amount });
    const input = { isNewSource: false, operation: "authorize", places: true, now: NOW } as const;
    expect(decideAttempt(state, { ...input, source, ids: countingIds() })).toMatchObject(
      err({ code: "total_changed" }),
    );
  });
});
