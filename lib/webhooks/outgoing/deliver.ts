import { STATUS_CODES } from "node:http";
import type { Clock } from "../../clock";
import type { Settings } from "../../deps";
import type { Ids } from "../../ids";
import type { JsonObject } from "../../json";
import type { exchange } from "../../providers/http";
import { signatureHeaders } from "../../providers/signature";
import { type Attempted, circuitRule, decideEnd, decideUnsent } from "./decide-end";
import type { Delivery, DeliveryEnd, DeliveryStore } from "./store";

/** Everything that delivering may touch. */
export type DeliveryParts = {
  deliveries: DeliveryStore;
  /** The JSON:API document of what an event is about; null when it is gone. */
  documentOfEvent: (
    event: Delivery["event"],
    includeResources: readonly string[],
  ) => Promise<JsonObject | null>;
  post: typeof exchange;
  clock: Clock;
  ids: Ids;
  settings: Pick<Settings, "isTest">;
};

/** The receiver's whole answer must be here by then. Source: the API's documentation of webhooks. */
const TIMEOUT_MS = 5_000;

/** `lost`: somebody else has taken it on since. */
export type Delivered =
  | { kind: "lost" }
  | { kind: DeliveryEnd["state"]; message: string; isCircuitOpen: boolean };

/**
 * Sends one delivery and writes what became of it. The body is kept before it is first sent, so that every copy is the
 * same under the event's one id. Safe to repeat; should we end in between, it is sent again once its lease is over.
 */
export async function deliver(parts: DeliveryParts, delivery: Delivery): Promise<Delivered> {
  const payload = delivery.payload ?? (await documentFor(parts, delivery));
  if (payload === null) {
    const message = "What it is about is gone.";
    return finish(parts, delivery, decideUnsent({ retriesLeft: 0 }, message, at(parts)));
  }
  if (delivery.payload === null) {
    const isMine = await parts.deliveries.keepPayload(held(delivery), payload, parts.clock.now());
    if (!isMine) return { kind: "lost" };
  }
  const attempted = await send(parts, delivery, JSON.stringify(payload));
  return finish(parts, delivery, decideEnd(delivery, attempted, at(parts)));
}

/** For a delivery that could not even be tried: it is put off, and given up in the end as others are. */
export const putOff = (parts: DeliveryParts, delivery: Delivery): Promise<Delivered> =>
  finish(parts, delivery, decideUnsent(delivery, "It could not be prepared.", at(parts)));

const held = ({ id, attempts }: Delivery) => ({ id, attempts });

/** The first eight digits of a V4 UUID are random. */
const at = ({ clock, ids }: DeliveryParts) => ({
  now: clock.now(),
  spread: Number.parseInt(ids.call().slice(0, 8), 16) / 2 ** 32,
});

async function documentFor(
  parts: DeliveryParts,
  { event, includeResources }: Delivery,
): Promise<JsonObject | null> {
  const document = await parts.documentOfEvent(event, includeResources);
  if (document === null) return null;
  const meta = {
    event_id: event.id,
    topic: event.topic,
    created_at: event.createdAt.toISOString(),
  };
  return { ...document, meta };
}

async function send(parts: DeliveryParts, delivery: Delivery, body: string): Promise<Attempted> {
  const { clock, settings } = parts;
  const { event } = delivery;
  const answer = await parts.post({
    method: "POST",
    url: new URL(delivery.callbackUrl),
    headers: {
      "Content-Type": "application/vnd.api+json",
      Accept: "*/*",
      "User-Agent": "Kassa",
      "Content-Length": Buffer.byteLength(body),
      "X-CommerceLayer-Topic": event.topic,
      "X-Kassa-Event-Id": event.id,
      ...signatureHeaders(body, delivery.sharedSecret(), clock.now()),
    },
    body,
    addresses: settings.isTest ? "public_or_loopback" : "public",
    timeoutMs: TIMEOUT_MS,
    // The exchange has its own limit; this one is for an exchange that does not keep it.
    signal: clock.deadline(2 * TIMEOUT_MS),
  });
  if (!answer.ok) return { status: null, message: answer.error.detail };
  const { status } = answer.value;
  return { status, message: STATUS_CODES[status] ?? "Unknown" };
}

async function finish(
  { deliveries, clock }: DeliveryParts,
  delivery: Delivery,
  end: DeliveryEnd,
): Promise<Delivered> {
  const now = clock.now();
  const done = await deliveries.finish(held(delivery), end, circuitRule(now), now);
  if (done === null) return { kind: "lost" };
  return { kind: end.state, message: end.responseMessage, isCircuitOpen: done.isOpen };
}
