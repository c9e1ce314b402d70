import { createHmac } from "node:crypto";
import { z } from "zod";
import type { ProviderReference } from "@/lib/ids";
import { parseJsonBytes } from "@/lib/providers/json-bytes";
import type { ProviderOutcome } from "@/lib/providers/provider";
import type { ProviderEvent, RawWebhook, WebhookRejection } from "@/lib/providers/provider-event";
import { err, ok, type Result } from "@/lib/result";
import type { BankEvent } from "./ledger";

const SIGNATURE = "x-bank-signature";
const TOLERANCE_MS = 300_000;

const eventSchema = z.object({
  id: z.string().min(1),
  type: z.string(),
  reference: z.string(),
  ourReference: z.string(),
  outcome: z.custom<ProviderOutcome>((value) => typeof value === "object").nullable(),
});

const sign = (secret: string, time: string, body: Uint8Array): string =>
  createHmac("sha256", secret).update(time).update(body).digest("hex");

export type SignedWebhook = { body: Uint8Array; headers: Headers };

/** An event as it goes over the wire. */
export function signed(event: BankEvent, secret: string, nowMs: number): SignedWebhook {
  const body = new TextEncoder().encode(JSON.stringify(event));
  const time = String(nowMs);
  const headers = new Headers({ [SIGNATURE]: `${time}.${sign(secret, time, body)}` });
  return { body, headers };
}

/** Two secrets are valid while one is being replaced. */
export function parseWebhook(
  config: { webhook_secret: string; webhook_secret_previous: string | null },
  webhook: RawWebhook,
): Result<ProviderEvent, WebhookRejection> {
  const [time, signature] = (webhook.headers.get(SIGNATURE) ?? "").split(".");
  if (!time || !signature) return err({ code: "signature_missing" });
  const secrets = [config.webhook_secret, config.webhook_secret_previous];
  const isOurs = secrets.some(
    (secret) => secret !== null && sign(secret, time, webhook.body) === signature,
  );
  if (!isOurs) return err({ code: "signature_invalid" });
  if (Math.abs(webhook.receivedAt.getTime() - Number(time)) > TOLERANCE_MS) {
    return err({ code: "timestamp_outside_tolerance" });
  }
  const event = readEvent(webhook.body);
  return event
    ? ok(event)
    : err({ code: "payload_unreadable", detail: "It is no event of this bank." });
}

export function readEvent(body: Uint8Array): ProviderEvent | null {
  const parsed = eventSchema.safeParse(parseJsonBytes(body));
  if (!parsed.success) return null;
  const { id, type, reference, ourReference, outcome } = parsed.data;
  const payment = { reference: reference as ProviderReference, ourReference };
  return { eventId: id, type, payment, outcome };
}
