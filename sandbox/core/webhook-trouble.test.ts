import { describe, expect, it } from "vitest";
import { createPaymentFaults, type PaymentFaultWish, type WebhookTrouble } from "./payment-faults";
import { openStore } from "./store";
import { fateOf } from "./webhook-trouble";

const WISH: PaymentFaultWish = {
  provider: null,
  every: false,
  match: null,
  answer: "as_card",
  decline: null,
  threeDs: "as_card",
  connection: "works",
  webhooks: [],
};

function fatesOf(webhooks: WebhookTrouble[], bodies: string[]) {
  const faults = createPaymentFaults(openStore(null), () => 0);
  const { fault } = faults.set("fault-of-a-test", { ...WISH, webhooks });
  faults.bind("pi_1", fault);
  return bodies.map((body) => fateOf(null, faults.ofWebhook(body)));
}
const PLAIN = { isDropped: false, isTampered: false, isDoubled: false, extraMs: 0 };

describe("webhooks of a payment with a fault", () => {
  it("are dropped, late, doubled and tampered with, each as was chosen", () => {
    expect(fatesOf(["drop"], ['"pi_1"'])).toEqual([{ ...PLAIN, isDropped: true }]);
    expect(fatesOf(["late"], ['"pi_1"'])).toEqual([{ ...PLAIN, extraMs: 30_000 }]);
    expect(fatesOf(["twice", "tamper"], ['"pi_1"'])).toEqual([
      { ...PLAIN, isDoubled: true, isTampered: true },
    ]);
  });

  it("overtake each other: each other one waits", () => {
    const extra = fatesOf(["reorder"], ['"pi_1"', '"pi_1"', '"pi_1"']).map(
      ({ extraMs }) => extraMs,
    );
    expect(extra).toEqual([8_000, 0, 8_000]);
  });

  it("of other payments go as usual", () => {
    expect(fatesOf(["drop", "late"], ['"pi_2"'])).toEqual([PLAIN]);
  });
});
