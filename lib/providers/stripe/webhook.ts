/**
 * Stripe's webhooks (docs.stripe.com/webhooks/signature): `t.body` under HMAC-SHA256, 300 s of
 * tolerance.
 */
import Stripe from "stripe";
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import { err, ok, type Result } from "../../result";
import { parseJsonBytes } from "../json-bytes";
import type { PaymentLookup } from "../provider";
import type { ProviderEvent, RawWebhook, WebhookRejection } from "../provider-event";
import type { StripeConfig } from "./config";
import { disputeOf } from "./disputes";
import { REFERENCE } from "./requests";

const HEADER = "stripe-signature";
const TOLERANCE_SECONDS = 300;
// The SDK reads 0 as "any age".
const ANY_AGE = 0;

const metadataSchema = z.record(z.string(), z.string()).catch({});
const eventSchema = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  created: z.number().nullish().catch(null),
  data: z.looseObject({
    object: z.looseObject({
      id: z.string().nullish(),
      object: z.string(),
      payment_intent: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
      metadata: metadataSchema.optional(),
    }),
  }),
});

/** The event of a webhook whose signature is right under the current or the previous secret. */
export function parseWebhook(
  config: StripeConfig,
  webhook: RawWebhook,
): Result<ProviderEvent, WebhookRejection> {
  const header = webhook.headers.get(HEADER);
  if (header === null || header === "") return err({ code: "signature_missing" });
  const secrets = [config.webhook_endpoint_secret, config.webhook_endpoint_secret_previous];
  const secret = secrets.find((one) => one !== null && isSigned(webhook, header, one, ANY_AGE));
  if (secret == null) return err({ code: "signature_invalid" });
  if (!isSigned(webhook, header, secret, TOLERANCE_SECONDS)) {
    return err({ code: "timestamp_outside_tolerance" });
  }
  const event = readEvent(webhook.body);
  return event === null
    ? err({ code: "payload_unreadable", detail: "It is no event of Stripe's." })
    : ok(event);
}

function isSigned(webhook: RawWebhook, header: string, secret: string, tolerance: number): boolean {
  const { signature } = Stripe.webhooks;
  const receivedAt = webhook.receivedAt.getTime();
  try {
    return (
      signature?.verifyHeader(webhook.body, header, secret, tolerance, undefined, receivedAt) ??
      false
    );
  } catch {
    return false;
  }
}

/** What the body says, its signature aside. Null when it is no event. */
export function readEvent(body: Uint8Array): ProviderEvent | null {
  const parsed = eventSchema.safeParse(parseJsonBytes(body));
  if (!parsed.success) return null;
  const { id, type, data, created } = parsed.data;
  const dispute = disputeOf(type, data.object, created ?? null);
  const about = dispute === null ? {} : { dispute };
  return { eventId: id, type, payment: lookupOf(data.object), outcome: null, ...about };
}

/** Intents by their own id; charges, refunds and disputes by the intent that they belong to. */
function lookupOf(object: z.infer<typeof eventSchema>["data"]["object"]): PaymentLookup | null {
  const intent = object.payment_intent;
  const id =
    object.object === "payment_intent"
      ? object.id
      : typeof intent === "string"
        ? intent
        : intent?.id;
  if (id == null || id === "") return null;
  const ourReference = object.metadata?.[REFERENCE] ?? "";
  return { reference: id as ProviderReference, ourReference };
}
