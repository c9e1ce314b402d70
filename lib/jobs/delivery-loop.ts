import "server-only";
import { log } from "../log";
import { deliveryParts } from "../parts";
import type { Delivered } from "../webhooks/outgoing/deliver";
import { type DeliveryReport, deliverDue } from "../webhooks/outgoing/deliver-due";
import type { Delivery } from "../webhooks/outgoing/store";
import { pause } from "./pause";

/** How long an event waits at most before it is sent for the first time. */
const INTERVAL_MS = 1_000;
/** Bodies hold what a merchant's systems were told of people: they are forgotten a month after they arrived. */
const BODIES_KEPT_MS = 30 * 86_400_000;
const FORGET_INTERVAL_MS = 3_600_000;
const FORGOTTEN_MAX = 5_000;

/** Sends the outgoing events, again and again; a round that fails is told in the log and does not end the loop. */
export async function runDeliveryLoop(signal: AbortSignal): Promise<void> {
  let forgetsAt = 0;
  while (!signal.aborted) {
    const parts = await deliveryParts();
    try {
      await deliverDue(parts, REPORT, signal);
      const now = parts.clock.now().getTime();
      if (now >= forgetsAt) {
        await parts.deliveries.forgetBodies(new Date(now - BODIES_KEPT_MS), FORGOTTEN_MAX);
        forgetsAt = now + FORGET_INTERVAL_MS;
      }
    } catch (error) {
      log.error({ err: error }, "A round of deliveries failed; the next one tries again.");
    }
    await pause(parts.clock, INTERVAL_MS, signal);
  }
}

const REPORT: DeliveryReport = {
  failed: (error) => log.error({ err: error }, "A delivery failed."),
  ended: tell,
};

/** What somebody has to know: a delivery that is given up, and a receiver that is left alone. */
function tell({ id, webhookId, event }: Delivery, delivered: Delivered): void {
  const about = { delivery: id, webhook: webhookId, event: event.id, topic: event.topic };
  if (delivered.kind === "lost" || delivered.kind === "delivered") {
    log.debug(about, `delivery: ${delivered.kind}`);
    return;
  }
  const { message, isCircuitOpen } = delivered;
  if (delivered.kind === "dead") log.error({ ...about, message }, "A delivery is given up.");
  else log.info({ ...about, message }, "A delivery is tried again later.");
  if (isCircuitOpen) log.error(about, "A receiver fails again and again; it is left alone.");
}
