/**
 * Callbacks of an external gateway: what it answered 202 for, decided. The body has the shape of a
 * reply.
 */
import type { ProviderReference } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import { err, ok, type Result } from "../../result";
import { parseJsonBytes } from "../json-bytes";
import type { ProviderEvent, RawWebhook, WebhookRejection } from "../provider-event";
import { checkTimed, isSigned, SIGNATURE_HEADER, TIMED_SIGNATURE_HEADER } from "../signature";
import type { ExternalConfig } from "./config";
import { outcomeOf, readReply } from "./responses";

// ISO 4217's "no currency": a callback names none, and whoever applies it knows the transaction's.
const UNSTATED = "XXX" as CurrencyCode;

/**
 * With both signatures both must be right; the one with a time also recent. One of them is enough.
 */
export function parseWebhook(
  config: ExternalConfig,
  webhook: RawWebhook,
): Result<ProviderEvent, WebhookRejection> {
  const plain = webhook.headers.get(SIGNATURE_HEADER);
  const timed = webhook.headers.get(TIMED_SIGNATURE_HEADER);
  if (!plain && !timed) return err({ code: "signature_missing" });
  const { body, receivedAt } = webhook;
  let verdict: WebhookRejection["code"] | null = "signature_invalid";
  for (const secret of [config.shared_secret, config.shared_secret_previous]) {
    if (secret === null || (plain && !isSigned(body, plain, secret))) continue;
    const age = timed ? checkTimed(body, timed, secret, receivedAt) : "valid";
    if (age === "invalid") continue;
    verdict = age === "valid" ? null : "timestamp_outside_tolerance";
    break;
  }
  if (verdict === "signature_invalid" || verdict === "timestamp_outside_tolerance") {
    return err({ code: verdict });
  }
  const event = readEvent(body);
  return event === null
    ? err({ code: "payload_unreadable", detail: "It is no callback with an action_id." })
    : ok(event);
}

/**
 * The payment is named by its `action_id`, the reference that `pending` had. One action ends once
 * as succeeded and once as failed at most, so the end is part of the event's id.
 */
export function readEvent(body: Uint8Array): ProviderEvent | null {
  const reply = readReply(parseJsonBytes(body));
  const actionId = reply?.data?.action_id;
  if (reply === null || actionId == null) return null;
  const outcome = outcomeOf(reply, {
    amount: { amountMinor: 0, currency: UNSTATED },
    payment: null,
  });
  // Success without a transaction token claims too little to be believed.
  if (outcome === null) return null;
  const end = reply.success ? "succeeded" : "failed";
  const unstated = [
    ...(reply.data?.amount_cents == null ? (["amount"] as const) : []),
    ...(reply.data?.currency_code == null ? (["currency"] as const) : []),
  ];
  return {
    eventId: `${actionId}:${end}`,
    type: `external_payment.${end}`,
    payment: { reference: actionId as ProviderReference, ourReference: "" },
    outcome,
    ...(unstated.length === 0 ? {} : { unstated }),
  };
}
