import type { Deps } from "../deps";
import { doorTo } from "../payments/provider-door";
import type { RawWebhook, WebhookRejection } from "../providers/provider-event";
import { err, ok, type Result } from "../result";
import { leaseFrom } from "./lease";
import type { WebhookEvent } from "./store";

export type WebhookError = { code: "gateway_unknown" } | WebhookRejection;

/**
 * Verifies a provider's event over its raw bytes and keeps it; nothing is done about it yet. When this answers, the event
 * is durable and may be acknowledged, and a new one is the caller's to apply for a while. A copy is counted, not kept.
 */
export async function receiveWebhook(
  deps: Deps,
  input: { gatewayType: string; gatewayId: string; webhook: RawWebhook },
): Promise<Result<{ event: WebhookEvent; isNew: boolean }, WebhookError>> {
  const gateway = await deps.payments.findGateway(input.gatewayId);
  if (!gateway || gateway.type !== input.gatewayType) return err({ code: "gateway_unknown" });
  const door = doorTo(deps, gateway);
  if (!door) return err({ code: "gateway_unknown" });
  const parsed = door.provider.parseWebhook(door.config, input.webhook);
  if (!parsed.ok) return parsed;
  const { eventId, type, payment } = parsed.value;
  const event: WebhookEvent = {
    gatewayId: gateway.id,
    eventId,
    type,
    body: input.webhook.body,
    paymentReference: payment?.reference ?? null,
    ourReference: payment?.ourReference ?? null,
    receivedAt: input.webhook.receivedAt,
    attempts: 1,
  };
  // Events that speak of no payment are kept and never applied.
  const recorded = await deps.webhooks.record(event, payment ? leaseFrom(deps.clock.now()) : null);
  return ok({ event, isNew: recorded === "new" });
}
