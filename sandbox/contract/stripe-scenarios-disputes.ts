/** Scenarios of disputes: what Stripe sends from the cardholder's complaint to its end. */
import type Stripe from "stripe";
import { expect } from "vitest";
import { HELD, type StripeScenario, sandboxScenario } from "./stripe-scenario";
import type { StripeTools } from "./stripe-world";

const CREATED = ["charge.dispute.created", "charge.dispute.funds_withdrawn"];

/** What a test card's dispute sends until its last step. */
async function told(
  stripe: Stripe,
  tools: StripeTools,
  steps: readonly string[],
): Promise<{ types: string[]; dispute: Stripe.Dispute }> {
  const held = { ...HELD, confirm: true, payment_method: "pm_card_createDispute" };
  const { id } = await stripe.paymentIntents.create(held);
  await stripe.paymentIntents.capture(id);
  const created = await stripe.events.list({ type: "charge.dispute.created" });
  const opened = created.data[0]?.data.object as Stripe.Dispute | undefined;
  const disputeId = opened?.id ?? "";
  for (const step of steps) await tools.control(`/disputes/${disputeId}`, { step });
  const events = await stripe.events.list({ limit: 100 });
  const types = events.data.map(({ type }) => type).filter((type) => type.includes("dispute"));
  const dispute = await stripe.disputes.retrieve(disputeId);
  expect(dispute.payment_intent).toBe(id);
  return { types: types.reverse(), dispute };
}

export const disputeScenarios: readonly StripeScenario[] = [
  sandboxScenario("takes a disputed payment's money back at once", async (stripe, tools) => {
    const { types, dispute } = await told(stripe, tools, []);
    expect(types).toEqual(CREATED);
    expect(dispute).toMatchObject({ amount: 6500, status: "needs_response" });
    expect(dispute.balance_transactions).toMatchObject([{ amount: -6500, fee: 1500, net: -8000 }]);
    const charge = await stripe.charges.retrieve(String(dispute.charge));
    expect(charge.disputed).toBe(true);
  }),
  sandboxScenario("gives the money back when the shop wins", async (stripe, tools) => {
    const { types, dispute } = await told(stripe, tools, ["submit", "win"]);
    expect(types).toEqual([
      ...CREATED,
      "charge.dispute.updated",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
    ]);
    expect(dispute).toMatchObject({ status: "won", evidence_details: { has_evidence: true } });
    expect(dispute.balance_transactions).toMatchObject([{ amount: -6500 }, { amount: 6500 }]);
  }),
  sandboxScenario("keeps it when the shop loses, and decides once", async (stripe, tools) => {
    const { types, dispute } = await told(stripe, tools, ["lose"]);
    expect(types).toEqual([...CREATED, "charge.dispute.closed"]);
    expect(dispute).toMatchObject({ status: "lost" });
    await expect(tools.control(`/disputes/${dispute.id}`, { step: "win" })).rejects.toThrow("409");
  }),
];
