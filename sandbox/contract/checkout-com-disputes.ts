/** Scenarios of disputes: the webhooks from the cardholder's complaint to its end. */
import { expect } from "vitest";
import { z } from "zod";
import { ours, type Scenario } from "./checkout-com-scenario";
import { ask, idOf, pay, startReceiver, until, type World } from "./checkout-com-world";

/** Webhooks of the last scenario, held against the documented one. */
export const disputeEnvelopes: unknown[] = [];

/**
 * The members of the documented webhook, from checkout.com/docs/workflows/webhook-event-types/dispute_evidence_required
 * (page of June 2025); all values are invented.
 */
export const documentedDispute = {
  id: "evt_",
  type: "dispute_evidence_required",
  timestamp: "2026-01-01T00:00:00.000+00:00",
  version: "1.0.6",
  data: {
    id: "dsp_",
    date: "2026-01-01T00:00:00.0000000+00:00",
    category: "fraudulent",
    amount: 6500,
    currency: "USD",
    reason_code: "10.4",
    payment_id: "pay_",
    payment_action_id: "act_",
    payment_reference: "ORD-D",
    payment_method: "VISA",
    client_id: "cli_",
    processing_channel_id: "pc_",
    entity_id: "ent_",
    evidence_required_by: "2026-01-15T00:00:00+00:00",
  },
  _links: { self: { href: "" }, subject: { href: "" } },
};

const envelope = z.looseObject({
  type: z.string(),
  data: z.looseObject({ id: z.string(), payment_id: z.string() }),
});
const TYPES = [
  "dispute_received",
  "dispute_evidence_required",
  "dispute_evidence_submitted",
  "dispute_won",
  "dispute_lost",
  "dispute_canceled",
];
const WAIT_MS = 5_000;

/** The types that came, once as many have come as are wanted. */
async function told(world: World, steps: readonly string[], count: number) {
  const receiver = await startReceiver();
  const workflow = await ask(
    world.sdk.workflows.add({
      name: "disputes",
      conditions: [{ type: "event", events: { dispute: TYPES } }],
      actions: [
        {
          type: "webhook",
          url: receiver.url,
          signature: { method: "HMACSHA256", key: "dispute-key" },
        },
      ],
    }),
  );
  const reference = "ORD-D";
  const id = idOf(
    await pay(world, {
      capture: true,
      reference,
      processing_channel_id: "pc_abcdefghijklmnopqrstuvwxyz",
    }),
  );
  await until(world, id, "Captured");
  await world.control("/disputes", { payment: id });
  const seen = () => receiver.received.map(({ body }) => JSON.parse(body) as unknown);
  const waitFor = async (wanted: number) => {
    const giveUpAt = Date.now() + WAIT_MS;
    while (receiver.received.length < wanted && Date.now() < giveUpAt) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  await waitFor(2);
  const disputeId = envelope.parse(seen()[0]).data.id;
  for (const step of steps) await world.control(`/disputes/${disputeId}`, { step });
  await waitFor(count);
  await world.sdk.workflows.remove(idOf(workflow));
  await receiver.close();
  const events = seen().map((each) => envelope.parse(each));
  expect(events.every(({ data }) => data.payment_id === id)).toBe(true);
  disputeEnvelopes.push(...events.filter(({ type }) => type === "dispute_evidence_required"));
  return events.map(({ type }) => type).sort();
}

export const disputeScenarios: Scenario[] = [
  ours("asks for evidence when a cardholder contests a payment", async (world) => {
    const types = await told(world, [], 2);
    expect(types).toEqual(["dispute_evidence_required", "dispute_received"]);
  }),
  ours("tells what became of the evidence", async (world) => {
    const types = await told(world, ["submit", "win"], 4);
    expect(types).toEqual(["dispute_evidence_required", ...MORE, "dispute_won"]);
  }),
  ours("tells of a dispute that the cardholder's bank takes back", async (world) => {
    const types = await told(world, ["cancel"], 3);
    expect(types).toEqual(["dispute_canceled", "dispute_evidence_required", "dispute_received"]);
  }),
];

const MORE = ["dispute_evidence_submitted", "dispute_received"];
