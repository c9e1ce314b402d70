// What a merchant does with a paid order, by the use cases themselves, and what has come of it.
import type { Deps } from "@/lib/deps";
import type { PaymentState, StoredTransaction } from "@/lib/payments/store";
import { type Provider, placedOrder, tellSandbox } from "./placed";
import type { ApiShop } from "./shop";

export type Merchant = ReturnType<typeof merchantOf>;

export function merchantOf(shop: ApiShop, deps: Deps) {
  const control = (path: string, body: object) => tellSandbox(shop, path, body);
  const placed = (provider: Provider) => placedOrder({ shop, deps }, provider);

  async function stateOf({ orderId }: StoredTransaction) {
    const state = await deps.payments.find({ orderId });
    if (!state) throw new Error("The order is gone.");
    return state;
  }

  /** Lets time pass at the provider, and asks about all that is open. */
  async function settleAll(transaction: StoredTransaction) {
    const { syncAllOf } = await import("@/lib/payments/refresh-payment");
    await control("clock", { advanceMs: 60_000 });
    await syncAllOf(deps, await stateOf(transaction), { sourceId: transaction.sourceId });
    return stateOf(transaction);
  }

  const bookOf = async (state: PaymentState) => {
    const sums = { capture: 0, void: 0, refund: 0 };
    for (const { kind, status, amount } of state.transactions) {
      if (kind !== "authorization" && status === "succeeded") sums[kind] += amount.amountMinor;
    }
    return { ...sums, paymentStatus: state.order.paymentStatus };
  };

  async function capture(of: StoredTransaction, amountMinor: number | null, key: string | null) {
    const { capturePayment } = await import("@/lib/payments/capture-payment");
    const { orderId, id: authorizationId } = of;
    return capturePayment(deps, { orderId, authorizationId, amountMinor, idempotencyKey: key });
  }

  async function refund(of: StoredTransaction, amountMinor: number | null, key: string | null) {
    const { refundPayment } = await import("@/lib/payments/refund-payment");
    const { orderId, id: captureId } = of;
    return refundPayment(deps, { orderId, captureId, amountMinor, idempotencyKey: key });
  }

  async function voidAll(of: StoredTransaction) {
    const { voidPayment } = await import("@/lib/payments/void-payment");
    const { orderId, id: authorizationId } = of;
    return voidPayment(deps, { orderId, authorizationId, idempotencyKey: null });
  }

  async function captured(provider: Provider): Promise<StoredTransaction> {
    const authorization = await placed(provider);
    const taken = await capture(authorization, null, null);
    if (!taken.ok) throw new Error(taken.error.code);
    const state = await settleAll(authorization);
    const found = state.transactions.find((each) => each.id === taken.value.id);
    if (found?.status !== "succeeded") throw new Error("The capture did not succeed.");
    return found;
  }

  return { control, placed, stateOf, settleAll, bookOf, capture, refund, voidAll, captured };
}
