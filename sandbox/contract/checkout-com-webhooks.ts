/** Scenarios of workflows and the webhooks that they send. */
import { createHmac } from "node:crypto";
import { expect } from "vitest";
import { z } from "zod";
import { ours, type Scenario } from "./checkout-com-scenario";
import {
  ask,
  idOf,
  pay,
  type Received,
  refusal,
  startReceiver,
  until,
  type World,
} from "./checkout-com-world";

const KEY = "workflow-signature-key";
const envelope = z.looseObject({
  id: z.string(),
  type: z.string(),
  data: z.looseObject({ id: z.string(), action_id: z.string().optional() }),
});

async function register(world: World, url: string, types: string[]): Promise<string> {
  const workflow = await ask(
    world.sdk.workflows.add({
      name: "shop",
      conditions: [{ type: "event", events: { gateway: types } }],
      actions: [
        {
          type: "webhook",
          url,
          headers: { Authorization: "shop-secret" },
          signature: { method: "HMACSHA256", key: KEY },
        },
      ],
    }),
  );
  return idOf(workflow);
}

async function waitFor(received: Received[], count: number): Promise<void> {
  for (let attempt = 0; attempt < 60 && received.length < count; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Webhooks of the last scenario, for the test that holds them against the provider's sample. */
export const envelopes: unknown[] = [];

export const webhookScenarios: Scenario[] = [
  ours("tells of a payment's life with signed webhooks", async (world) => {
    const receiver = await startReceiver();
    const types = ["payment_approved", "payment_captured", "payment_refunded"];
    const workflowId = await register(world, receiver.url, types);
    const id = idOf(
      await pay(world, { capture: true, reference: "ORD-W", metadata: { n: 123989 } }),
    );
    await until(world, id, "Captured");
    await world.sdk.payments.refund(id, { amount: 500 });
    await waitFor(receiver.received, 3);
    await world.sdk.workflows.remove(workflowId);
    await receiver.close();
    const events = receiver.received.map(({ body }) => envelope.parse(JSON.parse(body)));
    expect(events.map((event) => event.type).sort()).toEqual(types);
    for (const { headers, body } of receiver.received) {
      const signature = createHmac("sha256", KEY).update(body).digest("hex");
      expect(headers["cko-signature"]).toBe(signature);
      expect(headers.authorization).toBe("shop-secret");
    }
    const approved = events.find((event) => event.type === "payment_approved");
    expect(approved?.data).toMatchObject({
      id,
      reference: "ORD-W",
      metadata: { n: "123989" },
      source: { last_4: "4242", scheme: "VISA" },
    });
    envelopes.push(approved);
  }),
  ours("tells of declines, and of nothing that was not asked for", async (world) => {
    const receiver = await startReceiver();
    const workflowId = await register(world, receiver.url, ["payment_declined"]);
    await pay(world);
    const declined = await pay(world, { number: "4544249167673670" });
    await waitFor(receiver.received, 1);
    await world.sdk.workflows.remove(workflowId);
    await receiver.close();
    const events = receiver.received.map(({ body }) => envelope.parse(JSON.parse(body)));
    expect(events).toMatchObject([{ type: "payment_declined", data: { id: declined.id } }]);
  }),
  ours("keeps, changes and removes workflows", async (world) => {
    const url = "http://127.0.0.1:9/hook";
    const id = await register(world, url, ["payment_approved"]);
    expect(await ask(world.sdk.workflows.getAll())).toMatchObject({ data: [{ id }] });
    await world.sdk.workflows.patch(id, { active: false, name: "off" });
    const workflow = await world.sdk.workflows.get(id);
    expect(workflow).toMatchObject({ name: "off", active: false, actions: [{ url }] });
    await world.sdk.workflows.remove(id);
    expect((await refusal(world.sdk.workflows.get(id))).status).toBe(404);
    expect((await refusal(world.sdk.workflows.add({ name: "x" }))).codes).toEqual([
      "actions_required",
    ]);
    expect(await world.sdk.workflows.getEventTypes()).toMatchObject([
      { id: "gateway" },
      { id: "dispute" },
    ]);
  }),
];
