import { after } from "next/server";
import { readBodyWithin } from "@/lib/actions/raw-body";
import { parts } from "@/lib/parts";
import { applyWebhook } from "@/lib/webhooks/apply-webhook";
import { receiveWebhook, type WebhookError } from "@/lib/webhooks/receive-webhook";

type Context = { params: Promise<{ gatewayType: string; gatewayId: string }> };

/** Larger than any event of the three providers. */
const BODY_BYTES_MAX = 256 * 1024;

const STATUS_OF: Record<WebhookError["code"], number> = {
  gateway_unknown: 404,
  signature_missing: 401,
  signature_invalid: 401,
  timestamp_outside_tolerance: 400,
  payload_unreadable: 400,
};

/** Verify, record, 200. What the event calls for is done afterwards, and by the sweep if this process dies first. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const { gatewayType, gatewayId } = await context.params;
  const body = await readBodyWithin(request, BODY_BYTES_MAX);
  if (body === null) return Response.json({ error: "too_large" }, { status: 413 });
  const deps = await parts({ kind: "provider", id: gatewayId });
  const received = await receiveWebhook(deps, {
    gatewayType,
    gatewayId,
    webhook: { body, headers: request.headers, receivedAt: deps.clock.now() },
  });
  if (!received.ok) {
    return Response.json(
      { error: received.error.code },
      { status: STATUS_OF[received.error.code] },
    );
  }
  const { event, isNew } = received.value;
  if (isNew && event.paymentReference !== null) after(() => applyWebhook(deps, event));
  return Response.json({ received: true });
}
