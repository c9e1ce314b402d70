/**
 * Checkout.com's webhooks: `Cko-Signature` is the hexadecimal HMAC-SHA256 of the raw body; it has
 * no timestamp.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import { err, ok, type Result } from "../../result";
import { parseJsonBytes } from "../json-bytes";
import type { ProviderEvent, RawWebhook, WebhookRejection } from "../provider-event";
import type { CheckoutComConfig } from "./config";
import { disputedPaymentOf, disputeOf } from "./disputes";
import { REFERENCE } from "./requests";

const HEADER = "cko-signature";

const eventSchema = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  data: z
    .looseObject({
      id: z.string().nullish(),
      reference: z.string().nullish(),
      metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** The event of a webhook whose signature is right under the current or the previous secret. */
export function parseWebhook(
  config: CheckoutComConfig,
  webhook: RawWebhook,
): Result<ProviderEvent, WebhookRejection> {
  const signature = webhook.headers.get(HEADER);
  if (signature === null || signature === "") return err({ code: "signature_missing" });
  const secrets = [config.webhook_endpoint_secret, config.webhook_endpoint_secret_previous];
  const isSigned = secrets.some((one) => one !== null && matches(webhook.body, signature, one));
  if (!isSigned) return err({ code: "signature_invalid" });
  const event = readEvent(webhook.body);
  return event === null
    ? err({ code: "payload_unreadable", detail: "It is no event of Checkout.com's." })
    : ok(event);
}

function matches(body: Uint8Array, signature: string, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(signature.trim(), "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What the body says, its signature aside. Null when it is no event. */
export function readEvent(body: Uint8Array): ProviderEvent | null {
  const parsed = eventSchema.safeParse(parseJsonBytes(body));
  if (!parsed.success) return null;
  const { id, type, data } = parsed.data;
  const dispute = disputeOf(parsed.data);
  if (dispute !== null) {
    return { eventId: id, type, payment: disputedPaymentOf(data), outcome: null, dispute };
  }
  // `data.reference` is the action's own where it has one; our metadata stays the payment's.
  const ourReference = data?.metadata?.[REFERENCE] ?? data?.reference;
  const payment = data?.id?.startsWith("pay_")
    ? {
        reference: data.id as ProviderReference,
        ourReference: typeof ourReference === "string" ? ourReference : "",
      }
    : null;
  return { eventId: id, type, payment, outcome: null };
}
