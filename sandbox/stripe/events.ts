/** Events and their webhooks, signed as Stripe signs: HMAC-SHA256 over `timestamp.body`, in hex. */
import { createHmac } from "node:crypto";
import type Stripe from "stripe";
import { seconds } from "../core/context";
import { registerSigner } from "../core/signing";
import type { Work } from "./account";
import { API_VERSION } from "./version";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Up to three days with growing waits, after the sandbox's short first ones. */
const RETRIES_MS = [5, 30, 120, 300, 600, 720, 720, 720, 720].map((waits) => waits * MINUTE_MS);

/** Stripe lists events for 30 days. */
const KEPT_MS = 30 * 24 * HOUR_MS;

registerSigner("stripe", (body, secret, timestamp) => ({
  "stripe-signature": `t=${timestamp},v1=${stripeSignature(body, secret, timestamp)}`,
  "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
}));

export function stripeSignature(body: string, secret: string, timestamp: number): string {
  return createHmac("sha256", secret).update(`${timestamp}.${body}`, "utf8").digest("hex");
}

/** Stores the event and queues it for every enabled endpoint that asked for its type. */
export function emit(
  work: Work,
  type: Stripe.Event.Type,
  object: object,
  previous?: Record<string, unknown>,
): void {
  const { context, account } = work;
  const receivers = account.webhookEndpoints.list().filter(({ status, enabled_events: types }) => {
    return status === "enabled" && (types.includes("*") || types.includes(type));
  });
  const event: Stripe.EventBase = {
    id: context.ids.base62("evt_3"),
    object: "event",
    api_version: API_VERSION,
    created: seconds(context.now()),
    data: {
      // The object as it is at this moment.
      object: structuredClone(object),
      ...(previous === undefined ? {} : { previous_attributes: previous }),
    },
    livemode: false,
    pending_webhooks: receivers.length,
    request: {
      id: work.request?.id ?? null,
      idempotency_key: work.request?.idempotencyKey ?? null,
    },
    type,
  };
  account.events.put(event.id, event);
  dropOld(work);
  for (const endpoint of receivers) deliver(work, event, endpoint);
}

function deliver(work: Work, event: Stripe.EventBase, endpoint: Stripe.WebhookEndpoint): void {
  work.context.webhooks.queue({
    provider: "stripe",
    account: work.account.id,
    eventId: event.id,
    eventType: event.type,
    url: endpoint.url,
    body: JSON.stringify(event, null, 2),
    signer: "stripe",
    secret: endpoint.secret ?? "",
    schedule: RETRIES_MS,
  });
}

function dropOld({ account, context }: Work): void {
  const since = seconds(context.now() - KEPT_MS);
  for (let event = account.events.oldest(); event !== undefined; event = account.events.oldest()) {
    if (event.created >= since) return;
    account.events.delete(event.id);
  }
}
