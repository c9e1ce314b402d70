/** What reconciliation lists: the charges of a period, with everything that hangs on them. */
import type Stripe from "stripe";
import { expect } from "vitest";
import { HELD, sandboxScenario, scenario } from "./stripe-scenario";

const APPROVED = { ...HELD, confirm: true, payment_method: "pm_card_visa" } as const;
const HANGING = { expand: ["data.payment_intent", "data.balance_transaction", "data.refunds"] };

export const listScenarios = [
  scenario("lists charges with their intents, captures and refunds", async (stripe) => {
    const held = await stripe.paymentIntents.create(APPROVED);
    const taken = await stripe.paymentIntents.create({ ...APPROVED, metadata: { order: "1" } });
    await stripe.paymentIntents.capture(taken.id, { amount_to_capture: 4000 });
    const refund = await stripe.refunds.create({ payment_intent: taken.id, amount: 1500 });
    await stripe.paymentIntents.cancel(held.id);
    const { data } = await stripe.charges.list({ limit: 2, ...HANGING });
    expect(data).toMatchObject([
      {
        payment_intent: { id: taken.id, metadata: { order: "1" }, status: "succeeded" },
        captured: true,
        amount: 6500,
        amount_captured: 4000,
        balance_transaction: { type: "charge" },
        refunds: { data: [{ id: refund.id, amount: 1500 }], has_more: false },
      },
      {
        payment_intent: { id: held.id, status: "canceled", canceled_at: expect.any(Number) },
        captured: false,
        balance_transaction: null,
      },
    ]);
  }),
  sandboxScenario("lists the charges of a period alone", async (stripe, tools) => {
    await stripe.paymentIntents.create(APPROVED);
    await tools.advanceClock(60_000);
    const second = await stripe.paymentIntents.create(APPROVED);
    const charge = await stripe.charges.retrieve(String(second.latest_charge));
    await tools.advanceClock(60_000);
    await stripe.paymentIntents.create(APPROVED);
    const idsIn = async (created: Stripe.RangeQueryParam) =>
      (await stripe.charges.list({ created })).data.map(({ id }) => id);
    const at = charge.created;
    expect(await idsIn({ gte: at, lt: at + 1 })).toEqual([charge.id]);
    expect(await idsIn({ gt: at - 30, lte: at })).toEqual([charge.id]);
    expect(await idsIn({ gt: at })).toHaveLength(1);
    expect(await idsIn({ lt: at })).toHaveLength(1);
  }),
  scenario("shows ten refunds of a charge, and lists the others", async (stripe) => {
    const paid = await stripe.paymentIntents.create({ ...APPROVED, capture_method: "automatic" });
    for (let count = 0; count < 11; count += 1) {
      await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
    }
    const { data } = await stripe.charges.list({ payment_intent: paid.id, ...HANGING });
    expect(data[0]?.refunds?.has_more).toBe(true);
    expect(data[0]?.refunds?.data).toHaveLength(10);
    const all = await stripe.refunds.list({ charge: String(paid.latest_charge), limit: 100 });
    expect(all.data).toHaveLength(11);
  }),
];
