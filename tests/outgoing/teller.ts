// Deliveries under test: the real parts, with a clock that is set forward by hand.
import type { DeliveryParts } from "@/lib/webhooks/outgoing/deliver";
import { deliverDue } from "@/lib/webhooks/outgoing/deliver-due";

export async function openTeller() {
  const { deliveryParts } = await import("@/lib/parts");
  const { addWebhook } = await import("@/lib/webhooks/outgoing/add-webhook");
  const { prisma } = await import("@/lib/db/client");
  let forwardMs = 0;
  const real = await deliveryParts();
  const now = () => new Date(Date.now() + forwardMs);
  const parts: DeliveryParts = { ...real, clock: { ...real.clock, now } };
  const errors: unknown[] = [];
  return {
    parts,
    errors,
    db: prisma(),
    /** Answers the receiver's id and its key. */
    add: async (topic: string, callbackUrl: string, includeResources: string[] = []) => {
      const input = { mode: "test", topic, callbackUrl, includeResources } as const;
      const added = await addWebhook(parts, input);
      if (!added.ok) throw new Error(JSON.stringify(added.error));
      return added.value;
    },
    forward: (ms: number) => {
      forwardMs += ms;
    },
    /** Sends what is due now; answers how many were sent. */
    tell: () => deliverDue(parts, { failed: (error) => void errors.push(error), ended: () => {} }),
    /** Takes every receiver and delivery away, and marks what has happened as told. */
    forget: async () => {
      await prisma().webhook.deleteMany();
      await prisma().outgoingEvent.updateMany({ data: { dispatchedAt: new Date() } });
    },
  };
}
export type Teller = Awaited<ReturnType<typeof openTeller>>;
