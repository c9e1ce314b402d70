/** Events of disputes: an envelope of their own, as Checkout.com documents it. */
import type { Context } from "../core/context";
import type { DisputeRecord } from "./disputes";
import { type EventRecord, record } from "./events";
import type { PaymentRecord } from "./payment";
import { isoTime } from "./payment-json";

export const DISPUTE_EVENT_TYPES = [
  "dispute_received",
  "dispute_evidence_required",
  "dispute_evidence_submitted",
  "dispute_accepted",
  "dispute_expired",
  "dispute_canceled",
  "dispute_resolved",
  "dispute_won",
  "dispute_lost",
  "dispute_arbitration_won",
  "dispute_arbitration_lost",
] as const;
export type DisputeEventType = (typeof DISPUTE_EVENT_TYPES)[number];

/** Source: checkout.com/docs/workflows/webhook-event-types/dispute_evidence_required, June 2025. */
export function emitDispute(
  context: Context,
  told: { dispute: DisputeRecord; payment: PaymentRecord; type: DisputeEventType },
): void {
  const { dispute, payment, type } = told;
  const id = context.ids.base32("evt_");
  const createdAtMs = context.now();
  const events = `${context.publicUrl}/workflows/events`;
  const capture = payment.actions.findLast((action) => action.type === "Capture");
  const isAsked = type === "dispute_evidence_required";
  const body = JSON.stringify({
    id,
    source: "dispute",
    type,
    timestamp: isoTime(createdAtMs),
    version: "1.0.6",
    data: {
      id: dispute.id,
      date: isoTime(createdAtMs),
      category: dispute.category,
      amount: dispute.amountMinor,
      currency: payment.currency,
      reason_code: dispute.reasonCode,
      payment_id: payment.id,
      payment_action_id: (capture ?? payment.actions[0])?.id,
      payment_reference: payment.reference,
      payment_method: payment.card.scheme.toUpperCase(),
      client_id: "cli_sandboxsandboxsandboxsandb",
      processing_channel_id: payment.processingChannelId,
      entity_id: "ent_sandboxsandboxsandboxsandb",
      ...(isAsked ? { evidence_required_by: isoTime(dispute.evidenceRequiredByMs) } : {}),
    },
    _links: {
      self: { href: `${events}/${id}` },
      subject: { href: `${events}/subject/${dispute.id}` },
    },
  });
  const { account, processingChannelId } = payment;
  const event: EventRecord = {
    ...{ id, account, type, processingChannelId, createdAtMs, body },
    paymentId: payment.id,
  };
  record(context, event);
}
