import type { DisputeState } from "../provider-dispute";

/**
 * Checkout.com's dispute events and where each leaves the dispute
 * (checkout.com/docs/developer-resources/webhooks/webhook-event-types). One that was resolved had been refunded before.
 */
export const DISPUTE_STATE_OF_EVENT: Readonly<Record<string, DisputeState>> = {
  dispute_received: "needs_response",
  dispute_evidence_required: "needs_response",
  dispute_evidence_submitted: "under_review",
  dispute_evidence_acknowledged_by_scheme: "under_review",
  dispute_arbitration_evidence_submitted: "under_review",
  dispute_arbitration_sent_to_scheme: "under_review",
  dispute_accepted: "lost",
  dispute_expired: "lost",
  dispute_lost: "lost",
  dispute_arbitration_lost: "lost",
  dispute_won: "won",
  dispute_arbitration_won: "won",
  dispute_canceled: "withdrawn",
  dispute_resolved: "withdrawn",
};
