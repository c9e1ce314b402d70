import { describe, expect, it } from "vitest";
import { decideAttempt } from "./decide-attempt";
import type { PaymentState } from "./store";
import { begun, countingIds, emptyState, NOW, sourceFor } from "./test-state";

const until = (expiresAt: Date | null): PaymentState => {
  const state = emptyState();
  return { ...state, order: { ...state.order, expiresAt } };
};
const attempt = (state: PaymentState) =>
  decideAttempt(state, {
    source: sourceFor(state),
    isNewSource: true,
    operation: "authorize",
    places: true,
    now: NOW,
    ids: countingIds(),
  });
const second = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe("an order with a time to pay it", () => {
  it("begins no payment at that moment or later, and writes nothing", () => {
    for (const expiresAt of [second(0), second(-1)]) {
      const refused = { ok: false, error: { code: "order_expired", expiredAt: expiresAt } };
      expect(attempt(until(expiresAt))).toEqual(refused);
    }
  });

  it("begins one before it, and always where there is no such time", () => {
    for (const expiresAt of [second(1), null]) expect(attempt(until(expiresAt)).ok).toBe(true);
  });

  it("is held by a payment that was begun in time", () => {
    const { state } = begun(emptyState());
    const late = { ...state, order: { ...state.order, expiresAt: second(-1) } };
    expect(attempt(late)).toMatchObject({ ok: true, value: { value: { kind: "held" } } });
  });
});
